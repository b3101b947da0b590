namespace AutoDiff.Metrics;

/// <summary>How an interval is made from draws.</summary>
public enum IntervalKind
{
    /// <summary>Between quantiles of the draws.</summary>
    Percentile,

    /// <summary>The quantiles mirrored at the estimate, which corrects a shift of the draws.</summary>
    Basic,

    /// <summary>Quantiles moved by the share of draws below the estimate (Efron, 1981).</summary>
    BiasCorrected,
}

/// <summary>Options of a <see cref="Bootstrap"/>.</summary>
public sealed record BootstrapOptions
{
    /// <summary>Number of draws.</summary>
    public int Draws
    {
        get;
        init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(Draws), value, "An interval needs at least 2 draws; 1000 are usual.");
    } = 1000;

    /// <summary>Probability that the interval should hold the true value, in (0, 1).</summary>
    public double Level
    {
        get;
        init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(Level), value, "The confidence level lies in (0, 1).");
    } = 0.95;

    /// <summary>The same seed gives the same draws.</summary>
    public ulong Seed { get; init; }

    public IntervalKind Kind { get; init; }
}
