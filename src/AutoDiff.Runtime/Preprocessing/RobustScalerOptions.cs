namespace AutoDiff.Preprocessing;

/// <summary>Options of a <see cref="RobustScaler"/>.</summary>
public sealed record RobustScalerOptions
{
    /// <param name="lower">Share of the numbers below the lower quantile, in [0, 1).</param>
    /// <param name="upper">Share of the numbers below the upper quantile, in (lower, 1].</param>
    public RobustScalerOptions(double lower = 0.25, double upper = 0.75)
    {
        if (!(lower >= 0 && lower < upper && upper <= 1))
            throw new ArgumentOutOfRangeException(nameof(lower), lower, $"The quantiles {lower} and {upper} have to be shares with 0 ≤ lower < upper ≤ 1.");
        Lower = lower;
        Upper = upper;
    }

    public double Lower { get; }

    public double Upper { get; }

    /// <summary>Whether the median is subtracted.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Whether the distance of the quantiles divides.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>Whether normally distributed features come out with variance 1; the quantiles then must not be 0 and 1.</summary>
    public bool UnitVariance { get; init; }

    /// <summary>k of the sketches that learn from streams.</summary>
    public int SketchSize { get; init; } = 200;
}
