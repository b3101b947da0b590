using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The adjoint of each value so far: the sum of the contributions of its uses. A value that has none has the adjoint 0. Each block of a region has adjoints
/// of its own; those of values from outside that it contributes to are handed in and out.
/// </summary>
/// <param name="builder">Where statements go.</param>
/// <param name="type">Real for one direction, Lanes for several at once.</param>
internal sealed class Adjoints(Builder builder, ElementType type)
{
    private readonly Dictionary<int, Value> _adjoints = [];

    /// <summary>Real for one direction, Lanes for several at once.</summary>
    public ElementType Type => type;

    public Value? Of(Value value) => _adjoints.TryGetValue(value.Id, out var adjoint) ? adjoint : null;

    public void Add(Value value, Value contribution) => _adjoints[value.Id] =
        _adjoints.TryGetValue(value.Id, out var sum) ? builder.Map(Operator.Accumulate, sum, contribution) : contribution;

    public void Set(Value value, Value adjoint) => _adjoints[value.Id] = adjoint;

    /// <summary>
    /// The adjoint with all axes of the value, in their order: what a region can carry and an element be added to. Zeros where there is none.
    /// </summary>
    public Value Whole(Value value) => Of(value) is not { } adjoint ? Zero(value)
        : adjoint.Axes == value.Axes ? adjoint : builder.Arrange(adjoint, value.Axes);

    /// <summary>Adjoints of the same number of directions, for another block.</summary>
    public Adjoints New() => new(builder, type);

    /// <summary>The adjoint 0.</summary>
    public Value Zero(Value value) => value.Axes.Count > 0 ? builder.Zeros(type, value.Axes, NameOf(value)) : builder.Emit(new Constant(0), type, []);

    /// <summary>What the adjoint of a value is like.</summary>
    public Value Like(Value value) => value with { Type = value.Type == ElementType.Real ? type : value.Type, Name = NameOf(value) };

    /// <summary>The name hint of the adjoint of a value.</summary>
    public static string NameOf(Value value) => value.Name.Length == 0 ? "" : ReverseMode.NameOf(value.Name);
}
