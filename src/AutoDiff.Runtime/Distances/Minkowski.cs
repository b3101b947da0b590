using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Distances;

/// <summary>(sum |x - y|^p)^(1/p). The differences are divided by the largest first, so that no power overflows.</summary>
public readonly record struct Minkowski : IDistance
{
    /// <param name="power">p, at least 1: below, the triangle inequality fails. Infinity is <see cref="Chebyshev"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">p is below 1 or NaN.</exception>
    public Minkowski(double power) => Power = power >= 1 ? power
        : throw new ArgumentOutOfRangeException(nameof(power), power, "The power of a Minkowski distance is at least 1.");

    public double Power { get; }

    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = PairSums.Maximum(x, y, default(Chebyshev.Largest));
        if (largest == 0 || !double.IsFinite(largest) || double.IsPositiveInfinity(Power)) return largest;
        return largest * Math.Pow(PairSums.Sum(x, y, new Powers(largest, Power)).First, 1 / Power);
    }

    private readonly struct Powers(double largest, double power) : IPairSum
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<W>(W x, W y, ref W first, ref W second)
            where W : struct, ISimdBits<W, double>
            => first += W.Pow(W.Abs(x - y) / W.Broadcast(largest), W.Broadcast(power));
    }
}
