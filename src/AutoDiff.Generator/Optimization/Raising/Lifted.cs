using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>What a value of a loop's body is for all iterations at once.</summary>
internal abstract record Lifted;

/// <summary>A tensor over the axes of the loops that the value depends on, and its own axes.</summary>
internal sealed record LiftedTensor(Value Value) : Lifted;

/// <summary>
/// A number that a loop carries and that is combined with one term in each iteration: the carried number (<see cref="Carried"/>), the operation, and what has been
/// combined with it so far in this iteration. Both are null where nothing has been.
/// </summary>
internal sealed record LiftedTotal(Value Carried, ReduceKind? Kind, Value? Term) : Lifted;

/// <summary>
/// A state of an array that loops change. <see cref="Element"/> is what was written last at the indices <see cref="Form"/>; additions are not yet part of
/// it.
/// </summary>
internal sealed record LiftedArray(LiftedArrayHistory History, EquatableArray<Extent> Form, Value? Element, EquatableArray<ElementAddition> Additions) : Lifted;

/// <summary>An element of such an array, with a term added to it if <see cref="Term"/> is not null, at which nothing but an update of the same element has looked.</summary>
internal sealed record LiftedElement(LiftedArray Array, EquatableArray<Extent> Form, Value? Term) : Lifted;

/// <summary>What is added to the element with the indices, in all iterations of the pending loops, which the indices do not depend on.</summary>
internal sealed record ElementAddition(EquatableArray<Extent> Form, Value Term, EquatableArray<RaisedLoop> Pending);

/// <summary>The array before the loops that change it, and what they do with its elements.</summary>
/// <param name="initial">The array before the outermost loop that carries it.</param>
/// <param name="axes">The array's axes in their order; the initial value may have axes of outer loops too.</param>
/// <param name="depth">The number of loops around the outermost one that carries it: in each of their iterations it is another array.</param>
/// <param name="name">What to call it in reasons.</param>
internal sealed class LiftedArrayHistory(Value initial, EquatableArray<Axis> axes, int depth, string name)
{
    public int Depth { get; } = depth;

    public string Name { get; } = name;

    public Value Initial { get; } = initial;

    public EquatableArray<Axis> Axes { get; } = axes;

    public List<ElementUse> Uses { get; } = [];
}

internal enum ElementUseKind { Read, Assigned, Added }

/// <summary>One use of elements, and the loops that were open then.</summary>
internal sealed record ElementUse(ElementUseKind Kind, EquatableArray<Extent> Form, EquatableArray<RaisedLoop> Loops, SourceLine? Source);
