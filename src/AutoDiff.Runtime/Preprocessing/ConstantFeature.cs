namespace AutoDiff.Preprocessing;

/// <summary>When a feature has no spread to divide by: its scale is then 1, so that it becomes 0 and not infinite.</summary>
internal static class ConstantFeature
{
    private const double Epsilon = 2.220446049250313e-16, SmallestScale = 10 * Epsilon;

    /// <summary>Rows whose rounding errors can add up in a variance: blocks are merged by their differences, so it does not grow with the stream.</summary>
    private const double RoundedRows = MomentBlock.MaxRows;

    /// <summary>The standard deviation, or 1 if the variance is not above what rounding of n rows can leave: n ε var + (n ε mean)².</summary>
    public static double Scale(double variance, double mean, double count)
    {
        double n = Math.Min(count, RoundedRows), noise = n * mean * Epsilon;
        return variance <= n * Epsilon * variance + noise * noise ? 1 : Math.Sqrt(variance);
    }

    /// <summary>The scale, or 1 if it is below 10 ε.</summary>
    public static double Scale(double scale) => scale < SmallestScale ? 1 : scale;
}
