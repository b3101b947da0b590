using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// Leaves out a step whose gradient has a NaN or infinite element: parameters, state and step count stay. It counts what it left out, says which element it
/// was, and gives up after too many in a row. optax: apply_if_finite.
/// </summary>
public sealed class SkipIfNotFinite<T> : OptimizerWrapper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ParameterLayout? _layout;
    private long _skippedSteps, _skippedInARow;

    /// <param name="inner">What makes the steps.</param>
    /// <param name="layout">Names the tensors of the parameters, for reports.</param>
    /// <param name="mostInARow">Gradients in a row that may be left out; null bears any number.</param>
    /// <exception cref="ArgumentException">The layout has not the length of the optimizer, or the number is negative.</exception>
    public SkipIfNotFinite(IOptimizer<T> inner, ParameterLayout? layout = null, int? mostInARow = null) : base(inner)
    {
        if (layout is not null && layout.Length != inner.Length)
            throw new ArgumentException($"The layout has {layout.Length} parameters and the optimizer {inner.Length}.", nameof(layout));
        if (mostInARow is { } most) ArgumentOutOfRangeException.ThrowIfNegative(most, nameof(mostInARow));
        (_layout, MostInARow) = (layout, mostInARow);
    }

    /// <summary>Gradients in a row that may be left out.</summary>
    public int? MostInARow { get; }

    /// <summary>All steps that were left out.</summary>
    public long SkippedSteps => _skippedSteps;

    /// <summary>Steps that were left out since the last good one.</summary>
    public long SkippedInARow => _skippedInARow;

    /// <summary>The first element of the last gradient that was not finite; null if all were.</summary>
    public NonFiniteElement? NonFinite { get; private set; }

    private protected override void StepChecked(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale)
    {
        NonFinite = NonFiniteElement.Of(GradientNorm.Of(gradient), _layout);
        if (NonFinite is null)
        {
            Inner.Step(parameters, gradient, gradientScale);
            _skippedInARow = 0;
            return;
        }
        _skippedSteps++;
        if (++_skippedInARow > MostInARow) throw new NonFiniteGradientException(NonFinite, _skippedInARow);
    }

    private protected override void VisitOwnState(StateVisitor visitor)
    {
        visitor.Count("skipped_steps", ref _skippedSteps);
        visitor.Count("skipped_in_a_row", ref _skippedInARow);
    }
}
