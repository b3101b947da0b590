using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>Powers of two and mantissas, read and written in the exponent field.</summary>
internal static class PowerOfTwo
{
    // 1.5 * 2^23 (2^52) moves a whole number into the low bits; the exponent's bias goes with it.
    private const float Single = 12582912f + 127f;
    private const double Double = 6755399441055744.0 + 1023.0;

    /// <summary>2^n for whole n from -126 to 127 (float), -1022 to 1023 (double). NaN gives an arbitrary number.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V At<V, T>(V n) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.ShiftLeft(n + V.Constant(Single, Double), 23, 52);

    /// <summary>2^-n.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Inverse<V, T>(V n) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.ShiftLeft(V.Constant(Single, Double) - n, 23, 52);

    /// <summary>x * 2^n in two steps, of which only the second can round.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Scale<V, T>(V x, V n) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V half = V.Round(n * V.Constant(0.5));
        return x * At<V, T>(half) * At<V, T>(n - half);
    }

    /// <summary>m from 3/4 to 3/2 with x = 2^e m, for positive finite x, subnormal numbers included.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Mantissa<V, T>(V x, out V e) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V subnormal = V.LessThan(x, V.Constant(1.17549435e-38f, 2.2250738585072014e-308));
        V normal = V.Select(subnormal, x * V.Constant(16777216f, 18014398509481984.0), x);

        // Subtracting the bits of 3/4, biased, leaves e + bias in the exponent field; 2^23 (2^52) turns it into a number.
        V bits = V.SubtractBits(normal, V.Pattern(0xFFC00000, 0xFFF8000000000000));
        e = V.Or(V.ShiftRight(bits, 23, 52), V.Constant(8388608f, 4503599627370496.0));
        e -= V.Constant(8388608f + 127f, 4503599627370496.0 + 1023.0);
        e -= V.And(subnormal, V.Constant(24f, 54.0));
        return V.AddBits(V.And(bits, V.Pattern(0x007FFFFF, 0x000FFFFFFFFFFFFF)), V.Pattern(0x3F400000, 0x3FE8000000000000));
    }
}
