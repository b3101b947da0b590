using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Unrolled4<V, T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> LoadStrided(ref readonly T source, nint index, nint stride, nint lanes) =>
        new(V.LoadStrided(in source, index, stride, Lanes(lanes, 0)),
            V.LoadStrided(in source, index + 1 * V.Count * stride, stride, Lanes(lanes, 1)),
            V.LoadStrided(in source, index + 2 * V.Count * stride, stride, Lanes(lanes, 2)),
            V.LoadStrided(in source, index + 3 * V.Count * stride, stride, Lanes(lanes, 3)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static void StoreStrided(Unrolled4<V, T> value, ref T destination, nint index, nint stride, nint lanes)
    {
        V.StoreStrided(value.a, ref destination, index, stride, Lanes(lanes, 0));
        V.StoreStrided(value.b, ref destination, index + 1 * V.Count * stride, stride, Lanes(lanes, 1));
        V.StoreStrided(value.c, ref destination, index + 2 * V.Count * stride, stride, Lanes(lanes, 2));
        V.StoreStrided(value.d, ref destination, index + 3 * V.Count * stride, stride, Lanes(lanes, 3));
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Gather(ref readonly T source, ref readonly int indices, nint index, nint stride, nint lanes) =>
        new(V.Gather(in source, in indices, index, stride, Lanes(lanes, 0)),
            V.Gather(in source, in indices, index + V.Count, stride, Lanes(lanes, 1)),
            V.Gather(in source, in indices, index + 2 * V.Count, stride, Lanes(lanes, 2)),
            V.Gather(in source, in indices, index + 3 * V.Count, stride, Lanes(lanes, 3)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> LoadInt(ref readonly int source, nint index, nint lanes) =>
        new(V.LoadInt(in source, index, Lanes(lanes, 0)),
            V.LoadInt(in source, index + V.Count, Lanes(lanes, 1)),
            V.LoadInt(in source, index + 2 * V.Count, Lanes(lanes, 2)),
            V.LoadInt(in source, index + 3 * V.Count, Lanes(lanes, 3)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Keep(Unrolled4<V, T> value, nint lanes, Unrolled4<V, T> fill) =>
        new(V.Keep(value.a, Lanes(lanes, 0), fill.a),
            V.Keep(value.b, Lanes(lanes, 1), fill.b),
            V.Keep(value.c, Lanes(lanes, 2), fill.c),
            V.Keep(value.d, Lanes(lanes, 3), fill.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Sequence(nint start) =>
        new(V.Sequence(start), V.Sequence(start + V.Count), V.Sequence(start + 2 * V.Count), V.Sequence(start + 3 * V.Count));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> IsPosition(nint index, nint position) =>
        new(
            V.IsPosition(index, position),
            V.IsPosition(index + V.Count, position),
            V.IsPosition(index + 2 * V.Count, position),
            V.IsPosition(index + 3 * V.Count, position));
}
