using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>
/// log and log1p: x = 2^e m with m from sqrt(1/2) to sqrt(2), log x = e ln 2 + log1p(m - 1).
/// </summary>
/// <remarks>
/// Coefficients: minimax fits (Remez exchange), in f = m - 1 for float, and for double in s = f / (2 + f),
/// where log1p(f) = 2 artanh(s) = f - (f^2/2 - s (f^2/2 + s^2 R(s^2))).
/// </remarks>
internal static class Logarithm
{
    [MethodImpl(AggressiveInlining)]
    public static V Log<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V m = Mantissa<V, T>(x, out V e);
        V result = LogOf<V, T>(m - V.Constant(1), e);
        return Special<V, T>(x, result);
    }

    /// <summary>log(1 + x), with the rounding error of 1 + x put back.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log1P<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = V.Constant(1);
        V sum = one + x;
        V lost = V.Select(V.GreaterThan(x, one), one - (sum - x), x - (sum - one));
        V result = Special<V, T>(sum, LogOfSum<V, T>(sum, lost));
        return V.Or(result, V.And(x, V.Broadcast(T.NegativeZero)));
    }

    /// <summary>log(1 + x) for x from 0 to 1.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log1POfUnit<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = V.Constant(1);
        V sum = one + x;
        return LogOfSum<V, T>(sum, x - (sum - one));
    }

    /// <summary>x = 2^e m, m from sqrt(1/2) to sqrt(2), for positive finite x, subnormal numbers included.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Mantissa<V, T>(V x, out V e) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V subnormal = V.LessThan(x, V.Constant(1.17549435e-38f, 2.2250738585072014e-308));
        V normal = V.Select(subnormal, x * V.Constant(16777216f, 18014398509481984.0), x);
        V m = MantissaOfNormal<V, T>(normal, out e);
        e -= V.And(subnormal, V.Constant(24f, 54.0));
        return m;
    }

    [MethodImpl(AggressiveInlining)]
    private static V MantissaOfNormal<V, T>(V x, out V e) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Subtracting the bits of sqrt(1/2), biased, leaves e + bias in the exponent field; 2^23 (2^52) turns it into a number.
        V bits = V.SubtractBits(x, V.Pattern(0xFFB504F3, 0xFFF6A09E667F3BCD));
        e = V.Or(V.ShiftRight(bits, 23, 52), V.Constant(8388608f, 4503599627370496.0)) - V.Constant(8388608f + 127f, 4503599627370496.0 + 1023.0);
        return V.AddBits(V.And(bits, V.Pattern(0x007FFFFF, 0x000FFFFFFFFFFFFF)), V.Pattern(0x3F3504F3, 0x3FE6A09E667F3BCD));
    }

    [MethodImpl(AggressiveInlining)]
    private static V LogOfSum<V, T>(V sum, V lost) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V m = MantissaOfNormal<V, T>(sum, out V e);
        return LogOf<V, T>(V.Fma(lost, PowerOfTwo.At<V, T>(-e), m - V.Constant(1)), e);
    }

    /// <summary>0 gives -infinity, negative numbers NaN; infinity and NaN give themselves.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Special<V, T>(V x, V result) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V edge = V.Select(V.Equal(x, V.Zero), V.Broadcast(T.NegativeInfinity), V.Broadcast(T.NaN));
        result = V.Select(V.Equal(x, V.Broadcast(T.PositiveInfinity)), x, result);
        return V.Select(V.GreaterThan(x, V.Zero), result, edge);
    }

    /// <summary>e ln 2 + log1p(f).</summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogOf<V, T>(V f, V e) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V high = V.Constant(0.693147182f, 0.6931471805599453), low = V.Constant(-1.90465421e-9f, 2.3190468138462996e-17);
        V halfSquare = f * f * V.Constant(0.5);
        V tail;
        if (typeof(T) == typeof(float))
        {
            tail = V.Fma(f * f * f, Cubic<V, T>(f), e * low) - halfSquare;
        }
        else
        {
            V s = f / (V.Constant(2) + f);
            V z = s * s;
            V correction = V.Fma(s, V.Fma(z, Artanh<V, T>(z), halfSquare), e * low);
            tail = correction - halfSquare;
        }

        return V.Fma(e, high, f + tail);
    }

    /// <summary>(log1p(f) - f + f^2/2) / f^3, error below 2^-29 relative to log1p.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Cubic<V, T>(V f) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V p = V.Constant(0.071974501);
        p = V.Fma(p, f, V.Constant(-0.119450644));
        p = V.Fma(p, f, V.Constant(0.118500218));
        p = V.Fma(p, f, V.Constant(-0.123681985));
        p = V.Fma(p, f, V.Constant(0.142195851));
        p = V.Fma(p, f, V.Constant(-0.166692898));
        p = V.Fma(p, f, V.Constant(0.200021178));
        p = V.Fma(p, f, V.Constant(-0.250000089));
        p = V.Fma(p, f, V.Constant(0.333333135));
        return p;
    }

    /// <summary>2 (artanh(s) - s) / s^3 in z = s^2, error below 2^-59 relative to artanh.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Artanh<V, T>(V z) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V p = V.Constant(0.14795629104030547);
        p = V.Fma(p, z, V.Constant(0.15314085238708397));
        p = V.Fma(p, z, V.Constant(0.18183562836985048));
        p = V.Fma(p, z, V.Constant(0.22222198605298993));
        p = V.Fma(p, z, V.Constant(0.2857142874202624));
        p = V.Fma(p, z, V.Constant(0.39999999999416647));
        p = V.Fma(p, z, V.Constant(0.6666666666666734));
        return p;
    }
}
