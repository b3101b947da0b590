using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The adjoint of each value so far: the sum of the contributions of its uses. A value that has none has the adjoint 0. Each block of a region has adjoints
/// of its own; those of values from outside that it contributes to are handed in and out.
/// </summary>
internal sealed class Adjoints(Builder builder)
{
    private readonly Dictionary<int, Value> _adjoints = [];

    public Value? Of(Value value) => _adjoints.TryGetValue(value.Id, out var adjoint) ? adjoint : null;

    public void Add(Value value, Value contribution) => _adjoints[value.Id] =
        _adjoints.TryGetValue(value.Id, out var sum) ? builder.Map(Operator.Accumulate, sum, contribution) : contribution;

    public void Set(Value value, Value adjoint) => _adjoints[value.Id] = adjoint;

    /// <summary>
    /// The adjoint with all axes of the value, in their order: what a region can carry and an element be added to. Zeros where there is none.
    /// </summary>
    public Value Whole(Value value) => Of(value) is not { } adjoint ? Zero(value)
        : adjoint.Axes == value.Axes ? adjoint : builder.Arrange(adjoint, value.Axes);

    private Value Zero(Value value) => value.Axes.Count == 0 ? builder.Real(0) : builder.Zeros(ElementType.Real, value.Axes, NameOf(value));

    /// <summary>The name hint of the adjoint of a value.</summary>
    public static string NameOf(Value value) => value.Name.Length == 0 ? "" : ReverseMode.NameOf(value.Name);
}
