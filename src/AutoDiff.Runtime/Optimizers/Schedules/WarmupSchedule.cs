namespace AutoDiff.Optimizers;

/// <summary>
/// Rises linearly from start * rate at step 0 to rate at step <c>steps</c> and stays there. PyTorch: LinearLR.
/// </summary>
public sealed record WarmupSchedule : Schedule
{
    private readonly double _rate, _start;

    /// <param name="rate">The rate at the end.</param>
    /// <param name="steps">Steps of the rise, at least 1.</param>
    /// <param name="start">Share of the rate in the first step; by default 1 / steps.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate or start is negative, or there is no step.</exception>
    public WarmupSchedule(double rate, long steps, double? start = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        _rate = Options.NotNegative(rate, nameof(rate));
        _start = Options.NotNegative(start ?? 1.0 / steps, nameof(start));
        Length = steps;
    }

    public override long Length { get; }

    public override double At(long step) => step >= Length ? _rate : _rate * (_start + (1 - _start) * ((double)step / Length));
}
