using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// An optimizer that sees clipped gradients. A step with a gradient that is not finite is left out: parameters, state and step count stay, and
/// <see cref="NonFinite"/> says which element it was.
/// </summary>
public sealed class ClippedOptimizer<T> : OptimizerWrapper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly GradientClip _clip;
    private readonly ParameterLayout? _layout;
    private readonly T[] _clipped;
    private long _skippedSteps;

    internal ClippedOptimizer(GradientClip clip, IOptimizer<T> optimizer, ParameterLayout? layout) : base(optimizer)
    {
        foreach (var each in new[] { layout, clip.Layout })
            if (each is not null && each.Length != optimizer.Length)
                throw new ArgumentException($"The layout has {each.Length} parameters and the optimizer {optimizer.Length}.", nameof(layout));
        (_clip, _layout) = (clip, layout);
        // A factor of the whole gradient goes into the step; all else needs a copy.
        _clipped = clip is GlobalNormClip ? [] : new T[optimizer.Length];
    }

    /// <summary>Norm and factor of the last step.</summary>
    public ClipResult Last { get; private set; }

    /// <summary>The first element of the last gradient that was not finite; null if all were.</summary>
    public NonFiniteElement? NonFinite { get; private set; }

    /// <summary>Steps that were left out because the gradient was not finite.</summary>
    public long SkippedSteps => _skippedSteps;

    private protected override void StepChecked(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale)
    {
        Last = _clip is GlobalNormClip norm ? norm.Measure(gradient, gradientScale) : _clip.Write(parameters, gradient, _clipped, gradientScale);
        NonFinite = NonFiniteElement.Of(Last.Norm, _layout);
        if (NonFinite is not null) _skippedSteps++;
        else if (_clip is GlobalNormClip) Inner.Step(parameters, gradient, gradientScale * Last.Scale);
        else Inner.Step(parameters, _clipped, 1);
    }

    private protected override void VisitOwnState(StateVisitor visitor) => visitor.Count("skipped_steps", ref _skippedSteps);
}
