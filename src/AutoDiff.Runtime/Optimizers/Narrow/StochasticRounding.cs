using System.Numerics;

namespace AutoDiff.Optimizers;

internal static class StochasticRounding
{
    /// <summary>One of the two neighbours of the value, the upper one with the probability (value - lower) / (upper - lower); what fits exactly stays.</summary>
    /// <param name="value">A number in the range of <typeparamref name="TNarrow"/>; the nearest one if it has no finite neighbour.</param>
    /// <param name="uniform">In [0, 1).</param>
    public static TNarrow Round<T, TNarrow>(T value, double uniform)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TNarrow : unmanaged, IBinaryFloatingPointIeee754<TNarrow>
    {
        var nearest = TNarrow.CreateTruncating(value);
        double exact = double.CreateTruncating(value), near = double.CreateTruncating(nearest);
        if (exact == near || !TNarrow.IsFinite(nearest)) return nearest;
        var other = exact > near ? TNarrow.BitIncrement(nearest) : TNarrow.BitDecrement(nearest);
        if (!TNarrow.IsFinite(other)) return nearest;
        return uniform < (exact - near) / (double.CreateTruncating(other) - near) ? other : nearest;
    }
}
