using System.Numerics;

namespace AutoDiff.Tests.SimdTests;

/// <summary>Numbers that show errors: the special ones, every binade, and the ranges where functions change.</summary>
internal static class Samples
{
    public static T[] Special<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T[] positive =
        [
            T.Zero, T.Epsilon, T.Epsilon * T.CreateChecked(3), T.One / T.MaxValue, T.CreateTruncating(1e-30), T.CreateTruncating(1e-10),
            T.CreateTruncating(0.25), T.CreateTruncating(0.5), T.BitDecrement(T.One), T.One, T.BitIncrement(T.One), T.CreateTruncating(1.5),
            T.CreateTruncating(2), T.CreateTruncating(2.5), T.CreateTruncating(3), T.CreateTruncating(4), T.CreateTruncating(7), T.Pi,
            T.CreateTruncating(88.7), T.CreateTruncating(104), T.CreateTruncating(709.7), T.CreateTruncating(745.2), T.CreateTruncating(8388607.5),
            T.CreateTruncating(16777215), T.CreateTruncating(1e15), T.CreateTruncating(1e30), T.MaxValue, T.PositiveInfinity, T.NaN,
        ];
        return [.. positive, .. positive.Select(x => -x)];
    }

    /// <summary>Special numbers, then random bit patterns and random moderate numbers.</summary>
    public static T[] Mixed<T>(int count, int seed) where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        var random = new Random(seed);
        T[] special = Special<T>();
        return [.. special, .. Enumerable.Range(0, count - special.Length).Select(k => k % 3 == 0
            ? typeof(T) == typeof(float)
                ? T.CreateTruncating(BitConverter.Int32BitsToSingle((int)random.NextInt64()))
                : T.CreateTruncating(BitConverter.Int64BitsToDouble(random.NextInt64() ^ (random.NextInt64() << 1)))
            : T.CreateTruncating((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-3, 4))))];
    }

    /// <summary>All pairs of special numbers.</summary>
    public static (T[] X, T[] Y) Pairs<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T[] special = Special<T>();
        return ([.. special.SelectMany(x => special.Select(_ => x))], [.. special.SelectMany(_ => special)]);
    }

    /// <summary>Distance between a result and the exact value high + low, in units in the last place of the exact value.</summary>
    public static double UlpError(double result, double high, double low)
    {
        if (result.Equals(high) || (double.IsNaN(result) && double.IsNaN(high)))
            return Math.Abs(low) == 0 ? 0 : Math.Abs(low) / Ulp(high);
        if (double.IsNaN(result) || double.IsNaN(high) || double.IsInfinity(result) || double.IsInfinity(high))
            return double.PositiveInfinity;
        return Math.Abs((result - high) - low) / Ulp(high);
    }

    /// <summary>The same for a float result against a double value.</summary>
    public static double UlpErrorOfSingle(float result, double value)
    {
        float nearest = (float)value;
        if (result.Equals(nearest) && (float.IsNaN(result) || float.IsInfinity(result)))
            return 0;
        if (float.IsInfinity(result) && Math.Abs(value) > float.MaxValue * (1 - 2e-7))
            return 0;
        if (!float.IsFinite(result) || !float.IsFinite(nearest))
            return float.IsInfinity(nearest) && Math.Abs(result) >= float.MaxValue ? 1 : double.PositiveInfinity;
        double unit = Math.Max(float.Epsilon, value == 0 ? 0 : Math.ScaleB(1, Math.ILogB(value) - 23));
        return Math.Abs(result - value) / unit;
    }

    public static bool SameBits<T>(T a, T b) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.IsNaN(a) ? T.IsNaN(b) : a == b && T.IsNegative(a) == T.IsNegative(b);

    private static double Ulp(double value) =>
        Math.Max(double.Epsilon, value == 0 ? 0 : Math.ScaleB(1, Math.Max(Math.ILogB(value) - 52, -1074)));
}
