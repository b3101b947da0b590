using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Distances;

/// <summary>1 - x.y / (|x| |y|), computed as |x/|x| - y/|y||^2 / 2: nearly parallel vectors lose no digits.</summary>
public readonly record struct Cosine : IDistance
{
    /// <exception cref="ArgumentException">A vector is 0 and has no direction.</exception>
    /// <inheritdoc/>
    public double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Between(x, y, 0, 0, "is 0 everywhere and has no direction");

    /// <summary>The same after a number was subtracted from each vector.</summary>
    internal static double Between<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, double centerX, double centerY, string zero)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (squaresX, squaresY) = PairSums.Sum(x, y, new Squares(centerX, centerY));
        if (squaresX == 0 || squaresY == 0) throw new ArgumentException($"The {(squaresX == 0 ? "first" : "second")} vector {zero}.");
        return PairSums.Sum(x, y, new Directions(centerX, centerY, 1 / Math.Sqrt(squaresX), 1 / Math.Sqrt(squaresY))).First / 2;
    }

    private readonly struct Squares(double centerX, double centerY) : IPairSum
    {
        public (double X, double Y) Padding => (centerX, centerY);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<W>(W x, W y, ref W first, ref W second)
            where W : struct, ISimdBits<W, double>
        {
            x -= W.Broadcast(centerX);
            y -= W.Broadcast(centerY);
            first = W.Fma(x, x, first);
            second = W.Fma(y, y, second);
        }
    }

    private readonly struct Directions(double centerX, double centerY, double scaleX, double scaleY) : IPairSum
    {
        public (double X, double Y) Padding => (centerX, centerY);

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Add<W>(W x, W y, ref W first, ref W second)
            where W : struct, ISimdBits<W, double>
        {
            W difference = (x - W.Broadcast(centerX)) * W.Broadcast(scaleX) - (y - W.Broadcast(centerY)) * W.Broadcast(scaleY);
            first = W.Fma(difference, difference, first);
        }
    }
}
