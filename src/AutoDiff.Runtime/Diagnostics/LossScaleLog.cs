using System.Numerics;
using AutoDiff.Optimizers;

namespace AutoDiff.Diagnostics;

/// <summary>A change of the loss scale.</summary>
/// <param name="Step">The step, from 1.</param>
/// <param name="Before">The scale of that step.</param>
/// <param name="After">The scale of the next.</param>
/// <param name="Cause">The number of the gradient that was not finite, such as <c>W1[3, 7]</c>; empty where the scale grew.</param>
public sealed record LossScaleChange(long Step, double Before, double After, string Cause);

/// <summary>
/// Keeps a record of what <see cref="LossScale{T}"/> does: every change of the scale, and which number of the gradient overflowed. A few steps are left
/// out while the scale is found; a scale that keeps falling means gradients that are not finite by themselves.
/// </summary>
public sealed class LossScaleLog<T> : OptimizerWrapper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly IReadOnlyList<ModelParameter> _parameters;
    private readonly List<LossScaleChange> _changes = [];
    private readonly int _capacity;
    private long _skippedOnEnd;

    /// <param name="inner">Scales and steps.</param>
    /// <param name="parameters">Names the numbers.</param>
    /// <param name="capacity">Changes that are kept; of later ones the last is known by the scale alone.</param>
    public LossScaleLog(LossScale<T> inner, IReadOnlyList<ModelParameter> parameters, int capacity = 1000) : base(inner)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        ArgumentOutOfRangeException.ThrowIfNegative(capacity);
        (Scaling, _parameters, _capacity) = (inner, parameters, capacity);
    }

    /// <summary>What is watched.</summary>
    public LossScale<T> Scaling { get; }

    public IReadOnlyList<LossScaleChange> Changes => _changes;

    /// <summary>Steps asked for, whether taken or left out.</summary>
    public long Steps { get; private set; }

    /// <summary>Steps left out, of all.</summary>
    public double SkippedShare => Steps > 0 ? (double)Scaling.SkippedSteps / Steps : 0;

    /// <summary>The last steps were all left out: so many.</summary>
    public long SkippedOnEnd => _skippedOnEnd;

    /// <summary>The last step was left out although the scale could not fall any more: the gradient itself is not finite.</summary>
    public bool IsStuck { get; private set; }

    private protected override void StepChecked(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale)
    {
        double before = Scaling.Scale;
        Scaling.Step(parameters, gradient, gradientScale);
        Steps++;
        bool skipped = Scaling.NonFiniteIndex >= 0;
        _skippedOnEnd = skipped ? _skippedOnEnd + 1 : 0;
        IsStuck = skipped && Scaling.Scale == before;
        if (Scaling.Scale == before || _changes.Count >= _capacity) return;
        _changes.Add(new LossScaleChange(Steps, before, Scaling.Scale, skipped ? _parameters.Locate(Scaling.NonFiniteIndex) : ""));
    }
}
