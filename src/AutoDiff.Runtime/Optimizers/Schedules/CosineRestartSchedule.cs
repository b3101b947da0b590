namespace AutoDiff.Optimizers;

/// <summary>
/// Cosine annealing that starts anew after each period, each period <c>growth</c> times as long as the last
/// (Loshchilov and Hutter, 2017). PyTorch: CosineAnnealingWarmRestarts.
/// </summary>
public sealed record CosineRestartSchedule : Schedule
{
    private readonly double _rate, _floor;
    private readonly long _period;
    private readonly int _growth;

    /// <exception cref="ArgumentOutOfRangeException">A rate is negative, or the period or growth is below 1.</exception>
    public CosineRestartSchedule(double rate, long period, int growth = 1, double floor = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(growth, 1);
        _rate = Options.NotNegative(rate, nameof(rate));
        _floor = Options.NotNegative(floor, nameof(floor));
        (_period, _growth) = (period, growth);
    }

    public override double At(long step)
    {
        double position = step, period = _period;
        if (_growth == 1) position %= period;
        // Periods grow geometrically, so this ends after log(step) turns.
        else
            for (; position >= period; period *= _growth) position -= period;
        return _floor + (_rate - _floor) * (1 + Math.Cos(Math.PI * position / period)) / 2;
    }
}
