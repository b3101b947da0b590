using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd512<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> LoadStrided(ref readonly T source, nint index, nint stride, nint lanes) =>
        new(Portable.LoadStrided<Vector512<T>, T>(in source, index, stride, lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void StoreStrided(Simd512<T> value, ref T destination, nint index, nint stride, nint lanes) =>
        Portable.StoreStrided(value.lanes, ref destination, index, stride, lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Gather(ref readonly T source, ref readonly int indices, nint index, nint stride, nint lanes) =>
        new(Portable.Gather<Vector512<T>, T>(in source, in indices, index, stride, lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> LoadInt(ref readonly int source, nint index, nint lanes)
    {
        if (typeof(T) == typeof(float) && lanes == Vector512<T>.Count)
            return new(Vector512.ConvertToSingle(Vector512.LoadUnsafe(in source, (nuint)index)));
        return new(Portable.LoadInt<Vector512<T>, T>(in source, index, lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Sequence(nint start)
    {
        // Whole numbers are added as integers, so that each lane is rounded once; past 32 bits one at a time.
        if (typeof(T) == typeof(double))
            return new(Vector512.Create((double)start) + Vector512<double>.Indices);
        if (start >= int.MinValue && start <= int.MaxValue - Vector512<int>.Count)
            return new(Vector512.ConvertToSingle(Vector512.Create((int)start) + Vector512<int>.Indices));
        return new(Portable.Sequence<Vector512<T>, T>(start));
    }
}
