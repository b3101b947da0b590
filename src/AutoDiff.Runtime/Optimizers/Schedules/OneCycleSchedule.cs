namespace AutoDiff.Optimizers;

/// <summary>
/// One cosine rise from peak / 25 to the peak over the first 30 % of the steps, then a cosine fall to peak / 250,000
/// (Smith and Topin, 2018). PyTorch: OneCycleLR with its defaults.
/// </summary>
public sealed record OneCycleSchedule : Schedule
{
    private const double RiseShare = 0.3, StartDivisor = 25, EndDivisor = 1e4;

    private readonly double _peak;

    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, or there are fewer than 4 steps.</exception>
    public OneCycleSchedule(double peak, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 4);
        _peak = Options.NotNegative(peak, nameof(peak));
        Length = steps;
    }

    public override long Length { get; }

    public override double At(long step)
    {
        double top = RiseShare * Length - 1, last = Length - 1, start = _peak / StartDivisor;
        double position = Math.Min(step, last);
        return position <= top
            ? Between(start, _peak, position / top)
            : Between(_peak, start / EndDivisor, (position - top) / (last - top));
    }

    private static double Between(double from, double to, double share) => to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;
}
