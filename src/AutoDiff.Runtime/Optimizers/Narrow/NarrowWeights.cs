using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff.Optimizers;

/// <summary>
/// Trains weights of few digits (float16) with an optimizer of many (float): gradients are widened, the step is made in <typeparamref name="T"/>, and the
/// result is rounded in the way of <see cref="NarrowUpdate"/>. It is an optimizer of narrow weights:
/// <c>new LossScale&lt;Half&gt;(new NarrowWeights&lt;Half, float&gt;(new Adam&lt;float&gt;(n)))</c>.
/// </summary>
/// <typeparam name="TNarrow">Of the weights and gradients.</typeparam>
/// <typeparam name="T">Of the step; for <see cref="NarrowUpdate.Compensated"/> with at least twice the digits.</typeparam>
public sealed class NarrowWeights<TNarrow, T> : IOptimizer<TNarrow>
    where TNarrow : unmanaged, IBinaryFloatingPointIeee754<TNarrow>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _wide, _gradient;
    private readonly TNarrow[] _lost;
    private readonly ulong _seed;
    private bool _isStarted;

    /// <param name="inner">What makes the steps.</param>
    /// <param name="update">How small steps survive.</param>
    /// <param name="seed">Of the stochastic rounding, which depends on it, on the step and on the position alone.</param>
    /// <exception cref="ArgumentException">An unknown update.</exception>
    public NarrowWeights(IOptimizer<T> inner, NarrowUpdate update = NarrowUpdate.MasterWeights, ulong seed = 0)
    {
        ArgumentNullException.ThrowIfNull(inner);
        if (!Enum.IsDefined(update)) throw new ArgumentOutOfRangeException(nameof(update), update, "Choose one of the updates.");
        (Inner, UpdateKind, _seed) = (inner, update, seed);
        (_wide, _gradient) = (new T[inner.Length], new T[inner.Length]);
        _lost = update == NarrowUpdate.Compensated ? new TNarrow[inner.Length] : [];
    }

    /// <summary>The optimizer of the wide weights.</summary>
    public IOptimizer<T> Inner { get; }

    /// <summary>How small steps survive.</summary>
    public NarrowUpdate UpdateKind { get; }

    /// <inheritdoc/>
    public int Length => Inner.Length;

    /// <inheritdoc/>
    public long StepCount => Inner.StepCount;

    /// <inheritdoc/>
    public string StateKind => StateNames.Of(GetType());

    /// <summary>The weights with the digits that the narrow ones lack, as of the last step; the master weights are taken from the first step's weights.</summary>
    public ReadOnlySpan<T> WideWeights => _wide;

    /// <inheritdoc/>
    public void Step(Span<TNarrow> parameters, ReadOnlySpan<TNarrow> gradient) => Step(parameters, gradient, 1);

    /// <inheritdoc/>
    public void Step(Span<TNarrow> parameters, ReadOnlySpan<TNarrow> gradient, double gradientScale)
    {
        StepLengths.Require(Length, parameters.Length, gradient.Length);
        TensorPrimitives.ConvertTruncating(gradient, _gradient.AsSpan());
        Step(parameters, (ReadOnlySpan<T>)_gradient, gradientScale);
    }

    /// <summary>A step with a gradient that is wide already.</summary>
    /// <exception cref="ArgumentException">A span has not the length that the optimizer was made for.</exception>
    public void Step(Span<TNarrow> parameters, ReadOnlySpan<T> gradient, double gradientScale = 1)
    {
        StepLengths.Require(Length, parameters.Length, gradient.Length);
        Widen(parameters);
        Inner.Step(_wide, gradient, gradientScale);
        Round(parameters);
    }

    /// <inheritdoc/>
    public void VisitState(StateVisitor visitor)
    {
        ArgumentNullException.ThrowIfNull(visitor);
        if (UpdateKind == NarrowUpdate.MasterWeights)
        {
            visitor.Flag("is_started", ref _isStarted);
            visitor.Values("master_weights", _wide);
        }
        if (UpdateKind == NarrowUpdate.Compensated) visitor.Values("lost_digits", _lost);
        visitor.Part("inner", Inner);
    }

    private void Widen(ReadOnlySpan<TNarrow> weights)
    {
        if (UpdateKind == NarrowUpdate.MasterWeights && _isStarted) return;
        TensorPrimitives.ConvertTruncating(weights, _wide.AsSpan());
        for (int i = 0; i < _lost.Length; i++) _wide[i] += T.CreateTruncating(_lost[i]);
        _isStarted = true;
    }

    private void Round(Span<TNarrow> weights)
    {
        if (UpdateKind == NarrowUpdate.StochasticRounding)
        {
            var random = new CounterRandom(_seed, RandomDomain.StochasticRounding + (ulong)Inner.StepCount);
            for (int i = 0; i < weights.Length; i++) weights[i] = StochasticRounding.Round<T, TNarrow>(_wide[i], random.Uniform((ulong)i));
            return;
        }
        TensorPrimitives.ConvertTruncating<T, TNarrow>(_wide, weights);
        for (int i = 0; i < _lost.Length; i++) _lost[i] = TNarrow.CreateTruncating(_wide[i] - T.CreateTruncating(weights[i]));
    }
}
