using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Unrolled4<V, T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> LessThan(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.LessThan(x.a, y.a), V.LessThan(x.b, y.b), V.LessThan(x.c, y.c), V.LessThan(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> LessThanOrEqual(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.LessThanOrEqual(x.a, y.a), V.LessThanOrEqual(x.b, y.b), V.LessThanOrEqual(x.c, y.c), V.LessThanOrEqual(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> GreaterThan(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.GreaterThan(x.a, y.a), V.GreaterThan(x.b, y.b), V.GreaterThan(x.c, y.c), V.GreaterThan(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> GreaterThanOrEqual(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.GreaterThanOrEqual(x.a, y.a), V.GreaterThanOrEqual(x.b, y.b), V.GreaterThanOrEqual(x.c, y.c), V.GreaterThanOrEqual(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Equal(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.Equal(x.a, y.a), V.Equal(x.b, y.b), V.Equal(x.c, y.c), V.Equal(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> NotEqual(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.NotEqual(x.a, y.a), V.NotEqual(x.b, y.b), V.NotEqual(x.c, y.c), V.NotEqual(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> And(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.And(x.a, y.a), V.And(x.b, y.b), V.And(x.c, y.c), V.And(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Or(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.Or(x.a, y.a), V.Or(x.b, y.b), V.Or(x.c, y.c), V.Or(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Not(Unrolled4<V, T> x) =>
        new(V.Not(x.a), V.Not(x.b), V.Not(x.c), V.Not(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Mask(bool value) =>
        Each(V.Mask(value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Select(Unrolled4<V, T> mask, Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.Select(mask.a, x.a, y.a), V.Select(mask.b, x.b, y.b), V.Select(mask.c, x.c, y.c), V.Select(mask.d, x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> MaskToReal(Unrolled4<V, T> mask) =>
        new(V.MaskToReal(mask.a), V.MaskToReal(mask.b), V.MaskToReal(mask.c), V.MaskToReal(mask.d));
}
