using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd256<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> LessThan(Simd256<T> a, Simd256<T> b) => new(Vector256.LessThan(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> LessThanOrEqual(Simd256<T> a, Simd256<T> b) => new(Vector256.LessThanOrEqual(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> GreaterThan(Simd256<T> a, Simd256<T> b) => new(Vector256.GreaterThan(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> GreaterThanOrEqual(Simd256<T> a, Simd256<T> b) => new(Vector256.GreaterThanOrEqual(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Equal(Simd256<T> a, Simd256<T> b) => new(Vector256.Equals(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> NotEqual(Simd256<T> a, Simd256<T> b) => new(~Vector256.Equals(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> And(Simd256<T> a, Simd256<T> b) => new(a.lanes & b.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Or(Simd256<T> a, Simd256<T> b) => new(a.lanes | b.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Not(Simd256<T> a) => new(~a.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Mask(bool value) => new(value ? Vector256<T>.AllBitsSet : Vector256<T>.Zero);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Select(Simd256<T> mask, Simd256<T> a, Simd256<T> b) =>
        new(Vector256.ConditionalSelect(mask.lanes, a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> MaskToReal(Simd256<T> mask) => new(mask.lanes & Vector256<T>.One);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Keep(Simd256<T> value, nint lanes, Simd256<T> fill) =>
        new(Vector256.ConditionalSelect(FirstLanes(lanes), value.lanes, fill.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> IsPosition(nint index, nint position) =>
        new(Vector256.Equals(Vector256<T>.Indices, Vector256.Create(T.CreateTruncating(position - index))));

    /// <summary>A mask of the first <paramref name="count"/> lanes: one broadcast and one integer comparison.</summary>
    [MethodImpl(AggressiveInlining)]
    private static Vector256<T> FirstLanes(nint count) => typeof(T) == typeof(float)
        ? Vector256.LessThan(Vector256<int>.Indices, Vector256.Create((int)count)).As<int, T>()
        : Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count)).As<long, T>();
}
