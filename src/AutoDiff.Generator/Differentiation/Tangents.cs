using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The tangent of each value so far. A value that has none has the tangent 0; a tangent that lacks axes of its value is invariant along them.
/// </summary>
/// <param name="builder">Where statements go.</param>
/// <param name="type">Real for one direction, Lanes for several at once.</param>
internal sealed class Tangents(Builder builder, ElementType type)
{
    private readonly Dictionary<int, Value> _tangents = [];

    /// <summary>Real for one direction, Lanes for several at once.</summary>
    public ElementType Type => type;

    public Value? Of(Value value) => _tangents.TryGetValue(value.Id, out var tangent) ? tangent : null;

    public void Set(Value value, Value tangent) => _tangents[value.Id] = tangent;

    /// <summary>A new value for the tangent of another one.</summary>
    public Value New(Value value)
    {
        var tangent = builder.NewValue(type, value.Axes, NameOf(value));
        Set(value, tangent);
        return tangent;
    }

    /// <summary>The tangent with all axes of the value, in their order, as regions and array states want it.</summary>
    public Value Full(Value value) => Full(value, value.Axes);

    private Value Full(Value value, EquatableArray<Axis> axes)
    {
        var tangent = Of(value);
        if (tangent is null) return axes.Count > 0 ? builder.Zeros(type, axes, NameOf(value)) : Zero();
        if (tangent.Axes == axes) return tangent;
        var broadcast = builder.Broadcast(tangent, axes);
        if (broadcast.Axes == axes) return broadcast;
        // Elements of an array are found by the order of its axes.
        var always = builder.Map(Operator.GreaterOrEqual, builder.Emit(new Ir.Index(axes[0])), builder.Int(0));
        return builder.Emit(new Map(Operator.Select, EquatableArray.Of(always, broadcast, Zero())), type, axes);
    }

    private Value Zero() => builder.Emit(new Constant(0), type, []);

    /// <summary><c>xTangent</c> for <c>x</c>; nothing for a value without a name.</summary>
    private static string NameOf(Value value) => value.Name.Length == 0 ? "" : ForwardMode.NameOf(value.Name);
}
