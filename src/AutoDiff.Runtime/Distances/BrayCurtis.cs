using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Distances;

/// <summary>sum |x - y| / sum |x + y|; 0 for two vectors of zeros.</summary>
public readonly record struct BrayCurtis : IDistance
{
    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (differences, sums) = PairSums.Sum(x, y, default(Sum));
        return differences == 0 ? 0 : differences / sums;
    }

    private readonly struct Sum : IPairSum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<W>(W x, W y, ref W first, ref W second)
            where W : struct, ISimdBits<W, double>
        {
            first += W.Abs(x - y);
            second += W.Abs(x + y);
        }
    }
}
