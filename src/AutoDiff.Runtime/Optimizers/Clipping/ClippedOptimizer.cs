using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// An optimizer that sees clipped gradients. A step with a gradient that is not finite is left out: parameters, state and step count stay, and
/// <see cref="Last"/> says which element it was.
/// </summary>
public sealed class ClippedOptimizer<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GlobalNormClip _clip;

    internal ClippedOptimizer(GlobalNormClip clip, Optimizer<T> optimizer)
    {
        ArgumentNullException.ThrowIfNull(optimizer);
        (_clip, Inner) = (clip, optimizer);
    }

    /// <summary>The optimizer behind the clipping.</summary>
    public Optimizer<T> Inner { get; }

    /// <summary>Norm and factor of the last step.</summary>
    public ClipResult Last { get; private set; }

    /// <summary>Steps that were left out because the gradient was not finite.</summary>
    public long SkippedSteps { get; private set; }

    /// <inheritdoc/>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient)
    {
        Last = _clip.Measure(gradient);
        if (Last.Norm.IsFinite) Inner.Step(parameters, gradient, Last.Scale);
        else SkippedSteps++;
    }
}
