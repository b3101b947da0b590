using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd128<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> LessThan(Simd128<T> a, Simd128<T> b) => new(Vector128.LessThan(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> LessThanOrEqual(Simd128<T> a, Simd128<T> b) => new(Vector128.LessThanOrEqual(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> GreaterThan(Simd128<T> a, Simd128<T> b) => new(Vector128.GreaterThan(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> GreaterThanOrEqual(Simd128<T> a, Simd128<T> b) => new(Vector128.GreaterThanOrEqual(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Equal(Simd128<T> a, Simd128<T> b) => new(Vector128.Equals(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> NotEqual(Simd128<T> a, Simd128<T> b) => new(~Vector128.Equals(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> And(Simd128<T> a, Simd128<T> b) => new(a.lanes & b.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Or(Simd128<T> a, Simd128<T> b) => new(a.lanes | b.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Not(Simd128<T> a) => new(~a.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Mask(bool value) => new(value ? Vector128<T>.AllBitsSet : Vector128<T>.Zero);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Select(Simd128<T> mask, Simd128<T> a, Simd128<T> b) =>
        new(Vector128.ConditionalSelect(mask.lanes, a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> MaskToReal(Simd128<T> mask) => new(mask.lanes & Vector128<T>.One);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Keep(Simd128<T> value, nint lanes, Simd128<T> fill) =>
        new(Vector128.ConditionalSelect(FirstLanes(lanes), value.lanes, fill.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> IsPosition(nint index, nint position) =>
        new(Vector128.Equals(Vector128<T>.Indices, Vector128.Create(T.CreateTruncating(position - index))));

    /// <summary>A mask of the first <paramref name="count"/> lanes: one broadcast and one integer comparison.</summary>
    [MethodImpl(AggressiveInlining)]
    private static Vector128<T> FirstLanes(nint count) => typeof(T) == typeof(float)
        ? Vector128.LessThan(Vector128<int>.Indices, Vector128.Create((int)count)).As<int, T>()
        : Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count)).As<long, T>();
}
