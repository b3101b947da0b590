using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Clustering;

/// <summary>Stores of doubles as floats.</summary>
internal static unsafe class NarrowStore
{
    /// <summary>Rounds W.Count doubles to T and writes them; returns them as doubles again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Store<T, W>(W value, T* destination)
        where T : unmanaged
        where W : struct, ISimdBits<W, double>
    {
        if (typeof(T) == typeof(double))
        {
            W.Store(value, ref *(double*)destination, 0);
            return value;
        }
        if (typeof(W) == typeof(Simd512<double>))
        {
            var wide = Unsafe.BitCast<W, Vector512<double>>(value);
            Vector512.Narrow(wide, wide).GetLower().Store((float*)destination);
        }
        else if (typeof(W) == typeof(Simd256<double>))
        {
            var wide = Unsafe.BitCast<W, Vector256<double>>(value);
            Vector256.Narrow(wide, wide).GetLower().Store((float*)destination);
        }
        else
        {
            var wide = Unsafe.BitCast<W, Vector128<double>>(value);
            ((float*)destination)[0] = (float)wide[0];
            ((float*)destination)[1] = (float)wide[1];
        }
        return WideLoad.Load<T, W>(destination);
    }
}
