using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// An optimizer with state for a fixed number of parameters. A step is one sweep over flat spans, vectorized and, if they are long, over
/// the worker pool; its result does not depend on the number of threads.
/// </summary>
public abstract unsafe partial class Optimizer<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[][] _slots;
    private readonly Schedule _schedule;
    private long _stepCount;

    private protected Optimizer(int length, Schedule learningRate, params string[] slotNames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentNullException.ThrowIfNull(learningRate);
        Length = length;
        _schedule = learningRate;
        SlotNames = slotNames;
        _slots = [.. slotNames.Select(_ => Touched(length))];
    }

    /// <inheritdoc/>
    public int Length { get; }

    /// <inheritdoc/>
    public string StateKind => StateNames.Of(GetType());

    /// <summary>Steps taken so far.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long StepCount
    {
        get => _stepCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _stepCount = value;
        }
    }

    /// <summary>The learning rate of the next step.</summary>
    public double LearningRate => _schedule.At(StepCount);

    /// <summary>Names of the numbers kept for each parameter, such as the first moment.</summary>
    public IReadOnlyList<string> SlotNames { get; }

    /// <summary>The numbers of one slot, one for each parameter.</summary>
    public Span<T> Slot(int index) => _slots[index];

    /// <inheritdoc/>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient) => Step(parameters, gradient, 1);

    /// <summary>A step with the gradient times <paramref name="gradientScale"/>: clipping, averaging over a batch, -1 to climb; at no cost.</summary>
    /// <exception cref="ArgumentException">A span has not the length that the optimizer was made for.</exception>
    /// <exception cref="InvalidOperationException">The schedule gave a learning rate that is negative or not finite.</exception>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale)
    {
        StepLengths.Require(Length, parameters.Length, gradient.Length);
        double rate = RateOf(_schedule);
        fixed (T* p = parameters, g = gradient)
            Update(new Arguments(p, g, T.CreateTruncating(gradientScale)), StepCount + 1, rate);
        StepCount++;
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        visitor.Count("step", ref _stepCount);
        for (int i = 0; i < _slots.Length; i++) visitor.Values(SlotNames[i], _slots[i]);
        VisitOwnState(visitor);
        _schedule.VisitState("schedule", visitor);
    }

    /// <param name="arguments">What the sweep works on.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="rate">Learning rate of this step.</param>
    private protected abstract void Update(in Arguments arguments, long step, double rate);

    /// <summary>The state beside the step and the slots.</summary>
    private protected virtual void VisitOwnState(StateVisitor visitor)
    {
    }

    /// <summary>The rate of the next step.</summary>
    private protected double RateOf(Schedule schedule)
    {
        double rate = schedule.At(StepCount);
        return double.IsFinite(rate) && rate >= 0 ? rate
            : throw new InvalidOperationException($"The schedule gives the learning rate {rate} at step {StepCount}; it has to be finite and not negative.");
    }

    /// <summary>Applies the rule to all parameters, or in a step of rows to theirs.</summary>
    private protected void Sweep<TRule>(in Arguments arguments, in TRule rule)
        where TRule : struct, IUpdateRule<T>
    {
        fixed (T* first = SlotOrNone(0), second = SlotOrNone(1), third = SlotOrNone(2))
        {
            var sweep = new UpdateSweep<TRule, T>
            {
                Rule = rule,
                GradientScale = arguments.GradientScale,
                Parameters = arguments.Parameters,
                Gradient = arguments.Gradient,
                First = first,
                Second = second,
                Third = third,
            };
            if (arguments.Rows is { } rows) rows.Run(in sweep);
            else UpdateSweep.Run(in sweep, Length);
        }
    }

    private protected static T Real(double value) => T.CreateTruncating(value);

    // Writing the zeros brings the pages into memory now and not in the first step.
    private protected static T[] Touched(int length)
    {
        var slot = GC.AllocateUninitializedArray<T>(length);
        Array.Clear(slot);
        return slot;
    }

    private T[]? SlotOrNone(int index) => index < _slots.Length ? _slots[index] : null;

    private protected readonly struct Arguments(T* parameters, T* gradient, T gradientScale, RowStep<T>? rows = null)
    {
        public T* Parameters { get; } = parameters;

        public T* Gradient { get; } = gradient;

        public T GradientScale { get; } = gradientScale;

        /// <summary>The rows that the gradient is of; null if it is of all parameters.</summary>
        public RowStep<T>? Rows { get; } = rows;
    }
}
