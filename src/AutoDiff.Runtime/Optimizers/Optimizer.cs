using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// An optimizer with state for a fixed number of parameters. A step is one sweep over flat spans, vectorized and, if they are long, over
/// the worker pool; its result does not depend on the number of threads.
/// </summary>
public abstract unsafe class Optimizer<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Fewest parameters in one part of a sweep: some 10 us of work, enough to be worth a thread.</summary>
    private const int SmallestChunk = 32768;

    /// <summary>Parts of a long sweep for each worker: few, as memory is read fastest in long runs, but enough to even out a slow worker.</summary>
    private const int PartsPerWorker = 8;

    private readonly T[][] _slots;
    private readonly Schedule _schedule;

    private protected Optimizer(int length, Schedule learningRate, params string[] slotNames)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentNullException.ThrowIfNull(learningRate);
        Length = length;
        _schedule = learningRate;
        SlotNames = slotNames;
        _slots = [.. slotNames.Select(_ => Touched(length))];
    }

    /// <summary>Number of parameters.</summary>
    public int Length { get; }

    /// <summary>Steps taken so far. Together with the slots it is the whole state: set both to continue an earlier run.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative.</exception>
    public long StepCount
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
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
        if (parameters.Length != Length || gradient.Length != Length)
            throw new ArgumentException($"The optimizer was made for {Length} parameters; it got {parameters.Length} parameters and {gradient.Length} gradients.");
        double rate = _schedule.At(StepCount);
        if (!(double.IsFinite(rate) && rate >= 0))
            throw new InvalidOperationException($"The schedule gives the learning rate {rate} at step {StepCount}; it has to be finite and not negative.");
        fixed (T* p = parameters, g = gradient)
            Update(new Arguments(p, g, T.CreateTruncating(gradientScale)), StepCount + 1, rate);
        StepCount++;
    }

    /// <param name="arguments">What the sweep works on.</param>
    /// <param name="step">Number of this step, from 1.</param>
    /// <param name="rate">Learning rate of this step.</param>
    private protected abstract void Update(in Arguments arguments, long step, double rate);

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
            // Parameters do not depend on each other, so the parts may depend on the number of workers.
            Kernels.Run<UpdateSweep<TRule, T>, T>(in sweep, Length, Math.Max(SmallestChunk, Length / (PartsPerWorker * WorkerPool.MaxWorkers) + 1));
        }
    }

    private protected static T Real(double value) => T.CreateTruncating(value);

    private T[]? SlotOrNone(int index) => index < _slots.Length ? _slots[index] : null;

    // Writing the zeros brings the pages into memory now and not in the first step.
    private static T[] Touched(int length)
    {
        var slot = GC.AllocateUninitializedArray<T>(length);
        Array.Clear(slot);
        return slot;
    }

    private protected readonly struct Arguments(T* parameters, T* gradient, T gradientScale)
    {
        public T* Parameters { get; } = parameters;

        public T* Gradient { get; } = gradient;

        public T GradientScale { get; } = gradientScale;
    }
}
