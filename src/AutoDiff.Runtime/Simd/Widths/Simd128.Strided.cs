using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd128<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> LoadStrided(ref readonly T source, nint index, nint stride, nint lanes) =>
        new(Portable.LoadStrided<Vector128<T>, T>(in source, index, stride, lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void StoreStrided(Simd128<T> value, ref T destination, nint index, nint stride, nint lanes) =>
        Portable.StoreStrided(value.lanes, ref destination, index, stride, lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Gather(ref readonly T source, ref readonly int indices, nint index, nint stride, nint lanes) =>
        new(Portable.Gather<Vector128<T>, T>(in source, in indices, index, stride, lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> LoadInt(ref readonly int source, nint index, nint lanes)
    {
        if (typeof(T) == typeof(float) && lanes == Vector128<T>.Count)
            return new(Vector128.ConvertToSingle(Vector128.LoadUnsafe(in source, (nuint)index)));
        return new(Portable.LoadInt<Vector128<T>, T>(in source, index, lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Sequence(nint start)
    {
        // Whole numbers are added as integers, so that each lane is rounded once; past 32 bits one at a time.
        if (typeof(T) == typeof(double))
            return new(Vector128.Create((double)start) + Vector128<double>.Indices);
        if (start >= int.MinValue && start <= int.MaxValue - Vector128<int>.Count)
            return new(Vector128.ConvertToSingle(Vector128.Create((int)start) + Vector128<int>.Indices));
        return new(Portable.Sequence<Vector128<T>, T>(start));
    }
}
