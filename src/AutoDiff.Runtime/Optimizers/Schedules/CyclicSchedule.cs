namespace AutoDiff.Optimizers;

/// <summary>
/// Rises from low to high and falls back in straight lines, again and again (Smith, 2017). PyTorch: CyclicLR; its mode triangular2 is an
/// <see cref="AmplitudePerCycle"/> of 0.5, exp_range an <see cref="AmplitudePerStep"/> of gamma.
/// </summary>
public sealed record CyclicSchedule : Schedule
{
    private readonly double _low, _high;
    private readonly long _rise, _fall;

    /// <param name="low">The rate at the ends of a cycle.</param>
    /// <param name="high">The rate at its top.</param>
    /// <param name="rise">Steps from low to high.</param>
    /// <param name="fall">Steps from high to low; null takes those of the rise.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative, high is below low, or there is no step.</exception>
    public CyclicSchedule(double low, double high, long rise, long? fall = null)
    {
        _low = Options.NotNegative(low, nameof(low));
        _high = Options.NotNegative(high, nameof(high));
        ArgumentOutOfRangeException.ThrowIfLessThan(high, low);
        ArgumentOutOfRangeException.ThrowIfLessThan(rise, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(fall ?? rise, 1, nameof(fall));
        (_rise, _fall) = (rise, fall ?? rise);
    }

    /// <summary>Factor of high - low from cycle to cycle.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite and positive.</exception>
    public double AmplitudePerCycle
    {
        get;
        init => field = Options.Positive(value, nameof(AmplitudePerCycle));
    } = 1;

    /// <summary>Factor of high - low from step to step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not finite and positive.</exception>
    public double AmplitudePerStep
    {
        get;
        init => field = Options.Positive(value, nameof(AmplitudePerStep));
    } = 1;

    public override double At(long step)
    {
        long cycle = step / (_rise + _fall), position = step % (_rise + _fall);
        double height = position <= _rise ? (double)position / _rise : (double)(_rise + _fall - position) / _fall;
        return _low + (_high - _low) * height * Math.Pow(AmplitudePerCycle, cycle) * Math.Pow(AmplitudePerStep, step);
    }
}
