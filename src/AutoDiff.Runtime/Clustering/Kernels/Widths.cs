using System.Numerics;
using System.Runtime.Intrinsics;

namespace AutoDiff.Clustering;

/// <summary>Work that is written once for every vector width: V for the data, W for doubles.</summary>
internal interface IWidthAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    void Run<V, W>()
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>;
}

/// <summary>Runs work with the widest vectors of the machine.</summary>
internal static class Widths
{
    /// <exception cref="NotSupportedException">T is neither float nor double.</exception>
    public static void Run<T, TAction>(ref TAction action)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TAction : struct, IWidthAction<T>, allows ref struct
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
            throw new NotSupportedException($"The data are float or double, not {typeof(T).Name}; convert them (half-precision rows: the overloads for Tensor<Half>, which give models of floats).");
        if (Vector512.IsHardwareAccelerated) action.Run<Simd512<T>, Simd512<double>>();
        else if (Vector256.IsHardwareAccelerated) action.Run<Simd256<T>, Simd256<double>>();
        else action.Run<Simd128<T>, Simd128<double>>();
    }
}
