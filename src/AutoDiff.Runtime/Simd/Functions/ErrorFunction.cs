using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>
/// erf: x + x P(x^2) for small |x|, else 1 - exp(|x| Q(|x|)). Both are evaluated and one is selected.
/// </summary>
/// <remarks>Coefficients: minimax fits (Remez exchange) of erf(x)/x - 1 in x^2, and of log(erfc(t))/t, relative to erf.</remarks>
internal static class ErrorFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Erf<V, T>(V x) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // From here on erf is 1 to the last bit.
        V t = V.AtMost(V.Abs(x), V.Constant(4f, 6.0));
        V near = V.Fma(Near<V, T>(t * t), t, t);
        V far = V.Constant(1) - Exponential.ExpOfAtMost<V, T>(t * Far<V, T>(t));
        V magnitude = V.SelectLess(t, V.Constant(0.9275f, 1.0), near, far);
        return V.Or(magnitude, V.And(x, V.Broadcast(T.NegativeZero)));
    }

    /// <summary>erf(x)/x - 1 in z = x^2 up to 0.93 (float), 1 (double); error below 2^-30, 2^-56.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Near<V, T>(V z) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            V z2 = z * z;
            V even = V.Constant(7.99664849e-05f);
            even = V.Horner(even, z2, 0.00519240508f);
            even = V.Horner(even, z2, 0.112836257f);
            even = V.Horner(even, z2, 0.128379166f);
            V odd = V.Constant(-0.000804976968f);
            odd = V.Horner(odd, z2, -0.0268557314f);
            odd = V.Horner(odd, z2, -0.376126289f);
            return V.Fma(odd, z, even);
        }
        else
        {
            V z2 = z * z;
            V even = V.Constant(1.3612745223285752e-08);
            even = V.Horner(even, z2, 1.6444059110163975e-06);
            even = V.Horner(even, z2, 0.00012055280230052341);
            even = V.Horner(even, z2, 0.005223977596630869);
            even = V.Horner(even, z2, 0.11283791670936927);
            even = V.Horner(even, z2, 0.12837916709551256);
            V odd = V.Constant(-7.59959619354862e-10);
            odd = V.Horner(odd, z2, -1.61831830289927e-07);
            odd = V.Horner(odd, z2, -1.492445937506897e-05);
            odd = V.Horner(odd, z2, -0.0008548325478051881);
            odd = V.Horner(odd, z2, -0.026866170641951004);
            odd = V.Horner(odd, z2, -0.37612638903183343);
            return V.Fma(odd, z, even);
        }
    }

    /// <summary>log(erfc(t)) / t up to 4 (float), 6 (double); error below 2^-30, 2^-57 of erf.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Far<V, T>(V t) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(float))
        {
            V t2 = t * t;
            V even = V.Constant(-1.14248669e-05f);
            even = V.Horner(even, t2, -0.00365034631f);
            even = V.Horner(even, t2, -0.106256269f);
            even = V.Horner(even, t2, -1.12865138f);
            V odd = V.Constant(0.000324742432f);
            odd = V.Horner(odd, t2, 0.0237787552f);
            odd = V.Horner(odd, t2, -0.635139585f);
            return V.Fma(odd, t, even);
        }
        else
        {
            V t2 = t * t;
            V even = V.Constant(-6.753734104939782e-11);
            even = V.Horner(even, t2, -1.815005986111692e-08);
            even = V.Horner(even, t2, -1.0790133036767269e-06);
            even = V.Horner(even, t2, -2.0364487821734522e-05);
            even = V.Horner(even, t2, -9.555953591138074e-05);
            even = V.Horner(even, t2, 0.0005745023859197806);
            even = V.Horner(even, t2, 0.00021191690805813854);
            even = V.Horner(even, t2, -0.10277085271544889);
            even = V.Horner(even, t2, -1.1283791115271633);
            V odd = V.Constant(1.521071691042439e-12);
            odd = V.Horner(odd, t2, 1.4041011089506882e-09);
            odd = V.Horner(odd, t2, 1.6317691386405445e-07);
            odd = V.Horner(odd, t2, 5.38911798667455e-06);
            odd = V.Horner(odd, t2, 5.607337532433751e-05);
            odd = V.Horner(odd, t2, 1.095437213842798e-06);
            odd = V.Horner(odd, t2, -0.0016924509533981916);
            odd = V.Horner(odd, t2, 0.019125031310647477);
            odd = V.Horner(odd, t2, -0.6366202466002902);
            return V.Fma(odd, t, even);
        }
    }
}
