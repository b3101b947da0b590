using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>
/// log and log1p: x = 2^e m with m from 3/4 to 3/2, log x = e ln 2 + log1p(f), f = m - 1.
/// With s = f / (2 + f), log1p(f) = 2 artanh(s) = f - (f^2/2 - s (f^2/2 + s^2 R(s^2))), where f stays exact.
/// </summary>
internal static class Logarithm
{
    [MethodImpl(AggressiveInlining)]
    public static V Log<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V m = V.Mantissa(x, out V e);
        return Special<V, T>(x, LogOf<V, T>(m - V.Constant(1), e));
    }

    /// <summary>log(1 + x), with the rounding error of 1 + x put back.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log1P<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = V.Constant(1);
        V sum = one + x;
        V lost = V.SelectLess(one, x, one - (sum - x), x - (sum - one));
        V m = V.Mantissa(sum, out V e);
        V f = V.Fma(lost, PowerOfTwo.Inverse<V, T>(V.AtMost(e, V.Constant(100f, 1000.0))), m - one);
        V result = Special<V, T>(sum, LogOf<V, T>(f, e));

        // x itself next to 0: keeps the sign of -0.
        return V.SelectLess(V.Abs(x), V.Constant(1e-10f, 1e-20), x, result);
    }

    /// <summary>log(1 + x) for x from 0 to 1.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log1POfUnit<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // From 1/2 on the mantissa is (1 + x)/2; both forms of m - 1 are exact.
        V half = V.Constant(0.5);
        V f = V.SelectLess(x, half, x, V.Fma(x, half, -half));
        V e = V.SelectLess(x, half, V.Zero, V.Constant(1));
        return LogOf<V, T>(f, e);
    }

    /// <summary>0 gives -infinity, negative numbers NaN; infinity and NaN give themselves.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Special<V, T>(V x, V result) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V infinity = V.Broadcast(T.PositiveInfinity);
        V edge = V.SelectEqual(x, V.Zero, V.Broadcast(T.NegativeInfinity), V.Broadcast(T.NaN));
        result = V.SelectEqual(x, infinity, infinity, result);
        return V.SelectLess(V.Zero, x, result, edge);
    }

    /// <summary>e ln 2 + log1p(f), f from -1/4 to 1/2.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V LogOf<V, T>(V f, V e) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V s = f / (V.Constant(2) + f);
        V z = s * s;
        V halfSquare = f * f * V.Constant(0.5);
        V correction = V.Fma(s, V.Fma(z, Artanh<V, T>(z), halfSquare), e * V.Constant(-1.90465421e-9f, 2.3190468138462996e-17));
        return V.Fma(e, V.Constant(0.693147182f, 0.6931471805599453), f + (correction - halfSquare));
    }

    /// <summary>R(z) = 2 (artanh(s) - s) / s^3 in z = s^2 up to 1/25, error below 2^-28 (float), 2^-62 (double) of artanh.</summary>
    /// <remarks>Minimax fit (Remez exchange).</remarks>
    [MethodImpl(AggressiveInlining)]
    private static V Artanh<V, T>(V z) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            V p = V.Constant(0.303637505f);
            p = V.Horner(p, z, 0.399576783f);
            p = V.Horner(p, z, 0.666669488f);
            return p;
        }
        else
        {
            V z2 = z * z;
            V even = V.Constant(0.131736803224482);
            even = V.Horner(even, z2, 0.18181666005786096);
            even = V.Horner(even, z2, 0.28571428555842127);
            even = V.Horner(even, z2, 0.666666666666666);
            V odd = V.Constant(0.13842471120292552);
            odd = V.Horner(odd, z2, 0.1539110736609985);
            odd = V.Horner(odd, z2, 0.22222224294541915);
            odd = V.Horner(odd, z2, 0.4000000000005664);
            return V.Fma(odd, z, even);
        }
    }
}
