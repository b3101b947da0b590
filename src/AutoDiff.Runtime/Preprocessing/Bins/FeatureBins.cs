namespace AutoDiff.Preprocessing;

/// <summary>The bins of one feature: cuts, and the ends of what was seen.</summary>
/// <param name="Least">The smallest number seen.</param>
/// <param name="Cuts">Rising; bin b holds the numbers from cut b - 1 on and below cut b.</param>
/// <param name="Most">The largest number seen.</param>
internal sealed record FeatureBins(double Least, double[] Cuts, double Most)
{
    /// <summary>Those of a feature that was never there.</summary>
    public static FeatureBins None { get; } = new(0, [], 0);

    public int Count => Cuts.Length + 1;

    /// <summary>The number of cuts up to x.</summary>
    public int Of(double x)
    {
        int low = 0, high = Cuts.Length;
        while (low < high)
        {
            int middle = (low + high) >>> 1;
            if (Cuts[middle] <= x) low = middle + 1;
            else high = middle;
        }
        return low;
    }

    /// <summary>The number halfway between both ends of a bin.</summary>
    public double Middle(int bin)
    {
        double low = bin == 0 ? Least : Cuts[bin - 1], high = bin == Cuts.Length ? Most : Cuts[bin];
        return low + (high - low) / 2;
    }
}
