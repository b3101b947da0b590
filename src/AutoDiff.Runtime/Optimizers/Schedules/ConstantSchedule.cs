namespace AutoDiff.Optimizers;

/// <summary>The same rate for ever.</summary>
public sealed record ConstantSchedule : Schedule
{
    /// <exception cref="ArgumentOutOfRangeException">Negative or not finite.</exception>
    public ConstantSchedule(double rate) => Rate = Options.NotNegative(rate, nameof(rate));

    /// <summary>The rate of every step.</summary>
    public double Rate { get; }

    public override double At(long step) => Rate;
}
