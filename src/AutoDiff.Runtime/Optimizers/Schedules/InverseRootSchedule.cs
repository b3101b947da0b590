namespace AutoDiff.Optimizers;

/// <summary>min(rate, 1 / sqrt(step + 1)): the relative rate of Adafactor (Shazeer and Stern, 2018). With a scale: min(rate, scale / sqrt(step + 1)).</summary>
public sealed record InverseRootSchedule : Schedule
{
    private readonly double _rate, _scale;

    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or the scale not positive.</exception>
    public InverseRootSchedule(double rate, double scale = 1) =>
        (_rate, _scale) = (Options.NotNegative(rate, nameof(rate)), Options.Positive(scale, nameof(scale)));

    public override double At(long step) => Math.Min(_rate, _scale / Math.Sqrt(step + 1.0));
}
