using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>
/// What it costs to have a forward value in the backward pass: to save it, or to compute it again, which may need other values. The unit is about one
/// addition; a further axis counts ten times as much. The figures express the policy: cheap pointwise work, index arithmetic and reads are done again;
/// transcendental functions are saved unless they vanish beside the rest of their block; an inner loop (or product of tensors) is done again if it costs at most one loop level more than its array.
/// </summary>
internal sealed class Costs(ForwardPass forward, Func<Statement, bool> runsAgain)
{
    private const double Transcendental = 20, Division = 4, LoopLevel = 2, IndexArithmetic = 0.2, Local = 3.5;

    private readonly Dictionary<int, double> _costs = [];
    private readonly Dictionary<BlockNode, double> _work = [];

    /// <summary>To write it and to read it back.</summary>
    public static double ToSave(Value value) => value.Type == ElementType.Tape ? double.PositiveInfinity : 10 * Size(value.Axes.Count);

    /// <summary>A number of a branch outside of loops is saved by one more local variable.</summary>
    private static double ToSave(Value value, BlockNode home) => home.Depth == 0 && value.Axes.Count == 0 ? Math.Min(Local, ToSave(value)) : ToSave(value);

    /// <summary>The cost for one run of a block of the given loop depth.</summary>
    public double Of(Value value, int depth) =>
        forward.HomeOf(value) is not { } home ? 0 : Of(value) / Size(Math.Max(0, depth - home.Block.Depth));

    /// <summary>Whether it costs less to compute it again.</summary>
    public bool IsCheaperAgain(Value value) =>
        forward.HomeOf(value) is { Statement: { } statement } home && ToRepeat(statement, value, home.Block) < ToSave(value, home.Block);

    /// <summary>About how many additions a statement takes.</summary>
    public static double Work(Statement statement) => statement.Instruction switch
    {
        If i => Math.Max(i.Then.Body.Sum(Work), i.Else.Body.Sum(Work)),
        For or While => 10 * statement.Instruction.Blocks.Sum(b => b.Body.Sum(Work)),
        Call => 100,
        Map m => Weight(m.Operator) * Size(statement.Target.Axes.Count),
        Reduce or Contract or Softmax => Size(Dimensions(statement)),
        _ => statement.Targets.Count == 1 && statement.Instruction is not (Write or AddAt) ? Size(statement.Target.Axes.Count) : 1,
    };

    public static bool IsTranscendental(Statement statement) => statement.Instruction is Map m && Operators.IsTranscendental(m.Operator)
        || statement.Instruction.Blocks.Any(b => b.Body.Any(IsTranscendental));

    /// <summary>How many loops lie in one another in the statement.</summary>
    public static int Levels(Statement statement) => statement.Instruction.Blocks.Count == 0 ? Dimensions(statement)
        : statement.Instruction.Blocks.SelectMany(b => b.Body).Select(Levels).DefaultIfEmpty(0).Max() + (statement.Instruction is For or While ? 1 : 0);

    /// <summary>Whether the statement holds something that must not run twice, or whose length is not known.</summary>
    public static bool MustNotRepeat(Statement statement) =>
        statement.Instruction is While or Ir.Call or Throw or NewTape or Push or Pop || statement.Instruction.Blocks.Any(b => b.Body.Any(MustNotRepeat));

    private double Of(Value value)
    {
        // What is needed anyway costs nothing more.
        if (forward.HomeOf(value) is { Block.Parent: not null } home && home.Block.Needed.Contains(value)) return 0;
        if (_costs.TryGetValue(value.Id, out double cost)) return cost;
        return _costs[value.Id] = AtHome(value);
    }

    private double AtHome(Value value)
    {
        if (forward.HomeOf(value) is not { } home) return 0;
        if (home.Block.Parent is null) return value.Axes.Count > 0 && forward.IsConsumed(value) ? double.PositiveInfinity : 0;
        if (home.Statement is not { } statement) return value == home.Block.Counter ? 0 : ToSave(value, home.Block);
        return runsAgain(statement) ? 0 : Math.Min(ToSave(value, home.Block), ToRepeat(statement, value, home.Block));
    }

    private double ToRepeat(Statement statement, Value value, BlockNode block)
    {
        var (axes, depth) = (value.Axes.Count, block.Depth);
        double All(IEnumerable<Value> values) => values.Sum(v => Of(v, depth));
        if (depth > 0 && statement.Instruction is Map or Reduce or Contract or Softmax && IsNegligible(statement, block)) return Size(axes) + All(statement.Instruction.Operands);
        return statement.Instruction switch
        {
            Constant or ExtentOf or Ir.Index or Zeros => 0.1 * Size(axes),
            Map m => Weight(m.Operator) * Size(axes) + All(m.Arguments),
            Reduce { Kind: ReduceKind.Sum or ReduceKind.Product or ReduceKind.Max or ReduceKind.Min } or Contract => Dimensions(statement) > axes + 1 ? double.PositiveInfinity
                : LoopLevel * Size(Math.Max(1, axes)) + All(statement.Instruction.Operands),
            Write w => Size(w.Element.Axes.Count) + All(w.Operands),
            AddAt a => Size(a.Addend.Axes.Count) + All(a.Operands),
            // An array is rarely read in one place only.
            Read r => Size(axes) + 0.5 * Of(r.Array, depth) + All(r.Indices),
            Copy or Rename or Slice or Pad or Reshape or Concat or Gather => Size(axes) + All(statement.Instruction.Operands),
            If i when Levels(statement) == 0 && !MustNotRepeat(statement) => 1 + Work(statement) + All(i.Operands),
            For when Levels(statement) <= axes + 1 && !MustNotRepeat(statement) =>
                LoopLevel * Size(Math.Max(1, axes)) + All(LoopSlice.Of(forward, statement, [value]).Inputs),
            _ => double.PositiveInfinity,
        };
    }

    /// <summary>Whether one run of the block takes at least twenty times as long, so that running the statement again is not noticed.</summary>
    private bool IsNegligible(Statement statement, BlockNode block)
    {
        if (!_work.TryGetValue(block, out double work)) _work[block] = work = block.Block.Body.Sum(Work);
        return 20 * Work(statement) <= work;
    }

    private static double Weight(Operator op) => Operators.IsTranscendental(op) ? Transcendental
        : op is Operator.Divide or Operator.Reciprocal or Operator.Sqrt ? Division
        : op is Operator.IntDivide or Operator.IntRemainder ? 1
        : op is >= Operator.IntAdd and <= Operator.IntMaximum ? IndexArithmetic : 1;

    private static int Dimensions(Statement statement) => statement.Instruction switch
    {
        Reduce r => r.Operand.Axes.Count,
        Softmax s => s.Operand.Axes.Count,
        Contract c => c.Left.Axes.Union(c.Right.Axes).Count(),
        Write or AddAt or Zeros or Copy or Read => 0,
        _ => statement.Targets.Count == 1 ? statement.Target.Axes.Count : 0,
    };

    private static double Size(int axes) => Math.Pow(10, axes);
}
