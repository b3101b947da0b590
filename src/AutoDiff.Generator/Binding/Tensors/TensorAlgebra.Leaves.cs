using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

internal sealed partial class TensorAlgebra
{
    /// <summary>The term as a value with the type and the axes of another one: what a region yields, or what a loop begins with.</summary>
    /// <remarks>A variable without a value yields zero: the compiler of C# has made sure that nobody reads it.</remarks>
    public Value Like(Term? term, Value like, Dimension[] shape) => term switch
    {
        Literal literal => Builder.Emit(new Constant(literal.Number), like.Type, []),
        Integer integer => Number(integer.Extent, like.Type),
        Quantity quantity => InOrder(Align(Materialize(quantity), shape), like.Axes),
        _ => Zero(like),
    };

    private Value Zero(Value like) => like.Axes.Count == 0 ? Builder.Emit(new Constant(0), like.Type, []) : Builder.Zeros(like.Type, like.Axes, like.Name);

    /// <summary>The value with its axes in this memory order.</summary>
    private Value InOrder(Value value, EquatableArray<Axis> axes) => value.Axes == axes ? value : Builder.Emit(new Copy(value), value.Type, axes);

    /// <summary>The shape that a variable has on both of two ways.</summary>
    public Dimension[] CommonShape(Term? a, Term? b, string name)
    {
        if (a is not Quantity first) return (b as Quantity)?.Shape ?? Shapes.Scalar;
        if (b is not Quantity second) return first.Shape;
        bool same = first.Rank == second.Rank && first.Shape.Zip(second.Shape, (x, y) => Facts.Equal(Shapes.ExtentOf(x), Shapes.ExtentOf(y))).All(equal => equal);
        return same ? first.Shape : throw new Refusal(Descriptors.ShapeMismatch, $"'{name}' is {first} on one way through the program and {second} on another");
    }

    /// <summary>A new value for a variable; its axes are those of the shape, in the memory order that the term already has.</summary>
    public Value Leaf(ElementType type, Dimension[] shape, Term? term, string name)
    {
        var axes = Shapes.Axes(shape).ToEquatable();
        return Builder.NewValue(type, term is Quantity { Value.Axes: var own } && own.Count == axes.Count && own.All(axes.Contains) ? own : axes, name);
    }

    /// <summary>The elements of an array, or of a range of it with bounds that are extents, as a tensor.</summary>
    public Quantity Contents(View view)
    {
        if (view.IsWhole) return view.Root.Contents;
        if (view is { Offset: Integer offset, Length: Integer length }) return Slice(view.Root.Contents, 0, offset.Extent, length.Extent);
        throw new Refusal(Descriptors.UnsupportedExpression, $"A part of '{view.Root.Name}' whose bounds are computed, as a whole,", "go over its elements in a loop");
    }
}
