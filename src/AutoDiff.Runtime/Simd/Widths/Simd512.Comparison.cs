using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd512<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> LessThan(Simd512<T> a, Simd512<T> b) => new(Vector512.LessThan(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> LessThanOrEqual(Simd512<T> a, Simd512<T> b) => new(Vector512.LessThanOrEqual(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> GreaterThan(Simd512<T> a, Simd512<T> b) => new(Vector512.GreaterThan(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> GreaterThanOrEqual(Simd512<T> a, Simd512<T> b) => new(Vector512.GreaterThanOrEqual(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Equal(Simd512<T> a, Simd512<T> b) => new(Vector512.Equals(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> NotEqual(Simd512<T> a, Simd512<T> b) => new(~Vector512.Equals(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> And(Simd512<T> a, Simd512<T> b) => new(a.lanes & b.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Or(Simd512<T> a, Simd512<T> b) => new(a.lanes | b.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Not(Simd512<T> a) => new(~a.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Mask(bool value) => new(value ? Vector512<T>.AllBitsSet : Vector512<T>.Zero);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Select(Simd512<T> mask, Simd512<T> a, Simd512<T> b) =>
        new(Vector512.ConditionalSelect(mask.lanes, a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> MaskToReal(Simd512<T> mask) => new(mask.lanes & Vector512<T>.One);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Keep(Simd512<T> value, nint lanes, Simd512<T> fill) =>
        new(Vector512.ConditionalSelect(FirstLanes(lanes), value.lanes, fill.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> IsPosition(nint index, nint position) =>
        new(Vector512.Equals(Vector512<T>.Indices, Vector512.Create(T.CreateTruncating(position - index))));

    /// <summary>A mask of the first <paramref name="count"/> lanes: one broadcast and one integer comparison.</summary>
    [MethodImpl(AggressiveInlining)]
    private static Vector512<T> FirstLanes(nint count) => typeof(T) == typeof(float)
        ? Vector512.LessThan(Vector512<int>.Indices, Vector512.Create((int)count)).As<int, T>()
        : Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).As<long, T>();
}
