namespace AutoDiff.Optimizers;

/// <summary>When training counts as finished. A criterion without a value is off.</summary>
public sealed record ConvergenceOptions
{
    /// <summary>Largest magnitude of an entry of the gradient.</summary>
    public double? GradientTolerance { get; init; }

    /// <summary>Relative change of the loss over <see cref="Window"/> steps: |f_old − f_new| ≤ tolerance · max(|f_old|, |f_new|).</summary>
    public double? RelativeLossChange { get; init; }

    /// <summary>Steps over which the change of the loss is taken.</summary>
    public int Window { get; init; } = 10;

    /// <summary>Relative length of the step of the parameters: |x_new − x_old| ≤ tolerance · |x_new|.</summary>
    public double? RelativeParameterChange { get; init; }

    /// <summary>Steps without a new best loss.</summary>
    public int? Patience { get; init; }

    /// <summary>A loss counts as a new best one if it is lower by this much relative to the old one.</summary>
    public double MinimumImprovement { get; init; } = 1e-4;

    /// <summary>A loss above this multiple of the best one has diverged, if both are positive.</summary>
    public double DivergenceFactor { get; init; } = 10;

    /// <summary>Steps before a high loss counts as divergence.</summary>
    public int DivergenceGrace { get; init; } = 10;

    /// <summary>Steps after which to stop.</summary>
    public long? MaxSteps { get; init; }

    /// <summary>Time after which to stop, counted from the start of the monitor.</summary>
    public TimeSpan? MaxTime { get; init; }
}

/// <summary>Why training should stop.</summary>
public enum ConvergenceReason
{
    /// <summary>It should go on.</summary>
    None,
    GradientTolerance,
    RelativeLossChange,
    RelativeParameterChange,

    /// <summary>No new best loss for <see cref="ConvergenceOptions.Patience"/> steps.</summary>
    Plateau,

    /// <summary>The loss rose above a multiple of the best one.</summary>
    Diverged,

    /// <summary>The loss is infinite or NaN.</summary>
    NonFiniteLoss,

    /// <summary>The gradient has an infinite or NaN entry.</summary>
    NonFiniteGradient,
    MaxSteps,
    MaxTime,
}
