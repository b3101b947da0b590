using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

/// <summary>What an expression of the user denotes at binding time.</summary>
internal abstract class Term;

/// <summary>A tensor, mask, index tensor or scalar: an IR value and its shape as the user sees it.</summary>
/// <remarks>A value may lack an axis of its shape: it is then the same all along that axis (a broadcast that nobody had to write out).</remarks>
internal sealed class Quantity(Value value, Dimension[] shape) : Term
{
    public Value Value { get; } = value;

    public Dimension[] Shape { get; } = shape;

    public int Rank => Shape.Length;

    public override string ToString() => Shapes.Text(Shape);
}

/// <summary>A real or truth value known at compile time; it becomes a <see cref="Constant"/> where it is used.</summary>
internal sealed class Literal(double number, ElementType type) : Term
{
    public double Number { get; } = number;

    public ElementType Type { get; } = type;
}

/// <summary>An integer: a constant, or an expression over extents and integer parameters.</summary>
internal sealed class Integer(Extent extent) : Term
{
    public Extent Extent { get; } = extent;
}

/// <summary>The elements of a collection expression, an array, or a <c>params</c> list.</summary>
internal sealed class TermList(Term[] items, ElementType? type = null) : Term
{
    public Term[] Items { get; } = items;

    /// <summary>The type of the elements, if the source states it.</summary>
    public ElementType? Type { get; } = type;
}

/// <summary><c>x.Shape</c>.</summary>
internal sealed class ShapeTerm(Quantity tensor) : Term
{
    public Quantity Tensor { get; } = tensor;
}

internal sealed class TupleTerm(Term[] elements) : Term
{
    public Term[] Elements { get; } = elements;
}

/// <summary>A variable that has been declared and not assigned, or whose value nothing can read any more.</summary>
internal sealed class Unassigned : Term
{
    public static readonly Unassigned Term = new();
}
