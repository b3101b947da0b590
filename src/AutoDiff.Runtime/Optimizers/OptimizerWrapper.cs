using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>An optimizer that looks at the gradient or at the parameters before or after another one makes the step.</summary>
public abstract class OptimizerWrapper<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private protected OptimizerWrapper(IOptimizer<T> inner)
    {
        ArgumentNullException.ThrowIfNull(inner);
        Inner = inner;
    }

    /// <summary>The optimizer that makes the steps.</summary>
    public IOptimizer<T> Inner { get; }

    /// <inheritdoc/>
    public int Length => Inner.Length;

    /// <summary>Steps that the inner optimizer has taken.</summary>
    public long StepCount => Inner.StepCount;

    /// <inheritdoc/>
    public string StateKind => StateNames.Of(GetType());

    /// <inheritdoc/>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient) => Step(parameters, gradient, 1);

    /// <inheritdoc/>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale)
    {
        StepLengths.Require(Length, parameters.Length, gradient.Length);
        StepChecked(parameters, gradient, gradientScale);
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        VisitOwnState(visitor);
        visitor.Part("inner", Inner);
    }

    private protected abstract void StepChecked(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale);

    /// <summary>The state beside that of the inner optimizer.</summary>
    private protected virtual void VisitOwnState(StateVisitor visitor)
    {
    }
}
