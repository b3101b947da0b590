using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Reductions
{
    // Between these a sum of squares of doubles has neither overflowed nor lost terms that count to underflow.
    private const double SafeSmallest = 1e-280, SafeLargest = 1e300;

    /// <summary>
    /// The Euclidean norm sqrt(sum(x^2)), without overflow or underflow on the way; 0 of no elements, infinity if an element is infinite and none is NaN.
    /// Accuracy as <see cref="Sum"/>.
    /// </summary>
    public static T Norm<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double squares = WideSumOfSquares(x, 1);
        if (squares is >= SafeSmallest and <= SafeLargest || x.IsEmpty || double.IsNaN(squares)) return T.CreateTruncating(Math.Sqrt(squares));
        double largest = double.CreateTruncating(T.Abs(TensorPrimitives.MaxMagnitude(x)));
        if (largest == 0 || double.IsInfinity(largest)) return T.CreateTruncating(largest);
        // A power of two scales without rounding; capped, because the reciprocal of a subnormal number overflows.
        double scale = Math.ScaleB(1, Math.Min(1000, -Math.ILogB(largest)));
        return T.CreateTruncating(Math.Sqrt(WideSumOfSquares(x, scale)) / scale);
    }

    private static double WideSumOfSquares<T>(ReadOnlySpan<T> x, double scale) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double total = 0;
        while (!x.IsEmpty)
        {
            // Four independent sums a block, added pairwise.
            double a = 0, b = 0, c = 0, d = 0;
            var block = x[..Math.Min(BlockLength, x.Length)];
            int i = 0;
            for (; i <= block.Length - 4; i += 4)
            {
                double p = double.CreateTruncating(block[i]) * scale, q = double.CreateTruncating(block[i + 1]) * scale;
                double r = double.CreateTruncating(block[i + 2]) * scale, s = double.CreateTruncating(block[i + 3]) * scale;
                a += p * p;
                b += q * q;
                c += r * r;
                d += s * s;
            }
            for (; i < block.Length; i++)
            {
                double p = double.CreateTruncating(block[i]) * scale;
                a += p * p;
            }
            total += a + b + (c + d);
            x = x[block.Length..];
        }
        return total;
    }
}
