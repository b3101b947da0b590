using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Distances;

/// <summary>sum |x - y| / (|x| + |y|); elements that are 0 in both add nothing.</summary>
public readonly record struct Canberra : IDistance
{
    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => PairSums.Sum(x, y, default(Sum)).First;

    private readonly struct Sum : IPairSum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<W>(W x, W y, ref W first, ref W second)
            where W : struct, ISimdBits<W, double>
        {
            W size = W.Abs(x) + W.Abs(y);
            first += W.Select(W.Equal(size, W.Zero), W.Zero, W.Abs(x - y) / size);
        }
    }
}
