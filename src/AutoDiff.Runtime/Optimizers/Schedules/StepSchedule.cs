namespace AutoDiff.Optimizers;

/// <summary>rate * factor^floor(step / every). PyTorch: StepLR, and ExponentialLR for every = 1.</summary>
public sealed record StepSchedule : Schedule
{
    private readonly double _rate, _factor;
    private readonly long _every;

    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, the factor not positive, or the interval below 1.</exception>
    public StepSchedule(double rate, long every, double factor)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        _rate = Options.NotNegative(rate, nameof(rate));
        _every = every;
        _factor = Options.Positive(factor, nameof(factor));
    }

    public override double At(long step) => _rate * Math.Pow(_factor, step / _every);
}
