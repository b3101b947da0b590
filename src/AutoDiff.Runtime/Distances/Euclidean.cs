using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Distances;

/// <summary>sqrt(sum (x - y)^2). Neither overflows nor vanishes unless the result does.</summary>
public readonly record struct Euclidean : IDistance
{
    // Beyond these the squares may have left the range of normal numbers.
    private const double Least = 1e-290, Most = 1e300;

    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double squares = PairSums.Sum(x, y, default(SquaredEuclidean.Sum)).First;
        if (squares is >= Least and <= Most || double.IsNaN(squares)) return Math.Sqrt(squares);
        double largest = PairSums.Maximum(x, y, default(Chebyshev.Largest));
        if (largest == 0 || !double.IsFinite(largest)) return largest;
        // A power of two, so that scaling rounds nothing.
        double scale = Math.ScaleB(1, Math.Clamp(-Math.ILogB(largest), -1000, 1000));
        return Math.Sqrt(PairSums.Sum(x, y, new Scaled(scale)).First) / scale;
    }

    /// <summary>Squares of scaled differences.</summary>
    private readonly struct Scaled(double factor) : IPairSum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<W>(W x, W y, ref W first, ref W second)
            where W : struct, ISimdBits<W, double>
        {
            W difference = (x - y) * W.Broadcast(factor);
            first = W.Fma(difference, difference, first);
        }
    }
}
