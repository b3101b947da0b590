using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Distances;

/// <summary>sum (x - y)^2.</summary>
public readonly record struct SquaredEuclidean : IDistance
{
    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => PairSums.Sum(x, y, default(Sum)).First;

    internal readonly struct Sum : IPairSum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<W>(W x, W y, ref W first, ref W second)
            where W : struct, ISimdBits<W, double>
        {
            W difference = x - y;
            first = W.Fma(difference, difference, first);
        }
    }
}
