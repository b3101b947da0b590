namespace AutoDiff.Optimizers;

/// <summary>
/// One cosine rise from peak / 25 to the peak over the first 30 % of the steps, then a cosine fall to peak / 250,000
/// (Smith and Topin, 2018). PyTorch: OneCycleLR with its defaults; <see cref="Momentum"/> is the course of the momentum that goes with it.
/// </summary>
public sealed record OneCycleSchedule : Schedule
{
    private const double RiseShare = 0.3, StartDivisor = 25, EndDivisor = 1e4;

    private readonly double _start, _turn, _end;

    /// <param name="peak">The highest rate.</param>
    /// <param name="steps">Steps of the whole run.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate is negative, or there are fewer than 4 steps.</exception>
    public OneCycleSchedule(double peak, long steps)
        : this(Options.NotNegative(peak, nameof(peak)) / StartDivisor, peak, peak / StartDivisor / EndDivisor, steps)
    {
    }

    private OneCycleSchedule(double start, double turn, double end, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 4);
        (_start, _turn, _end) = (start, turn, end);
        Length = steps;
    }

    public override long Length { get; }

    /// <summary>The course of the momentum, for <see cref="SgdOptions.MomentumSchedule"/>: it falls from high to low while the rate rises, and rises again.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A momentum is not in [0, 1), or there are fewer than 4 steps.</exception>
    public static OneCycleSchedule Momentum(long steps, double high = 0.95, double low = 0.85) =>
        new(Options.Decay(high, nameof(high)), Options.Decay(low, nameof(low)), high, steps);

    public override double At(long step)
    {
        double top = RiseShare * Length - 1, last = Length - 1;
        double position = Math.Min(step, last);
        return position <= top ? Between(_start, _turn, position / top) : Between(_turn, _end, (position - top) / (last - top));
    }

    private static double Between(double from, double to, double share) => to + (from - to) * (1 + Math.Cos(Math.PI * share)) / 2;
}
