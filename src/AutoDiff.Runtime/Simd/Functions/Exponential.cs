using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>
/// exp and expm1: x = n ln 2 + r with |r| at most ln(2)/2, a polynomial for exp(r) - 1, and 2^n by its exponent field.
/// </summary>
/// <remarks>Coefficients: minimax fits (Remez exchange) of (exp(r) - 1 - r) / r^2, rounded one after the other.</remarks>
internal static class Exponential
{
    [MethodImpl(AggressiveInlining)]
    public static V Exp<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Beyond these limits the result is 0 or infinity, which Scale gives; NaN passes through.
        x = V.AtMost(x, V.Constant(89f, 710.0));
        return ExpOfAtMost<V, T>(x);
    }

    /// <summary>exp(x) for x that does not overflow.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ExpOfAtMost<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        x = V.AtLeast(x, V.Constant(-104f, -746.0));
        V n = Multiple<V, T>(x);
        V r = Remainder<V, T>(x, n);
        return V.Scale(ExpOfRemainder<V, T>(r), n);
    }

    [MethodImpl(AggressiveInlining)]
    public static V ExpM1<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V limited = V.AtLeast(V.AtMost(x, V.Constant(89f, 710.0)), V.Constant(-25f, -50.0));
        V n = Multiple<V, T>(limited);
        V r = Remainder<V, T>(limited, n);
        V p = ExpM1OfRemainder<V, T>(r);

        // 2^n p + (2^n - 1), halved because 2^n itself may overflow.
        V half = PowerOfTwo.At<V, T>(n - V.Constant(1));
        V result = V.Fma(p, half, half - V.Constant(0.5));
        result += result;

        // The halving would round subnormal numbers, and lose the sign of -0.
        return V.SelectLess(V.Abs(x), V.Constant(1e-9f, 1e-18), x, result);
    }

    /// <summary>expm1(x) for x from 0 to 80.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ExpM1OfPositive<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V n = Multiple<V, T>(x);
        V r = Remainder<V, T>(x, n);
        V power = PowerOfTwo.At<V, T>(n);
        return V.Fma(ExpM1OfRemainder<V, T>(r), power, power - V.Constant(1));
    }

    /// <summary>The whole number nearest to x / ln 2.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Multiple<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Round(x * V.Constant(1.44269504f, 1.4426950408889634));

    /// <summary>x - n ln 2. The first step is exact because x and n ln 2 nearly cancel.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Remainder<V, T>(V x, V n) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V r = V.Fma(n, V.Constant(-0.693147182f, -0.6931471805599453), x);
        return V.Fma(n, V.Constant(1.90465421e-9f, -2.3190468138462996e-17), r);
    }

    /// <summary>exp(r) = 1 + (r + r^2 q(r)).</summary>
    [MethodImpl(AggressiveInlining)]
    private static V ExpOfRemainder<V, T>(V r) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V p = V.Fma(Quadratic<V, T>(r), r, V.Constant(1));
        return V.Horner(p, r, 1);
    }

    [MethodImpl(AggressiveInlining)]
    private static V ExpM1OfRemainder<V, T>(V r) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        V.Fma(QuadraticOfDifference<V, T>(r), r * r, r);

    /// <summary>q(r) = 1/2 + r/6 + ... with error below 2^-28 (float), 2^-57 (double) relative to exp.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Quadratic<V, T>(V r) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            V p = V.Constant(0.00138403906f);
            p = V.Horner(p, r, 0.00836934894f);
            p = V.Horner(p, r, 0.0416680835f);
            p = V.Horner(p, r, 0.166665152f);
            p = V.Horner(p, r, 0.49999994f);
            return p;
        }
        else
        {
            V r2 = r * r;
            V even = V.Constant(2.7631044372204824e-07);
            even = V.Horner(even, r2, 2.480149107098828e-05);
            even = V.Horner(even, r2, 0.0013888888945354828);
            even = V.Horner(even, r2, 0.04166666666652469);
            even = V.Horner(even, r2, 0.5000000000000011);
            V odd = V.Constant(2.4975941998376684e-08);
            odd = V.Horner(odd, r2, 2.7557661234161502e-06);
            odd = V.Horner(odd, r2, 0.00019841269424678568);
            odd = V.Horner(odd, r2, 0.008333333333531137);
            odd = V.Horner(odd, r2, 0.16666666666666358);
            return V.Fma(odd, r, even);
        }
    }

    /// <summary>q(r) with error below 2^-28 (float), 2^-60 (double) relative to exp(r) - 1.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V QuadraticOfDifference<V, T>(V r) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            V r2 = r * r;
            V even = V.Constant(0.00139408209f);
            even = V.Horner(even, r2, 0.0416663587f);
            even = V.Horner(even, r2, 0.5f);
            V odd = V.Constant(0.000198459151f);
            odd = V.Horner(odd, r2, 0.00833338965f);
            odd = V.Horner(odd, r2, 0.166666657f);
            return V.Fma(odd, r, even);
        }
        else
        {
            V r2 = r * r;
            V even = V.Constant(2.0962590200368854e-09);
            even = V.Horner(even, r2, 2.7557137444607956e-07);
            even = V.Horner(even, r2, 2.4801587452424262e-05);
            even = V.Horner(even, r2, 0.0013888888888840848);
            even = V.Horner(even, r2, 0.04166666666666671);
            even = V.Horner(even, r2, 0.5);
            V odd = V.Constant(2.510909068893028e-08);
            odd = V.Horner(odd, r2, 2.7557244071168476e-06);
            odd = V.Horner(odd, r2, 0.00019841269886315818);
            odd = V.Horner(odd, r2, 0.00833333333332148);
            odd = V.Horner(odd, r2, 0.16666666666666677);
            return V.Fma(odd, r, even);
        }
    }
}
