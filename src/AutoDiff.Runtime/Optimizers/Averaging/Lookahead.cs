using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// Lookahead (Zhang et al., 2019): every <see cref="Period"/> steps of the inner optimizer the slow parameters move by <see cref="SlowRate"/> towards the fast
/// ones, which start from there again.
/// </summary>
public sealed class Lookahead<T> : IOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _slow;

    /// <param name="inner">The optimizer of the fast parameters.</param>
    /// <param name="period">Fast steps between slow ones.</param>
    /// <param name="slowRate">Share of the way that the slow parameters go, in (0, 1].</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Lookahead(Optimizer<T> inner, int period = 5, double slowRate = 0.5)
    {
        ArgumentNullException.ThrowIfNull(inner);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(period);
        if (slowRate is not (> 0 and <= 1)) throw new ArgumentOutOfRangeException(nameof(slowRate), slowRate, "The slow rate has to lie in (0, 1].");
        (Inner, Period, SlowRate) = (inner, period, slowRate);
        _slow = new T[inner.Length];
    }

    public Optimizer<T> Inner { get; }

    public int Period { get; }

    public double SlowRate { get; }

    /// <summary>Whether the slow parameters have been taken from the fast ones. With <see cref="SlowParameters"/> and the inner optimizer it is the whole state.</summary>
    public bool IsStarted { get; set; }

    /// <summary>The slow parameters.</summary>
    public Span<T> SlowParameters => _slow;

    /// <inheritdoc/>
    public void Step(Span<T> parameters, ReadOnlySpan<T> gradient)
    {
        if (!IsStarted)
        {
            Averages.RequireLength(_slow.Length, parameters.Length);
            parameters.CopyTo(_slow);
            IsStarted = true;
        }
        Inner.Step(parameters, gradient);
        if (Inner.StepCount % Period != 0) return;
        var rate = T.CreateTruncating(SlowRate);
        for (int i = 0; i < _slow.Length; i++) _slow[i] = T.FusedMultiplyAdd(rate, parameters[i] - _slow[i], _slow[i]);
        _slow.CopyTo(parameters);
    }
}
