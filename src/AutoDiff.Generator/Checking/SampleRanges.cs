using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Checking;

/// <summary>
/// The intervals from which a gradient check draws arguments. An argument that reaches a logarithm, a root, a power or a denominator is drawn
/// positive, and between 0 and 1 where a difference of it does; an operation whose result is positive for every argument ends the way.
/// </summary>
internal sealed class SampleRanges
{
    private static readonly Interval Real = new(-1.5, 1.5), Positive = new(0.2, 1.5), Fraction = new(0.2, 0.8);
    private static readonly Interval Passive = new(-0.9, 0.9), PassivePositive = new(0.1, 0.9);

    private readonly Dictionary<int, Instruction> _definitions;
    private readonly ILookup<int, Value> _flows;
    private readonly HashSet<int> _positive = [];
    private readonly HashSet<int> _subtracted = [];

    public SampleRanges(Function function)
    {
        var statements = Block.StatementsIn(function.Body).ToList();
        _definitions = statements.Where(s => s.Instruction.Blocks.Count == 0).SelectMany(s => s.Targets.Select(t => (t.Id, s.Instruction))).ToDictionary(d => d.Id, d => d.Instruction);
        _flows = function.HasRegions ? Flow.Of(function.Body).ToLookup(f => f.To.Id, f => f.From) : Array.Empty<Flow>().ToLookup(f => f.To.Id, f => f.From);
        foreach (var statement in statements)
            if (Singular(statement.Instruction) is { } operand) Visit(operand, isSubtracted: false);
    }

    public Interval Of(Parameter parameter)
    {
        if (!_positive.Contains(parameter.Value.Id)) return parameter.Differentiated ? Real : Passive;
        return !parameter.Differentiated ? PassivePositive : _subtracted.Contains(parameter.Value.Id) ? Fraction : Positive;
    }

    /// <summary>The operand that must not be 0 or negative.</summary>
    private Value? Singular(Instruction instruction) => instruction is not Map map ? null : map.Operator switch
    {
        Operator.Log or Operator.Log1P or Operator.Sqrt or Operator.ReciprocalSqrt or Operator.Reciprocal => map.Arguments[0],
        Operator.Divide => map.Arguments[1],
        Operator.Power when !IsWhole(map.Arguments[1]) => map.Arguments[0],
        _ => null,
    };

    private bool IsWhole(Value exponent) =>
        _definitions.TryGetValue(exponent.Id, out var instruction) && instruction is Constant { Number: >= 0 and var number } && number == Math.Floor(number);

    private void Visit(Value value, bool isSubtracted)
    {
        bool isNew = _positive.Add(value.Id);
        if (isSubtracted) isNew |= _subtracted.Add(value.Id);
        if (!isNew) return;
        if (!_definitions.TryGetValue(value.Id, out var instruction))
        {
            // What a region hands on.
            foreach (var source in _flows[value.Id]) Visit(source, isSubtracted);
            return;
        }
        bool subtracts = instruction is Map { Operator: Operator.Subtract or Operator.Negate };
        foreach (var operand in SignedOperands(instruction)) Visit(operand, isSubtracted || subtracts);
    }

    /// <summary>The operands on whose sign that of the result depends.</summary>
    private static IEnumerable<Value> SignedOperands(Instruction instruction) => (instruction switch
    {
        Map { Operator: Operator.Exp or Operator.Square or Operator.Abs or Operator.Sigmoid or Operator.Softplus or Operator.Sqrt or Operator.ReciprocalSqrt or Operator.Power } => [],
        Map { Operator: Operator.Multiply } map when map.Arguments[0] == map.Arguments[1] => [],
        Reduce { Kind: ReduceKind.Norm or ReduceKind.LogSumExp } or Softmax => [],
        _ => instruction.Operands,
    }).Where(o => o.Type == ElementType.Real);

    internal readonly record struct Interval(double Low, double High);
}
