namespace AutoDiff.Checking;

/// <summary>
/// How closely a gradient has to agree with differences of the method. Analytic a and numeric n agree if
/// |a - n| is at most <see cref="AbsoluteTolerance"/> + <see cref="RelativeTolerance"/> max(|a|, |n|) plus the rounding of the difference itself.
/// </summary>
public sealed record GradientCheckOptions
{
    /// <summary>Times max(1, |x|) is the step of the central difference: the cube root of the rounding unit balances its two errors.</summary>
    public double Step { get; init; } = 6e-6;

    public double RelativeTolerance { get; init; } = 1e-6;

    public double AbsoluteTolerance { get; init; } = 1e-9;

    /// <summary>Chooses the point, the upstream gradients and the directions.</summary>
    public ulong Seed { get; init; } = 20261122;

    /// <summary>Random upstream gradients of a method whose result is no single number.</summary>
    public int Upstreams { get; init; } = 2;

    /// <summary>Random directions in which the whole gradient is compared with one difference.</summary>
    public int Directions { get; init; } = 3;

    /// <summary>At most so many elements are compared one by one; with more, so many are drawn.</summary>
    public int MaxEntries { get; init; } = 2000;
}
