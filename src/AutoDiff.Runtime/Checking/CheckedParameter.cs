namespace AutoDiff.Checking;

/// <summary>A differentiated parameter of a method under check: a part of the flat point at which the method is checked.</summary>
/// <param name="Name">Its name in the method.</param>
/// <param name="Shape">Its extents; empty for a single number.</param>
/// <param name="Offset">Where it starts in the flat point.</param>
public sealed partial record CheckedParameter(string Name, TensorShape Shape, int Offset)
{
    /// <summary>With <see cref="High"/>, the interval from which its elements are drawn; without them they are standard normal.</summary>
    public double? Low { get; init; }

    /// <summary>See <see cref="Low"/>.</summary>
    public double? High { get; init; }

    /// <summary>Number of elements; a single number has one.</summary>
    public int Length => Shape.Rank == 0 ? 1 : Shape.Length;

    /// <summary>For instance <c>logits[8,10]</c>.</summary>
    public override string ToString() => Name + (Shape.Rank == 0 ? "" : $"[{string.Join(",", Shape.ToArray())}]");

    /// <summary>For instance <c>(2,7)</c>; empty for a single number.</summary>
    public string Position(int index)
    {
        if (Shape.Rank == 0) return "";
        var position = new int[Shape.Rank];
        for (int d = Shape.Rank - 1; d >= 0; d--) (index, position[d]) = (index / Shape[d], index % Shape[d]);
        return $"({string.Join(",", position)})";
    }
}
