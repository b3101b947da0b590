using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Scheduling.Regions;

namespace AutoDiff.Generator.Emission.Regions;

// Innermost loops on vectors: enough iterations run as a struct over the parts of the arrays that they walk along, a few run one by one.
internal sealed partial class RegionWriter
{
    private const string Root = "global::" + RuntimeApi.KernelNamespace;

    private InnerLoop? PlanOf(Statement statement, For loop)
    {
        if (_definitions.TryGetValue(loop.Start.Id, out var start) && start.Instruction is Constant { Number: var first }
            && _definitions.TryGetValue(loop.End.Id, out var end) && end.Instruction is Constant { Number: var last } && last - first < InnerLoop.FewestIterations) return null;
        return InnerLoop.Of(statement, _webs, _uses, _ranges.IsInside, start?.Instruction is Constant or ExtentOf, array => _places.Of(array).Kind == PlaceKind.View);
    }

    /// <summary>Both forms of the loop behind a choice by the number of iterations, or the one on vectors where that is known.</summary>
    private void WriteInnerLoop(Statement statement, For loop, InnerLoop plan, string start, string end, Action writeOneByOne)
    {
        string count = int.TryParse(start, out int first) && int.TryParse(end, out int last) ? (last - first).ToString(System.Globalization.CultureInfo.InvariantCulture)
            : start == "0" && IsIdentifier(end) ? end : Variable("count", start == "0" ? end : $"{end} - {Parenthesized(start)}");
        var (variables, repeated, pending) = (new Dictionary<int, string>(_variables), new Dictionary<int, Expression>(_repeated), _pending.ToList());
        void Restore()
        {
            Replace(_variables, variables);
            Replace(_repeated, repeated);
            _pending.Clear();
            _pending.AddRange(pending);
        }

        bool isKnown = int.TryParse(count, out _);
        if (!isKnown)
        {
            _w.Open($"if ({count} < {InnerLoop.FewestIterations})");
            writeOneByOne();
            _w.Close();
            Restore();
            _w.Open("else");
        }
        else
        {
            // There are enough, or there would be no plan.
            _w.Open();
        }
        _scope.Names.Enter();
        int outer = _block;
        _block = _blocks.NumberOf(loop.Body);
        WriteVectorLoop(loop, plan, start, count);
        _block = outer;
        _scope.Names.Leave();
        _w.Close();
        Restore();
    }

    private void WriteVectorLoop(For loop, InnerLoop plan, string start, string count)
    {
        _variables[_webs.Of(loop.Counter)] = start;
        foreach (var statement in plan.Body)
            if (statement.Target.Type == ElementType.Int && statement.Instruction is Map map) DefineAtStart(statement.Target, Emit(map));

        var kernel = new InnerLoopWriter(_kernelNames.Unique(_prefix + "Loop"));
        foreach (var stream in plan.Streams)
        {
            var (array, indices) = stream.Instruction switch
            {
                Read read => (read.Array, read.Indices),
                Write write => (stream.Target, write.Indices),
                AddAt add => (stream.Target, add.Indices),
                _ => throw new NotSupportedException(stream.Instruction.GetType().Name),
            };
            string part = $"{RuntimeApi.InnerLoops}.Part({_places.Of(array).Elements}, {Position(array, indices).Position}, {count})";
            kernel.AddStream(stream, part, _places.Of(array).Name, stream.Instruction is not Read || IsWrittenIn(plan, array), ReadsSpan(array));
        }
        foreach (var invariant in plan.Invariants)
        {
            var read = (Read)invariant.Instruction;
            kernel.AddNumber(invariant.Target, Element(read.Array, read.Indices).Code.Text, VariableName(invariant.Target));
        }
        var inside = new HashSet<int>(Block.DefinedIn(loop.Body.Body).Select(v => v.Id));
        foreach (var value in plan.Body.Where(s => s.Instruction is not (Read or Constant or ExtentOf)).SelectMany(s => s.Instruction.Operands).Distinct())
            if (value.Type == ElementType.Real && value.Axes.Count == 0 && !inside.Contains(value.Id) && !loop.Body.Parameters.Contains(value))
            {
                if (_definitions.TryGetValue(value.Id, out var definition) && definition.Instruction is Constant constant) kernel.AddConstant(value, constant.Number);
                else kernel.AddNumber(value, Peek(value), VariableName(value));
            }
        foreach (var statement in plan.Body.Where(s => s.Instruction is ExtentOf && s.Target.Type == ElementType.Real))
            kernel.AddNumber(statement.Target, Literal(statement.Target, statement.Instruction)!.Value.Text, "extent");

        string run = _scope.Names.Unique("loop");
        var last = plan.Streams.LastOrDefault(s => s.Instruction is not Read)?.Target ?? plan.Sums[0].Terms[0].Term;
        Comment(last);
        _w.Line($"var {run} = new {Root}.{kernel.TypeName}<{T}>({string.Join(", ", kernel.Arguments)});");
        _w.Line($"{RuntimeApi.InnerLoops}.Run<{Root}.{kernel.TypeName}<{T}>, {T}>(ref {run}, {count});");
        foreach (var sum in plan.Sums) _w.Line($"{Use(sum.Last)} += {run}.{kernel.AddSum(sum)};");
        Kernels.Add(kernel.Write(plan, last.Source));
    }

    /// <summary>A position at the start of the loop, where the counter may be 0.</summary>
    private void DefineAtStart(Value target, Expression expression)
    {
        if (expression is { Operator: Operator.IntAdd, Right.Text: "0" }) expression = expression with { Code = expression.Left, Operator = null };
        else if (expression is { Operator: Operator.IntAdd, Left.Text: "0" }) expression = expression with { Code = expression.Right, Operator = null };
        if (expression.Code.Precedence == Precedence.Primary) _repeated[target.Id] = expression;
        else Assign(target, expression);
    }

    private bool IsWrittenIn(InnerLoop plan, Value array) => plan.Streams.Any(s => s.Instruction is not Read && _webs.AreSame(s.Target, array));

    /// <summary>Whether the elements are read-only for the method.</summary>
    private bool ReadsSpan(Value array) => _places.Of(array) is { Kind: PlaceKind.Argument, CallerSpan: null, Tensor: null };

    /// <summary>A number from outside, which other statements may need as well.</summary>
    private string Peek(Value value)
    {
        int at = _pending.FindIndex(p => p.Target.Id == value.Id);
        return at >= 0 ? _pending[at].Expression.Code.Text : Use(value).Code.Text;
    }

    private string Variable(string name, string value)
    {
        string variable = _scope.Names.Unique(name);
        _w.Line($"int {variable} = {value};");
        return variable;
    }

    private static string Parenthesized(string text) => IsIdentifier(text) ? text : $"({text})";

    private static bool IsIdentifier(string text) => text.All(c => char.IsLetterOrDigit(c) || c is '_' or '@');

    private static void Replace<TValue>(Dictionary<int, TValue> target, Dictionary<int, TValue> source)
    {
        target.Clear();
        foreach (var pair in source) target.Add(pair.Key, pair.Value);
    }
}
