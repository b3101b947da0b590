using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff;

/// <summary>Merges the totals that the parts of a kernel left, in the order of the parts.</summary>
public static class Partials
{
    /// <summary>The sum of one total from each part.</summary>
    public static T Sum<T>(Tensor<double> totals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (double total in totals.Span) sum += total;
        return T.CreateTruncating(sum);
    }

    public static T Product<T>(Tensor<double> totals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double product = 1;
        foreach (double total in totals.Span) product *= total;
        return T.CreateTruncating(product);
    }

    /// <summary>The largest total; NaN if one is NaN.</summary>
    public static T Max<T>(Tensor<double> totals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double max = double.NegativeInfinity;
        foreach (double total in totals.Span) max = double.Max(max, total);
        return T.CreateTruncating(max);
    }

    /// <summary>The smallest total; NaN if one is NaN.</summary>
    public static T Min<T>(Tensor<double> totals)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double min = double.PositiveInfinity;
        foreach (double total in totals.Span) min = double.Min(min, total);
        return T.CreateTruncating(min);
    }

    /// <summary>destination[i] = sum over parts p of totals[p, i].</summary>
    public static void Sum<T>(Tensor<double> totals, Tensor<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Merge<T, Adding>(totals, destination);

    /// <inheritdoc cref="Sum{T}(Tensor{double}, Tensor{T})"/>
    public static void Product<T>(Tensor<double> totals, Tensor<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Merge<T, Multiplying>(totals, destination);

    /// <summary>destination[i] = the largest totals[p, i].</summary>
    public static void Max<T>(Tensor<double> totals, Tensor<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Merge<T, Largest>(totals, destination);

    /// <summary>destination[i] = the smallest totals[p, i].</summary>
    public static void Min<T>(Tensor<double> totals, Tensor<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Merge<T, Smallest>(totals, destination);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Merge<T, TRule>(Tensor<double> totals, Tensor<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TRule : struct, IRule
    {
        var target = destination.Span;
        int parts = totals.Shape[0], size = target.Length;
        ref double total = ref totals.Origin;
        for (int i = 0; i < size; i++)
        {
            double merged = Unsafe.Add(ref total, i);
            for (int p = 1; p < parts; p++) merged = TRule.Of(merged, Unsafe.Add(ref total, (nint)p * size + i));
            target[i] = T.CreateTruncating(merged);
        }
    }

    private interface IRule
    {
        static abstract double Of(double a, double b);
    }

    private struct Adding : IRule
    {
        public static double Of(double a, double b) => a + b;
    }

    private struct Multiplying : IRule
    {
        public static double Of(double a, double b) => a * b;
    }

    private struct Largest : IRule
    {
        public static double Of(double a, double b) => double.Max(a, b);
    }

    private struct Smallest : IRule
    {
        public static double Of(double a, double b) => double.Min(a, b);
    }
}
