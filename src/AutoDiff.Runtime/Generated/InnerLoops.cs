using System.ComponentModel;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace AutoDiff;

/// <summary>An inner loop that the generator wrote: iterations first to last - 1, a multiple of the vector's length.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IInnerLoop<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    void Run<V>(nint first, nint last) where V : struct, ISimd<V, T>;
}

/// <summary>Runs short loops on vectors where they stand: the widest vectors first, then narrow ones, then numbers. Generated code uses it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InnerLoops
{
    public static void Run<TLoop, T>(ref TLoop loop, int count)
        where TLoop : struct, IInnerLoop<T>, allows ref struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        nint done = 0;
        if (typeof(T) == typeof(float) || typeof(T) == typeof(double))
        {
            if (Vector512.IsHardwareAccelerated) done = Run<TLoop, T, Simd512<T>>(ref loop, done, count);
            else if (Vector256.IsHardwareAccelerated) done = Run<TLoop, T, Simd256<T>>(ref loop, done, count);
            if (Vector128.IsHardwareAccelerated) done = Run<TLoop, T, Simd128<T>>(ref loop, done, count);
        }
        if (done < count) loop.Run<Scalar<T>>(done, count);
    }

    /// <summary>The elements that the iterations of a loop use.</summary>
    /// <exception cref="IndexOutOfRangeException">One of them lies outside, as it would where the loop runs one by one.</exception>
    public static Span<T> Part<T>(Span<T> elements, int first, int count)
    {
        RequireInside(first, count, elements.Length);
        return elements.Slice(first, count);
    }

    /// <inheritdoc cref="Part{T}(Span{T}, int, int)"/>
    public static ReadOnlySpan<T> Part<T>(ReadOnlySpan<T> elements, int first, int count)
    {
        RequireInside(first, count, elements.Length);
        return elements.Slice(first, count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void RequireInside(int first, int count, int length)
    {
        IndexCheck.At(first, length);
        IndexCheck.At(first + count - 1, length);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint Run<TLoop, T, V>(ref TLoop loop, nint first, nint count)
        where TLoop : struct, IInnerLoop<T>, allows ref struct
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        nint last = first + (count - first) / V.Count * V.Count;
        if (last > first) loop.Run<V>(first, last);
        return last;
    }
}
