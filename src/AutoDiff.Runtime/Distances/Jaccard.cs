using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Distances;

/// <summary>Of the elements that are not 0 in one of the vectors, the share that is 0 in the other; 0 for two vectors of zeros.</summary>
public readonly record struct Jaccard : IDistance
{
    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (differ, any) = PairSums.Sum(x, y, default(Sum));
        return any == 0 ? 0 : differ / any;
    }

    private readonly struct Sum : IPairSum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<W>(W x, W y, ref W first, ref W second)
            where W : struct, ISimdBits<W, double>
        {
            W inX = W.NotEqual(x, W.Zero), inY = W.NotEqual(y, W.Zero), either = W.Or(inX, inY);
            first += W.MaskToReal(W.And(either, W.Not(W.And(inX, inY))));
            second += W.MaskToReal(either);
        }
    }
}
