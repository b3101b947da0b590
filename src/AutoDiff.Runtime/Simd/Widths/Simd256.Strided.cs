using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd256<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> LoadStrided(ref readonly T source, nint index, nint stride, nint lanes) =>
        new(Portable.LoadStrided<Vector256<T>, T>(in source, index, stride, lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void StoreStrided(Simd256<T> value, ref T destination, nint index, nint stride, nint lanes) =>
        Portable.StoreStrided(value.lanes, ref destination, index, stride, lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Gather(ref readonly T source, ref readonly int indices, nint index, nint stride, nint lanes) =>
        new(Portable.Gather<Vector256<T>, T>(in source, in indices, index, stride, lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> LoadInt(ref readonly int source, nint index, nint lanes)
    {
        if (typeof(T) == typeof(float) && lanes == Vector256<T>.Count)
            return new(Vector256.ConvertToSingle(Vector256.LoadUnsafe(in source, (nuint)index)));
        return new(Portable.LoadInt<Vector256<T>, T>(in source, index, lanes));
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Sequence(nint start)
    {
        // Whole numbers are added as integers, so that each lane is rounded once; past 32 bits one at a time.
        if (typeof(T) == typeof(double))
            return new(Vector256.Create((double)start) + Vector256<double>.Indices);
        if (start >= int.MinValue && start <= int.MaxValue - Vector256<int>.Count)
            return new(Vector256.ConvertToSingle(Vector256.Create((int)start) + Vector256<int>.Indices));
        return new(Portable.Sequence<Vector256<T>, T>(start));
    }
}
