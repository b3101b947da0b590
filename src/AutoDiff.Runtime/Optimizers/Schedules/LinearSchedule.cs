namespace AutoDiff.Optimizers;

/// <summary>start + (end - start) step / steps, then end: up or down. PyTorch: LinearLR.</summary>
public sealed record LinearSchedule : Schedule
{
    private readonly double _start, _end;

    /// <param name="start">The rate of step 0.</param>
    /// <param name="end">The rate from step <paramref name="steps"/> on.</param>
    /// <param name="steps">At least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A rate is negative, or there is no step.</exception>
    public LinearSchedule(double start, double end, long steps)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        (_start, _end) = (Options.NotNegative(start, nameof(start)), Options.NotNegative(end, nameof(end)));
        Length = steps;
    }

    public override long Length { get; }

    public override double At(long step) => step >= Length ? _end : _start + (_end - _start) * ((double)step / Length);
}
