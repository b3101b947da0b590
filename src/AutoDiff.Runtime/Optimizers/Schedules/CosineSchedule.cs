namespace AutoDiff.Optimizers;

/// <summary>floor + (rate - floor) (1 + cos(pi step / steps)) / 2, then floor (Loshchilov and Hutter, 2017). PyTorch: CosineAnnealingLR.</summary>
public sealed record CosineSchedule : Schedule
{
    private readonly double _rate, _floor;

    /// <exception cref="ArgumentOutOfRangeException">A rate is negative, or there is no step.</exception>
    public CosineSchedule(double rate, long steps, double floor = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _rate = Options.NotNegative(rate, nameof(rate));
        _floor = Options.NotNegative(floor, nameof(floor));
        Length = steps;
    }

    public override long Length { get; }

    public override double At(long step) =>
        step >= Length ? _floor : _floor + (_rate - _floor) * (1 + Math.Cos(Math.PI * step / Length)) / 2;
}
