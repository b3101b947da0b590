using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>The adjoint of each value so far: the sum of the contributions of its uses. A value that has none has the adjoint 0.</summary>
internal sealed class Adjoints(Builder builder)
{
    private readonly Dictionary<int, Value> _adjoints = [];

    public Value? Of(Value value) => _adjoints.TryGetValue(value.Id, out var adjoint) ? adjoint : null;

    public void Add(Value value, Value contribution) => _adjoints[value.Id] =
        _adjoints.TryGetValue(value.Id, out var sum) ? builder.Map(Operator.Accumulate, sum, contribution) : contribution;
}
