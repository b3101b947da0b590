using System.Numerics;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

/// <summary>Powers of two, made by writing the exponent field.</summary>
internal static class PowerOfTwo
{
    /// <summary>2^n for whole n from -126 to 127 (float), -1022 to 1023 (double). NaN gives an arbitrary number.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V At<V, T>(V n) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // 1.5 * 2^23 (2^52) moves a whole number into the low bits; the exponent's bias goes with it.
        V biased = n + V.Constant(12582912f + 127f, 6755399441055744.0 + 1023.0);
        return V.ShiftLeft(biased, 23, 52);
    }

    /// <summary>x * 2^n in two steps, of which only the second can round.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Scale<V, T>(V x, V n) where V : struct, ISimdBits<V, T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        V half = V.Round(n * V.Constant(0.5));
        return x * At<V, T>(half) * At<V, T>(n - half);
    }
}
