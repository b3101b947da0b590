using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>Sums over vectors of variables, in double.</summary>
internal static class InnerProducts
{
    public static double Dot<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double even = 0, odd = 0;
        int i = 0;
        for (; i < a.Length - 1; i += 2)
        {
            even = Math.FusedMultiplyAdd(double.CreateTruncating(a[i]), double.CreateTruncating(b[i]), even);
            odd = Math.FusedMultiplyAdd(double.CreateTruncating(a[i + 1]), double.CreateTruncating(b[i + 1]), odd);
        }
        if (i < a.Length) even = Math.FusedMultiplyAdd(double.CreateTruncating(a[i]), double.CreateTruncating(b[i]), even);
        return even + odd;
    }

    public static double SumOfMagnitudes<T>(ReadOnlySpan<T> a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (var x in a) sum += Math.Abs(double.CreateTruncating(x));
        return sum;
    }

    /// <summary>Largest magnitude; NaN where there is one.</summary>
    public static double LargestMagnitude<T>(ReadOnlySpan<T> a)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double largest = 0;
        foreach (var x in a) largest = Math.Max(largest, Math.Abs(double.CreateTruncating(x)));
        return largest;
    }
}
