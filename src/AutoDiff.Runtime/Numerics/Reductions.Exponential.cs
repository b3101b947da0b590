using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class Reductions
{
    /// <summary>
    /// log(sum(exp(x))) as max + log(sum(exp(x - max))): no overflow, and within a few ulp of max + log n. -infinity of no elements or if all are -infinity;
    /// +infinity if one is; NaN if one is.
    /// </summary>
    public static T LogSumExp<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.IsEmpty) return T.NegativeInfinity;
        T max = Max(x);
        return T.IsFinite(max) ? max + T.CreateTruncating(Math.Log(WideSumOfExponentials(x, max))) : max;
    }

    /// <summary>
    /// exp(x - max) / sum(exp(x - max)); within 4 ulp of the exact quotient for the differences as rounded. Where some elements are +infinity they share 1 equally;
    /// where all are -infinity the result is 0, as the gradient of <see cref="LogSumExp"/> is. The destination may be x itself.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void Softmax<T>(ReadOnlySpan<T> x, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSameLength(x, destination);
        if (x.IsEmpty) return;
        T max = Max(x);
        if (T.IsInfinity(max))
        {
            ShareOfInfinities(x, max, destination);
            return;
        }
        TensorPrimitives.Subtract(x, max, destination);
        TensorPrimitives.Exp(destination, destination);
        TensorPrimitives.Divide(destination, Sum<T>(destination), destination);
    }

    /// <summary>
    /// (x - max) - log(sum(exp(x - max))), which does not lose the digits of large x; the logarithm of <see cref="Softmax"/> also where elements are infinite.
    /// The destination may be x itself.
    /// </summary>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static void LogSoftmax<T>(ReadOnlySpan<T> x, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        RequireSameLength(x, destination);
        if (x.IsEmpty) return;
        T max = Max(x);
        if (T.IsInfinity(max))
        {
            ShareOfInfinities(x, max, destination);
            TensorPrimitives.Log(destination, destination);
            return;
        }
        T logSum = T.CreateTruncating(Math.Log(WideSumOfExponentials(x, max)));
        TensorPrimitives.Subtract(x, max, destination);
        TensorPrimitives.Subtract(destination, logSum, destination);
    }

    private static double WideSumOfExponentials<T>(ReadOnlySpan<T> x, T max) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Span<T> exponentials = stackalloc T[Math.Min(BlockLength, x.Length)];
        double total = 0;
        while (!x.IsEmpty)
        {
            var block = exponentials[..Math.Min(BlockLength, x.Length)];
            TensorPrimitives.Subtract(x[..block.Length], max, block);
            TensorPrimitives.Exp(block, block);
            total += Block<T>(block);
            x = x[block.Length..];
        }
        return total;
    }

    private static void ShareOfInfinities<T>(ReadOnlySpan<T> x, T max, Span<T> destination) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = 0;
        foreach (T value in x) count += T.IsPositiveInfinity(value) ? 1 : 0;
        T share = count == 0 ? T.Zero : T.One / T.CreateTruncating(count);
        for (int i = 0; i < x.Length; i++) destination[i] = x[i] == max ? share : T.Zero;
    }

    private static void RequireSameLength<T>(ReadOnlySpan<T> x, Span<T> destination)
    {
        if (destination.Length != x.Length) throw new ArgumentException($"The destination has {destination.Length} elements and x has {x.Length}.", nameof(destination));
    }
}
