using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Unrolled4<V, T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Load(ref readonly T source, nint index) =>
        new(V.Load(in source, index), V.Load(in source, index + V.Count), V.Load(in source, index + 2 * V.Count), V.Load(in source, index + 3 * V.Count));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void Store(Unrolled4<V, T> value, ref T destination, nint index)
    {
        V.Store(value.a, ref destination, index);
        V.Store(value.b, ref destination, index + V.Count);
        V.Store(value.c, ref destination, index + 2 * V.Count);
        V.Store(value.d, ref destination, index + 3 * V.Count);
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Load(ref readonly T source, nint index, nint lanes) =>
        new(Part(in source, index, lanes, 0), Part(in source, index, lanes, 1), Part(in source, index, lanes, 2), Part(in source, index, lanes, 3));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void Store(Unrolled4<V, T> value, ref T destination, nint index, nint lanes)
    {
        Part(value.a, ref destination, index, lanes, 0);
        Part(value.b, ref destination, index, lanes, 1);
        Part(value.c, ref destination, index, lanes, 2);
        Part(value.d, ref destination, index, lanes, 3);
    }

    /// <summary>The quarter with the given number of a load of lanes elements.</summary>
    [MethodImpl(AggressiveInlining)]
    private static V Part(ref readonly T source, nint index, nint lanes, nint quarter)
    {
        nint start = quarter * V.Count, rest = lanes - start;
        return rest >= V.Count ? V.Load(in source, index + start) : rest > 0 ? V.Load(in source, index + start, rest) : V.Zero;
    }

    [MethodImpl(AggressiveInlining)]
    private static void Part(V value, ref T destination, nint index, nint lanes, nint quarter)
    {
        nint start = quarter * V.Count, rest = lanes - start;
        if (rest >= V.Count)
            V.Store(value, ref destination, index + start);
        else if (rest > 0)
            V.Store(value, ref destination, index + start, rest);
    }

    /// <summary>How many of the lanes fall into the quarter.</summary>
    [MethodImpl(AggressiveInlining)]
    private static nint Lanes(nint lanes, nint quarter) => nint.Clamp(lanes - quarter * V.Count, 0, V.Count);
}
