using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.Clustering;

/// <summary>Loads of floats as vectors of doubles.</summary>
internal static unsafe class WideLoad
{
    /// <summary>Reads W.Count elements of T and converts them; exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static W Load<T, W>(T* source)
        where T : unmanaged
        where W : struct, ISimdBits<W, double>
    {
        if (typeof(T) == typeof(double)) return W.Load(ref *(double*)source, 0);
        if (typeof(W) == typeof(Simd512<double>))
            return Unsafe.BitCast<Vector512<double>, W>(Vector512.WidenLower(Vector256.Load((float*)source).ToVector512Unsafe()));
        if (typeof(W) == typeof(Simd256<double>))
            return Unsafe.BitCast<Vector256<double>, W>(Vector256.WidenLower(Vector128.Load((float*)source).ToVector256Unsafe()));
        return Unsafe.BitCast<Vector128<double>, W>(Vector128.Create(((float*)source)[0], (double)((float*)source)[1]));
    }
}
