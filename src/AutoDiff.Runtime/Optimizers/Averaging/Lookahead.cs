using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// Lookahead (Zhang et al., 2019): every <see cref="Period"/> steps of the inner optimizer the slow parameters move by <see cref="SlowRate"/> towards the fast
/// ones, which start from there again.
/// </summary>
public sealed class Lookahead<T> : OptimizerWrapper<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _slow;
    private bool _isStarted;

    /// <param name="inner">The optimizer of the fast parameters.</param>
    /// <param name="period">Fast steps between slow ones.</param>
    /// <param name="slowRate">Share of the way that the slow parameters go, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Lookahead(IOptimizer<T> inner, int period = 5, double slowRate = 0.5) : base(inner)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        if (slowRate is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(slowRate), slowRate, "The slow rate has to lie in (0, 1].");
        (Period, SlowRate) = (period, slowRate);
        _slow = new T[inner.Length];
    }

    /// <summary>Fast steps between slow ones.</summary>
    public int Period { get; }

    /// <summary>Share of the way that the slow parameters go.</summary>
    public double SlowRate { get; }

    /// <summary>Whether the slow parameters have been taken from the fast ones, as the first step does.</summary>
    public bool IsStarted
    {
        get => _isStarted;
        set => _isStarted = value;
    }

    /// <summary>The slow parameters.</summary>
    public Span<T> SlowParameters => _slow;

    private protected override void StepChecked(Span<T> parameters, ReadOnlySpan<T> gradient, double gradientScale)
    {
        if (!IsStarted)
        {
            parameters.CopyTo(_slow);
            IsStarted = true;
        }
        Inner.Step(parameters, gradient, gradientScale);
        if (Inner.StepCount % Period != 0) return;
        AverageRule<T>.Apply(_slow, parameters, 1 - SlowRate, SlowRate);
        _slow.CopyTo(parameters);
    }

    private protected override void VisitOwnState(StateVisitor visitor)
    {
        visitor.Flag("is_started", ref _isStarted);
        visitor.Values("slow_parameters", _slow);
    }
}
