using System.Numerics;

namespace AutoDiff.Preprocessing;

/// <summary>A scaler whose effect on each feature is z = (x - center) · factor + shift. Transforming allocates nothing.</summary>
public abstract class AffineScaler : FeatureScaler
{
    private readonly Lock _building = new();
    private readonly AffineMap _forward, _backward;
    private volatile bool _isBuilt;

    private protected AffineScaler(int features) : base(features)
    {
        _forward = new AffineMap(features);
        _backward = new AffineMap(features);
    }

    /// <summary>Whether the affine map is all there is; false where a scaler clips.</summary>
    private protected virtual bool IsPlain => true;

    private protected abstract bool HasLearnt { get; }

    /// <summary>
    /// Gives a linear layer that takes raw rows what it needs to do the scaling itself: W' = W diag(factor), b' = b + W (shift - center · factor), in place.
    /// The layer W', b' on x equals the layer W, b on the scaled x.
    /// </summary>
    /// <param name="weights">W, [O, F], row by row.</param>
    /// <param name="bias">b, [O].</param>
    /// <exception cref="ArgumentException">The weights are not O rows of F.</exception>
    /// <exception cref="InvalidOperationException">Nothing was learnt yet, or the scaler clips, which no linear layer does.</exception>
    public void FoldInto<T>(Span<T> weights, Span<T> bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weights.Length != (long)bias.Length * Features)
            throw new ArgumentException($"{bias.Length} outputs of {Features} features need {(long)bias.Length * Features} weights; there are {weights.Length}.", nameof(weights));
        if (!IsPlain) throw new InvalidOperationException("A scaler that clips or refuses cannot be folded into a linear layer; fold one that extends its range.");
        var map = Forward;
        for (int o = 0; o < bias.Length; o++)
        {
            CompensatedSum sum = default;
            sum.Add(double.CreateTruncating(bias[o]));
            for (int f = 0; f < Features; f++)
            {
                ref T weight = ref weights[o * Features + f];
                double w = double.CreateTruncating(weight);
                sum.Add(w * (map.Shift[f] - map.Center[f] * map.Factor[f]));
                weight = T.CreateTruncating(w * map.Factor[f]);
            }
            bias[o] = T.CreateTruncating(sum.Value);
        }
    }

    /// <summary>Fills, for each feature, z = (x - center) / scale + shift; scale is not 0.</summary>
    private protected abstract void Describe(Span<double> center, Span<double> scale, Span<double> shift);

    /// <summary>The range of z; infinite where it is not clipped.</summary>
    private protected virtual (double Low, double High) Range => (double.NegativeInfinity, double.PositiveInfinity);

    private protected void Changed() => _isBuilt = false;

    private protected double CenterOf(int feature) => Forward.Center[CheckFeature(feature)];

    private protected double ScaleOf(int feature) => Backward.Factor[CheckFeature(feature)];

    private protected override void Apply<T>(ReadOnlySpan<T> rows, Span<T> destination) => Forward.Apply(rows, destination);

    private protected override void Undo<T>(ReadOnlySpan<T> rows, Span<T> destination) => Backward.Apply(rows, destination);

    private protected AffineMap Forward
    {
        get
        {
            if (!_isBuilt) Build();
            return _forward;
        }
    }

    // x = (z - shift) · scale + center.
    private AffineMap Backward
    {
        get
        {
            if (!_isBuilt) Build();
            return _backward;
        }
    }

    // Built when it is needed first, because learning row by row would pay for it with each row.
    private void Build()
    {
        if (!HasLearnt) throw NothingLearnt();
        lock (_building)
        {
            if (_isBuilt) return;
            Describe(_forward.Center, _backward.Factor, _forward.Shift);
            for (int f = 0; f < Features; f++) _forward.Factor[f] = 1 / _backward.Factor[f];
            (_forward.Low, _forward.High) = Range;
            ReachTheEnd();
            _forward.Shift.CopyTo(_backward.Center);
            _forward.Center.CopyTo(_backward.Shift);
            _forward.Complete();
            _backward.Complete();
            _isBuilt = true;
        }
    }

    // Rounding can leave the largest number one unit below the end of the range; one more unit in the factor and the clip make it exact.
    private void ReachTheEnd()
    {
        if (double.IsInfinity(_forward.High)) return;
        for (int f = 0; f < Features; f++)
        {
            double span = Math.BitDecrement((_forward.High - _forward.Low) * _backward.Factor[f]);
            while (Math.FusedMultiplyAdd(span, _forward.Factor[f], _forward.Shift[f]) < _forward.High) _forward.Factor[f] = Math.BitIncrement(_forward.Factor[f]);
        }
    }
}
