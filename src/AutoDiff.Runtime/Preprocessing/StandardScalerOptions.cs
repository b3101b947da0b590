namespace AutoDiff.Preprocessing;

/// <summary>Options of a <see cref="StandardScaler"/>.</summary>
public sealed record StandardScalerOptions
{
    /// <summary>Whether the mean is subtracted.</summary>
    public bool Center { get; init; } = true;

    /// <summary>Whether the standard deviation divides.</summary>
    public bool Scale { get; init; } = true;

    /// <summary>
    /// γ in (0, 1]: a row counts γ times the one after it, so that the scaler follows a stream that drifts. 1 never forgets; γ has the memory of about
    /// 1 / (1 - γ) rows. The variance cannot become negative.
    /// </summary>
    public double Decay
    {
        get;
        init => field = value is > 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Decay), value, "The decay lies in (0, 1]; 1 never forgets.");
    } = 1;

    /// <summary>The decay at which a row counts half after so many more.</summary>
    public static double DecayOfHalfLife(double rows) => rows > 0 ? Math.Pow(0.5, 1 / rows)
        : throw new ArgumentOutOfRangeException(nameof(rows), rows, "The half-life has to be positive.");
}
