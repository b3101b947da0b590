using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>The natural logarithm as a sum of two words, with about 2^-36 (float), 2^-68 (double) relative error.</summary>
/// <remarks>
/// log m = 2 artanh(s), s = (m - 1)/(m + 1): 2s + (2/3) s^3 in two words, the rest, below 2^-12 of it, in one.
/// Coefficients: minimax fit (Remez exchange) of the rest.
/// </remarks>
internal static class ExtendedLogarithm
{
    /// <summary>log(x) = high + low for positive finite x.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Log<V, T>(V x, out V low) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V one = V.Constant(1);
        V m = V.Mantissa(x, out V e);

        // s and its remainder: the divisor m + 1 is itself rounded.
        V f = m - one, divisor = m + one, divisorLow = m - (divisor - one);
        V reciprocal = one / divisor;
        V s = f * reciprocal;
        V sLow = V.Fnma(s, divisorLow, V.Fnma(s, divisor, f)) * reciprocal;

        // s^2, s^3.
        V twice = s + s;
        V z = s * s, zLow = twice * sLow - V.Fnma(s, s, z);
        V cube = s * z, cubeLow = V.Fma(s, zLow, sLow * z) - V.Fnma(s, z, cube);

        // (2/3 + z R(z)) s^3.
        V third = V.Constant(0.666666687f, 0.6666666666666666);
        V rest = z * Rest<V, T>(z);
        V factor = third + rest;
        V factorLow = rest - (factor - third) + V.Constant(-1.98682155e-8f, 3.700743415417188e-17);
        V term = cube * factor;
        V termLow = V.Fma(cube, factorLow, cubeLow * factor) - V.Fnma(cube, factor, term);

        // 2s + that.
        V log = twice + term;
        V logLow = term - (log - twice) + (termLow + sLow + sLow);

        // e ln 2: the first part of ln 2 is short enough for an exact product.
        V whole = e * V.Constant(0.693145752f, 0.6931471805598903);
        V sum = whole + log;
        V sumLow = log - (sum - whole) + V.Fma(e, V.Constant(1.42860677e-6f, 5.497923018708371e-14), logLow);
        V high = sum + sumLow;
        low = sumLow - (high - sum);
        return high;
    }

    /// <summary>(2 artanh(s)/s - 2 - 2z/3) / z^2 in z = s^2, error below 2^-41 (float), 2^-69 (double) of artanh.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Rest<V, T>(V z) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            V p = V.Constant(0.199176043f);
            p = V.Horner(p, z, 0.221557304f);
            p = V.Horner(p, z, 0.28572464f);
            p = V.Horner(p, z, 0.399999946f);
            return p;
        }
        else
        {
            V z2 = z * z;
            V even = V.Constant(0.11592330916383745);
            even = V.Horner(even, z2, 0.15384406609515164);
            even = V.Horner(even, z2, 0.22222222191243188);
            even = V.Horner(even, z2, 0.39999999999999725);
            V odd = V.Constant(0.12571631769604372);
            odd = V.Horner(odd, z2, 0.1334114596203246);
            odd = V.Horner(odd, z2, 0.18181821526620018);
            odd = V.Horner(odd, z2, 0.28571428571577334);
            return V.Fma(odd, z, even);
        }
    }
}
