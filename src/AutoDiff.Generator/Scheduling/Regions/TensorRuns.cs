using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>Gathers neighbouring tensor statements of each block into <see cref="TensorRun"/>s.</summary>
internal sealed class TensorRuns
{
    private readonly Dictionary<int, Statement> _literals;
    private readonly Dictionary<int, Statement> _conditions;
    private readonly Dictionary<int, int> _uses = [];
    private readonly Dictionary<int, EquatableArray<Axis>> _delivered = [];
    private readonly Dictionary<int, Value> _turned = [];

    private TensorRuns(Function function)
    {
        var all = Structure.All(function.Body).ToList();
        _literals = all.Where(s => s.Instruction is Constant or ExtentOf or Ir.Index).ToDictionary(s => s.Target.Id);
        _conditions = all.Where(s => s.Instruction is Map && s.Target is { Type: ElementType.Bool, Axes.Count: > 0 }).ToDictionary(s => s.Target.Id);
        var used = all.SelectMany(s => Structure.Header(s.Instruction).Concat(s.Instruction.Blocks.SelectMany(b => b.Yields)))
            .Concat(function.Results.SelectMany(r => new[] { r.Value, r.SparseRowsOf }).OfType<Value>());
        foreach (var value in used) _uses[value.Id] = Uses(value) + 1;
        foreach (var result in function.Results)
            if (result.SparseRowsOf is null && result.Dimensions.Count > 0) _delivered[result.Value.Id] = result.Dimensions.Select(d => d.Axis).OfType<Axis>().ToEquatable();
    }

    public static Function Outline(Function function)
    {
        function = ElementReads.Find(function);
        var runs = new TensorRuns(function);
        var body = runs.Outline(function.Body).ToEquatable();
        var results = function.Results.Select(r => runs._turned.TryGetValue(r.Value.Id, out var turned) ? r with { Value = turned } : r).ToEquatable();
        return function with { Body = body, Results = results };
    }

    private int Uses(Value value) => _uses.TryGetValue(value.Id, out int count) ? count : 0;

    private List<Statement> Outline(EquatableArray<Statement> body)
    {
        var result = new List<Statement>();
        var stretch = new List<Statement>();
        foreach (var statement in body)
        {
            if (!statement.Instruction.IsSequential)
            {
                stretch.Add(statement);
                continue;
            }
            Close(stretch, result);
            var blocks = statement.Instruction.Blocks.Select(b => b with { Body = Outline(b.Body).ToEquatable() }).ToList();
            result.Add(blocks.Count == 0 ? statement : statement with { Instruction = statement.Instruction.WithBlocks(blocks) });
        }
        Close(stretch, result);
        return result;
    }

    /// <summary>Numbers before the first tensor and behind the last one stay statements.</summary>
    private void Close(List<Statement> stretch, List<Statement> result)
    {
        int first = stretch.FindIndex(IsTensor), last = stretch.FindLastIndex(IsTensor);
        if (first < 0)
        {
            result.AddRange(stretch);
        }
        else
        {
            result.AddRange(stretch.Take(first));
            // Literals are written at their uses: all blocks may need them.
            var run = stretch.GetRange(first, last - first + 1);
            result.AddRange(run.Where(s => s.Instruction is Constant or ExtentOf));
            if (Run(run) is { } statement) result.Add(statement);
            result.AddRange(stretch.Skip(last + 1));
        }
        stretch.Clear();
    }

    private static bool IsTensor(Statement statement) =>
        statement.Instruction is not Ir.Index && (statement.Targets.Any(t => t.Axes.Count > 0) || statement.Instruction.Operands.Any(o => o.Axes.Count > 0));

    private Statement? Run(List<Statement> run)
    {
        run = [.. Conditions(run), .. run];
        var inside = run.SelectMany(s => s.Instruction.Operands).GroupBy(v => v.Id).ToDictionary(g => g.Key, g => g.Count());
        var defined = new HashSet<int>(run.Select(s => s.Target.Id));
        var free = run.SelectMany(s => s.Instruction.Operands).Where(v => !defined.Contains(v.Id)).GroupBy(v => v.Id).Select(g => g.First()).ToList();
        var literals = free.Where(v => _literals.ContainsKey(v.Id)).Select(v => _literals[v.Id]);
        var results = run.Where(s => s.Instruction is not (Constant or ExtentOf or Ir.Index)).Select(s => s.Target)
            .Where(t => t is not { Type: ElementType.Bool, Axes.Count: > 0 } && Uses(t) > (inside.TryGetValue(t.Id, out int count) ? count : 0)).ToList();
        if (results.Count == 0) return null;

        var names = new HashSet<string>(StringComparer.Ordinal);
        var function = new Function("Run", free.Where(v => !_literals.ContainsKey(v.Id)).Select(v => AsParameter(v, names)).ToEquatable(), default, default,
            literals.Concat(run).ToEquatable(), results.Select(v => new Result(Unique(v, names), v, Dimensions(Turned(v, inside)))).ToEquatable());
        return new Statement(results.Select(v => Turned(v, inside)).ToEquatable(), new TensorRun(Passes.Optimize(function)));
    }

    /// <summary>Truth values of other runs, which are not stored: they are computed again.</summary>
    private List<Statement> Conditions(List<Statement> run)
    {
        var defined = new HashSet<int>(run.Select(s => s.Target.Id));
        var again = new List<Statement>();
        void Need(Statement statement)
        {
            foreach (var operand in statement.Instruction.Operands)
            {
                if (!_conditions.TryGetValue(operand.Id, out var definition) || !defined.Add(operand.Id)) continue;
                Need(definition);
                again.Add(definition);
            }
        }
        foreach (var statement in run) Need(statement);
        return again;
    }

    /// <summary>A value that only a result of the whole function needs lies in the memory order of that result.</summary>
    private Value Turned(Value value, Dictionary<int, int> inside)
    {
        bool isAlone = _delivered.TryGetValue(value.Id, out var order) && order.Count == value.Axes.Count && order.All(value.Has)
            && Uses(value) == (inside.TryGetValue(value.Id, out int count) ? count : 0) + 1;
        return isAlone ? _turned[value.Id] = value with { Axes = order } : value;
    }

    private static Parameter AsParameter(Value value, HashSet<string> names)
    {
        string name = Unique(value, names);
        var kind = (value.Type, value.Axes.Count) switch
        {
            (ElementType.Int, 0) => ParameterKind.Integer,
            (ElementType.Bool, 0) => ParameterKind.Boolean,
            (ElementType.Int, _) => ParameterKind.IndexTensor,
            (_, 0) => ParameterKind.Scalar,
            _ => ParameterKind.Tensor,
        };
        return new Parameter(value, name, name, kind, Dimensions(value), Differentiated: false);
    }

    private static EquatableArray<Dimension> Dimensions(Value value) => value.Axes.Select(a => new Dimension(a)).ToEquatable();

    private static string Unique(Value value, HashSet<string> names)
    {
        string stem = value.Name.Length > 0 ? value.Name : "value", name = stem;
        for (int i = 2; !names.Add(name); i++) name = stem + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        return name;
    }
}
