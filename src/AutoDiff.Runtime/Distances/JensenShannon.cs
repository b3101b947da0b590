using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Distances;

/// <summary>
/// The square root of the Jensen-Shannon divergence of two distributions, in natural units: at most sqrt(ln 2). The vectors are
/// divided by their sums. With m = (p + q) / 2 and t = (p - q) / (p + q) the divergence is
/// sum m (log1p(-t^2) + t (log1p(t) - log1p(-t))) / 2, in which no term is negative: near distributions lose no digits.
/// </summary>
public readonly record struct JensenShannon : IDistance
{
    /// <exception cref="ArgumentException">A vector has a negative element or no positive one.</exception>
    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sumX = Total(x, "first"), sumY = Total(y, "second");
        return Math.Sqrt(Math.Max(0, PairSums.Sum(x, y, new Sum(1 / sumX, 1 / sumY)).First / 2));
    }

    private static double Total<T>(ReadOnlySpan<T> x, string which)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double value = double.CreateTruncating(x[i]);
            if (!(value >= 0)) throw new ArgumentException($"Element {i} of the {which} vector is {value}: a distribution has no negative probabilities.");
            sum += value;
        }
        return sum > 0 && double.IsFinite(sum) ? sum : throw new ArgumentException($"The {which} vector sums to {sum}: a distribution needs a positive, finite sum.");
    }

    private readonly struct Sum(double scaleX, double scaleY) : IPairSum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<W>(W x, W y, ref W first, ref W second)
            where W : struct, ISimdBits<W, double>
        {
            W p = x * W.Broadcast(scaleX), q = y * W.Broadcast(scaleY), sum = p + q;
            W t = W.Select(W.Equal(sum, W.Zero), W.Zero, (p - q) / sum);
            W value = W.Log1P(-(t * t)) + t * (W.Log1P(t) - W.Log1P(-t));
            // Where one probability is 0 the limit is 2 ln 2.
            value = W.Select(W.Equal(W.Abs(t), W.Constant(1.0)), W.Broadcast(2 * 0.69314718055994530942), value);
            first = W.Fma(sum * W.Constant(0.5), value, first);
        }
    }
}
