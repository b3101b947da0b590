using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Distances;

/// <summary>sum |x - y|, also called city block.</summary>
public readonly record struct Manhattan : IDistance
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
            => first += W.Abs(x - y);
    }
}
