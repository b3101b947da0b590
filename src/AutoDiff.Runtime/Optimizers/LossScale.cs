using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Options of <see cref="LossScale{T}"/>.</summary>
public sealed record LossScaleOptions
{
    /// <summary>The first scale.</summary>
    public double Initial { get; init; } = 65536;

    /// <summary>The scale grows by this factor after <see cref="GrowthInterval"/> good steps.</summary>
    public double Growth { get; init; } = 2;

    /// <summary>The scale shrinks by this factor after a gradient that is not finite.</summary>
    public double Backoff { get; init; } = 0.5;

    /// <summary>Good steps in a row before the scale grows.</summary>
    public int GrowthInterval { get; init; } = 2000;

    /// <summary>The scale does not fall below this.</summary>
    public double Smallest { get; init; } = 1;

    /// <summary>The scale does not rise above this.</summary>
    public double Largest { get; init; } = 16777216;
}

/// <summary>
/// Dynamic loss scaling (Micikevicius et al., 2018): the loss is multiplied by <see cref="Scale"/> so that small gradients do not underflow; the step divides it
/// out again in its sweep. The gradient of a step is that of the scaled loss. A step with a gradient that is not finite is left out and the scale shrinks.
/// </summary>
public sealed class LossScale<T> : OptimizerWrapper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly LossScaleOptions _options;

    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public LossScale(IOptimizer<T> inner, LossScaleOptions? options = null) : base(inner)
    {
        _options = options ?? new LossScaleOptions();
        Options.Positive(_options.Initial, nameof(LossScaleOptions.Initial));
        if (!(_options.Growth > 1)) throw new ArgumentOutOfRangeException(nameof(options), _options.Growth, "Growth has to be above 1.");
        if (_options.Backoff is not (> 0 and < 1)) throw new ArgumentOutOfRangeException(nameof(options), _options.Backoff, "Backoff has to lie in (0, 1).");
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(_options.GrowthInterval);
        Options.Positive(_options.Smallest, nameof(LossScaleOptions.Smallest));
        if (!(_options.Largest >= _options.Smallest)) throw new ArgumentOutOfRangeException(nameof(options), _options.Largest, "Largest has to be at least Smallest.");
        Scale = _options.Initial;
    }

    /// <summary>What the loss has to be multiplied by.</summary>
    public double Scale { get; set; }

    /// <summary>Good steps since the scale last changed.</summary>
    public int GoodSteps { get; set; }

    /// <summary>Steps that were left out.</summary>
    public long SkippedSteps { get; private set; }

    /// <summary>The first element of the last gradient that was not finite; −1 where all were.</summary>
    public int NonFiniteIndex { get; private set; } = -1;

    private protected override void StepChecked(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale)
    {
        NonFiniteIndex = GradientNorm.Of(gradient).NonFiniteIndex;
        if (NonFiniteIndex >= 0)
        {
            SkippedSteps++;
            GoodSteps = 0;
            Scale = Math.Max(_options.Smallest, Scale * _options.Backoff);
            return;
        }
        Inner.Step(parameters, gradient, gradientScale / Scale);
        if (++GoodSteps < _options.GrowthInterval) return;
        GoodSteps = 0;
        Scale = Math.Min(_options.Largest, Scale * _options.Growth);
    }

    private protected override void VisitOwnState(StateVisitor visitor)
    {
        double scale = Scale;
        long good = GoodSteps, skipped = SkippedSteps;
        visitor.Number("scale", ref scale);
        visitor.Count("good_steps", ref good);
        visitor.Count("skipped_steps", ref skipped);
        (Scale, GoodSteps, SkippedSteps) = (scale, (int)Math.Min(good, int.MaxValue), skipped);
    }
}
