namespace AutoDiff.Optimizers;

/// <summary>rate * factor^(number of milestones at or before the step). PyTorch: MultiStepLR.</summary>
public sealed record MultiStepSchedule : Schedule
{
    private readonly double _rate, _factor;
    private readonly long[] _milestones;

    /// <param name="rate">The rate before the first milestone.</param>
    /// <param name="factor">Of the rate at each milestone.</param>
    /// <param name="milestones">Steps, rising.</param>
    /// <exception cref="ArgumentException">The rate is negative, the factor not positive, or the milestones do not rise from 0.</exception>
    public MultiStepSchedule(double rate, double factor, params ReadOnlySpan<long> milestones)
    {
        _rate = Options.NotNegative(rate, nameof(rate));
        _factor = Options.Positive(factor, nameof(factor));
        for (int i = 0; i < milestones.Length; i++)
            if (milestones[i] < 0 || i > 0 && milestones[i] <= milestones[i - 1])
                throw new ArgumentException($"Milestone {i} is {milestones[i]}; milestones rise from 0.", nameof(milestones));
        _milestones = milestones.ToArray();
    }

    public override double At(long step)
    {
        int passed = 0;
        while (passed < _milestones.Length && step >= _milestones[passed]) passed++;
        return _rate * Math.Pow(_factor, passed);
    }

    /// <summary>Whether rate, factor and milestones are the same.</summary>
    public bool Equals(MultiStepSchedule? other) =>
        other is not null && (_rate, _factor) == (other._rate, other._factor) && _milestones.AsSpan().SequenceEqual(other._milestones);

    public override int GetHashCode() => HashCode.Combine(_rate, _factor, _milestones.Length);
}
