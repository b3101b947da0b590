namespace AutoDiff.Optimizers;

/// <summary>rate (1 - step / steps)^power, then 0. PyTorch: PolynomialLR; power 1 is the linear decay to 0.</summary>
public sealed record PolynomialSchedule : Schedule
{
    private readonly double _rate, _power;

    /// <exception cref="ArgumentOutOfRangeException">The rate or power is negative, or there is no step.</exception>
    public PolynomialSchedule(double rate, long steps, double power = 1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _rate = Options.NotNegative(rate, nameof(rate));
        _power = Options.NotNegative(power, nameof(power));
        Length = steps;
    }

    public override long Length { get; }

    public override double At(long step) => step >= Length ? 0 : _rate * Math.Pow(1 - (double)step / Length, _power);
}
