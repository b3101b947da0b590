using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// An optimizer that sees clipped gradients. A step with a gradient that is not finite is left out: parameters, state and step count stay, and
/// <see cref="Last"/> says which element it was.
/// </summary>
public sealed class ClippedOptimizer<T> : OptimizerWrapper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GlobalNormClip _clip;
    private long _skippedSteps;

    internal ClippedOptimizer(GlobalNormClip clip, IOptimizer<T> optimizer) : base(optimizer) => _clip = clip;

    /// <summary>Norm and factor of the last step.</summary>
    public ClipResult Last { get; private set; }

    /// <summary>Steps that were left out because the gradient was not finite.</summary>
    public long SkippedSteps => _skippedSteps;

    private protected override void StepChecked(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale)
    {
        Last = _clip.Measure(gradient);
        if (Last.Norm.IsFinite) Inner.Step(parameters, gradient, gradientScale * Last.Scale);
        else _skippedSteps++;
    }

    private protected override void VisitOwnState(StateVisitor visitor) => visitor.Count("skipped_steps", ref _skippedSteps);
}
