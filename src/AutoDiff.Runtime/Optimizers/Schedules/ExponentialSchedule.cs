namespace AutoDiff.Optimizers;

/// <summary>rate * factor^step. PyTorch: ExponentialLR.</summary>
public sealed record ExponentialSchedule : Schedule
{
    private readonly double _rate, _factor;

    /// <exception cref="ArgumentOutOfRangeException">The rate is negative or the factor not positive.</exception>
    public ExponentialSchedule(double rate, double factor) =>
        (_rate, _factor) = (Options.NotNegative(rate, nameof(rate)), Options.Positive(factor, nameof(factor)));

    public override double At(long step) => _rate * Math.Pow(_factor, step);
}
