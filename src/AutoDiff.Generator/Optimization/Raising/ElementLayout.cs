using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// How the positions base + slope * p + ... of loops lie in an axis: as a box of rows, columns and so on behind <see cref="Start"/>.
/// </summary>
/// <param name="Start">The first position of the box.</param>
/// <param name="Length">The number of positions of the box.</param>
/// <param name="Dimensions">The box, in memory order.</param>
internal sealed record ElementLayout(Extent Start, Extent Length, EquatableArray<ElementLayout.Dimension> Dimensions)
{
    /// <summary>A dimension of the box: the positions that the loop goes through begin at the offset. Without a loop it is one position.</summary>
    public sealed record Dimension(RaisedLoop? Loop, Extent Size, Extent Offset)
    {
        public bool IsWhole => Loop is not null && Offset == Extent.Zero && Size == Loop.Axis.Extent;
    }

    /// <summary>Whether each position of the box belongs to exactly one iteration.</summary>
    public bool IsFull => Dimensions.Count == 1 || Dimensions.All(d => d.IsWhole);

    /// <summary>The layout of the positions; null where they are no box (two loops with the same slope, rows that are not known to be long enough).</summary>
    public static ElementLayout? Of(Extent form, IReadOnlyList<RaisedLoop> loops, IndexRanges ranges)
    {
        var slopes = new List<(RaisedLoop Loop, Extent Slope)>();
        var rest = form;
        foreach (var loop in loops)
        {
            if (IndexRanges.Split(rest, loop.Symbol) is not var (slope, remainder)) return null;
            if (slope != Extent.Zero) slopes.Add((loop, slope));
            rest = remainder;
        }
        if (rest.Symbols.Any(IndexRanges.IsValue) || slopes.Any(s => s.Slope.Symbols.Any(IndexRanges.IsValue))) return null;
        if (Ordered(slopes) is not { } ordered) return null;

        // From the outermost slope inwards, each takes what it can of the base.
        var offsets = new List<Extent>();
        foreach (var (_, slope) in ordered)
        {
            var quotient = Quotient(rest, slope);
            offsets.Add(quotient);
            rest -= quotient * slope;
        }
        var dimensions = new List<Dimension>();
        for (int i = 0; i < ordered.Count; i++)
        {
            var size = i == 0 ? ordered[i].Loop.Axis.Extent : Divide(ordered[i - 1].Slope, ordered[i].Slope)!;
            dimensions.Add(new Dimension(ordered[i].Loop, size, i == 0 ? Extent.Zero : offsets[i]));
        }
        var innermost = ordered.Count == 0 ? null : ordered[ordered.Count - 1].Slope;
        if (innermost is not null && !innermost.IsOne) dimensions.Add(new Dimension(null, innermost, rest));
        else if (rest != Extent.Zero && innermost is not null) return null;
        // Of the outermost dimension the check of the whole box takes care.
        for (int i = 1; i < dimensions.Count; i++)
        {
            var end = dimensions[i].Offset + (dimensions[i].Loop?.Axis.Extent ?? Extent.One);
            if (dimensions[i].IsWhole) continue;
            if (!ranges.IsNonNegative(dimensions[i].Offset) || !ranges.IsNonNegative(dimensions[i].Size - end)) return null;
        }
        if (ordered.Count == 0) return new ElementLayout(rest, Extent.One, EquatableArray.Of(new Dimension(null, Extent.One, Extent.Zero)));
        return new ElementLayout(offsets[0] * ordered[0].Slope, ordered[0].Slope * ordered[0].Loop.Axis.Extent, dimensions.ToEquatable());
    }

    /// <summary>Slopes from the largest to the smallest, each a multiple of the next.</summary>
    private static List<(RaisedLoop Loop, Extent Slope)>? Ordered(List<(RaisedLoop Loop, Extent Slope)> slopes)
    {
        var ordered = new List<(RaisedLoop Loop, Extent Slope)>();
        var left = slopes.ToList();
        while (left.Count > 0)
        {
            int smallest = left.FindIndex(s => left.All(o => o == s || Divide(o.Slope, s.Slope) is { IsOne: false }));
            if (smallest < 0 || left[smallest].Slope.Terms[0].Coefficient < 0) return null;
            ordered.Insert(0, left[smallest]);
            left.RemoveAt(smallest);
        }
        return ordered;
    }

    /// <summary>The quotient where it is exact.</summary>
    private static Extent? Divide(Extent a, Extent b)
    {
        var quotient = a / b;
        return quotient * b == a ? quotient : null;
    }

    /// <summary>The terms of the base that are multiples of the slope, divided by it; of numbers the quotient rounded down.</summary>
    private static Extent Quotient(Extent rest, Extent slope)
    {
        var quotient = Extent.Zero;
        foreach (var term in rest.Terms)
        {
            var product = term.Symbols.Aggregate(Extent.Constant(term.Coefficient), (p, s) => p * Extent.Symbol(s));
            if (Divide(product, slope) is { } exact) quotient += exact;
            else if (term.Symbols.Count == 0 && slope.IsConstant(out long divisor)) quotient += Extent.Constant((long)Math.Floor(term.Coefficient / (double)divisor));
        }
        return quotient;
    }
}
