namespace AutoDiff.Optimizers;

/// <summary>
/// A learning rate as a pure function of the step: nothing to save, nothing to advance (but for <see cref="PlateauSchedule"/>). A number converts to a constant schedule;
/// <see cref="Then"/> puts one schedule after another: <c>new WarmupSchedule(0.1, 500).Then(new CosineSchedule(0.1, 10_000))</c>.
/// </summary>
public abstract record Schedule
{
    /// <summary>Steps until the schedule has come to its end; <see cref="long.MaxValue"/> if it has none.</summary>
    public virtual long Length => long.MaxValue;

    /// <summary>The rate of a step; the first step has number 0. After the end the last rate stays.</summary>
    public abstract double At(long step);

    /// <summary>This schedule for its <see cref="Length"/>, then <paramref name="next"/> from its own step 0.</summary>
    /// <exception cref="ArgumentException">This schedule has no end.</exception>
    public Schedule Then(Schedule next)
    {
        ArgumentNullException.ThrowIfNull(next);
        if (Length == long.MaxValue) throw new ArgumentException($"{GetType().Name} has no end for another schedule to follow.", nameof(next));
        return new SequentialSchedule(this, next);
    }

    /// <summary>A rate that stays.</summary>
    public static implicit operator Schedule(double rate) => new ConstantSchedule(rate);

    /// <summary>The state of a schedule that has one, as a part of that name; most have none.</summary>
    internal virtual void VisitState(string name, StateVisitor visitor)
    {
    }

    private sealed record SequentialSchedule(Schedule First, Schedule Second) : Schedule
    {
        public override long Length => Second.Length == long.MaxValue ? long.MaxValue : First.Length + Second.Length;

        public override double At(long step) => step < First.Length ? First.At(step) : Second.At(step - First.Length);

        internal override void VisitState(string name, StateVisitor visitor)
        {
            First.VisitState(name + ".first", visitor);
            Second.VisitState(name + ".second", visitor);
        }
    }
}
