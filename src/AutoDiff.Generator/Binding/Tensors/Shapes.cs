using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

/// <summary>Shapes as lists of dimensions.</summary>
internal static class Shapes
{
    public static readonly Dimension[] Scalar = [];

    public static string Text(IReadOnlyList<Dimension> shape) => "[" + string.Join(", ", shape) + "]";

    public static Extent ExtentOf(Dimension dimension) => dimension.Axis?.Extent ?? Extent.One;

    public static IEnumerable<Axis> Axes(IEnumerable<Dimension> shape)
    {
        foreach (var dimension in shape)
            if (dimension.Axis is { } axis) yield return axis;
    }

    public static Extent Length(IEnumerable<Dimension> shape)
    {
        var product = Extent.One;
        foreach (var dimension in shape) product *= ExtentOf(dimension);
        return product;
    }

    /// <summary>The dimension at a position counted from the last one (0), or a unit dimension beyond the first.</summary>
    public static Dimension FromEnd(Dimension[] shape, int position) => position < shape.Length ? shape[shape.Length - 1 - position] : Dimension.Unit;
}
