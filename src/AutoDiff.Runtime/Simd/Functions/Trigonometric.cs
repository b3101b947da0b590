using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>
/// sin and cos: x = n pi/2 + r with |r| at most pi/4 (three-part pi/2, fused multiply-add), then a polynomial in r^2.
/// Arguments past <see cref="Limit{V, T}"/> go to the library one lane at a time.
/// </summary>
/// <remarks>Coefficients: minimax fits (Remez exchange) of (sin(r)/r - 1)/r^2 and (cos(r) - 1 + r^2/2)/r^4.</remarks>
internal static class Trigonometric
{
    [MethodImpl(AggressiveInlining)]
    public static V Sin<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x);
        V result = Quadrant<V, T>(magnitude, V.Zero);
        result = V.Xor(result, V.And(x, V.Broadcast(T.NegativeZero)));
        V huge = V.GreaterThan(magnitude, Limit<V, T>());
        return V.Any(huge) ? HugeArgument.Sin<V, T>(x, result) : result;
    }

    [MethodImpl(AggressiveInlining)]
    public static V Cos<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V magnitude = V.Abs(x);
        V result = Quadrant<V, T>(magnitude, V.Constant(1));
        V huge = V.GreaterThan(magnitude, Limit<V, T>());
        return V.Any(huge) ? HugeArgument.Cos<V, T>(x, result) : result;
    }

    /// <summary>Up to here three parts of pi/2 keep every digit of r.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Limit<V, T>() where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T> => V.Constant(HugeArgument.Single, HugeArgument.Double);

    /// <summary>sin(x + shift pi/2) for x at least 0.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Quadrant<V, T>(V x, V shift) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V n = V.Round(x * V.Constant(0.636619747f, 0.6366197723675814));
        V r = V.Fma(n, V.Constant(-1.57079637f, -1.5707963267948966), x);
        r = V.Fma(n, V.Constant(4.37113883e-8f, -6.123233995736766e-17), r);
        r = V.Fma(n, V.Constant(1.71512451e-15f, 1.4973849048591698e-33), r);

        V z = r * r;
        V sine = V.Fma(r * z, Sine<V, T>(z), r);
        V cosine = V.Fma(z * z, Cosine<V, T>(z), V.Fma(z, V.Constant(-0.5), V.Constant(1)));

        // The low bits of n + 1.5 * 2^23 (2^52) are those of n: bit 0 exchanges sine and cosine, bit 1 changes the sign.
        V bits = n + (shift + V.Constant(12582912f, 6755399441055744.0));
        V odd = V.LessThan(V.Or(V.ShiftLeft(bits, 31, 63), V.Constant(1)), V.Zero);
        V sign = V.And(V.ShiftLeft(bits, 30, 62), V.Broadcast(T.NegativeZero));
        return V.Xor(V.Select(odd, cosine, sine), sign);
    }

    /// <summary>(sin(r)/r - 1) / r^2 in z = r^2, error below 2^-27 (float), 2^-57 (double).</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Sine<V, T>(V z) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            V p = V.Constant(-0.000195178975f);
            p = V.Horner(p, z, 0.00833218731f);
            p = V.Horner(p, z, -0.166666552f);
            return p;
        }
        else
        {
            V z2 = z * z;
            V even = V.Constant(-2.505073438536119e-08);
            even = V.Horner(even, z2, -0.00019841269829358503);
            even = V.Horner(even, z2, -0.1666666666666663);
            V odd = V.Constant(1.5895433008320562e-10);
            odd = V.Horner(odd, z2, 2.755731353849688e-06);
            odd = V.Horner(odd, z2, 0.00833333333332184);
            return V.Fma(odd, z, even);
        }
    }

    /// <summary>(cos(r) - 1 + r^2/2) / r^4 in z = r^2, error below 2^-32 (float), 2^-63 (double).</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Cosine<V, T>(V z) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            V p = V.Constant(2.44323273e-05f);
            p = V.Horner(p, z, -0.00138873095f);
            p = V.Horner(p, z, 0.0416666456f);
            return p;
        }
        else
        {
            V z2 = z * z;
            V even = V.Constant(2.087570314020412e-09);
            even = V.Horner(even, z2, 2.4801587288965233e-05);
            even = V.Horner(even, z2, 0.041666666666666595);
            V odd = V.Constant(-1.1358617053539682e-11);
            odd = V.Horner(odd, z2, -2.7557314203082145e-07);
            odd = V.Horner(odd, z2, -0.0013888888888873307);
            return V.Fma(odd, z, even);
        }
    }
}
