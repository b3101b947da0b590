using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Distances;

/// <summary>The share of the elements that differ; 0 for empty vectors.</summary>
public readonly record struct Hamming : IDistance
{
    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => x.Length == 0 && y.Length == 0 ? 0 : PairSums.Sum(x, y, default(Sum)).First / x.Length;

    private readonly struct Sum : IPairSum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<W>(W x, W y, ref W first, ref W second)
            where W : struct, ISimdBits<W, double>
            => first += W.MaskToReal(W.NotEqual(x, y));
    }
}
