namespace AutoDiff.Preprocessing;

/// <summary>Between two numbers.</summary>
internal static class Interpolation
{
    /// <summary>low + share (high - low), exactly low or high at the ends and never outside.</summary>
    public static double Between(double low, double high, double share)
    {
        if (low == high || share == 0) return low;
        // From the nearer end, so that both ends are exact.
        double x = share < 0.5 ? low + (high - low) * share : high - (high - low) * (1 - share);
        return Math.Clamp(x, low, high);
    }
}
