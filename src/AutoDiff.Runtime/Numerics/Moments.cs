using System.Numerics;

namespace AutoDiff;

/// <summary>
/// Count, mean and sum of squared deviations of numbers seen so far, in double. Blocks are measured from a pivot and then merged
/// (Chan, Golub and LeVeque, 1983), so an offset common to all numbers costs no digits, and equal numbers have a variance of exactly 0.
/// </summary>
public readonly record struct Moments(long Count, double Mean, double SumOfSquaredDeviations)
{
    /// <summary>The moments of these numbers; relative error of the variance about 1e-15 times (1 + mean^2 / variance)^(1/2).</summary>
    public static Moments Of<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Moments moments = default;
        for (; !x.IsEmpty; x = x[Math.Min(Reductions.BlockLength, x.Length)..])
            moments = Merge(moments, OfBlock(x[..Math.Min(Reductions.BlockLength, x.Length)]));
        return moments;
    }

    /// <summary>The moments of both sets of numbers together; merging in another order may change the last digits.</summary>
    public static Moments Merge(Moments a, Moments b)
    {
        if (a.Count == 0) return b;
        if (b.Count == 0) return a;
        long count = a.Count + b.Count;
        double difference = b.Mean - a.Mean, share = (double)b.Count / count;
        return new Moments(count, a.Mean + difference * share, a.SumOfSquaredDeviations + b.SumOfSquaredDeviations + difference * difference * share * a.Count);
    }

    /// <summary>Sum of squared deviations divided by count - correction.</summary>
    /// <exception cref="ArgumentException">There are no more numbers than the correction.</exception>
    public double Variance(int correction = 0) =>
        Count > correction && Count > 0 ? SumOfSquaredDeviations / (Count - correction)
            : throw new ArgumentException($"The variance of {Count} elements with correction {correction} is not defined; it needs more elements than the correction.", nameof(correction));

    // The first element as pivot makes the mean of equal numbers exact; deviations are then taken from that mean,
    // and the square of their own small sum removes what rounding left in it.
    private static Moments OfBlock<T>(ReadOnlySpan<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double pivot = double.CreateTruncating(x[0]), shift = 0;
        foreach (T value in x) shift += double.CreateTruncating(value) - pivot;
        double mean = pivot + shift / x.Length, sum = 0, squares = 0;
        foreach (T value in x)
        {
            double deviation = double.CreateTruncating(value) - mean;
            sum += deviation;
            squares += deviation * deviation;
        }
        return new Moments(x.Length, mean, Math.Max(0, squares - sum * sum / x.Length));
    }
}
