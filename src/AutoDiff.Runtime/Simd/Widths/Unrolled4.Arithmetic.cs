using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Unrolled4<V, T>
{
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> operator +(Unrolled4<V, T> x, Unrolled4<V, T> y) => new(x.a + y.a, x.b + y.b, x.c + y.c, x.d + y.d);

    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> operator -(Unrolled4<V, T> x, Unrolled4<V, T> y) => new(x.a - y.a, x.b - y.b, x.c - y.c, x.d - y.d);

    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> operator *(Unrolled4<V, T> x, Unrolled4<V, T> y) => new(x.a * y.a, x.b * y.b, x.c * y.c, x.d * y.d);

    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> operator /(Unrolled4<V, T> x, Unrolled4<V, T> y) => new(x.a / y.a, x.b / y.b, x.c / y.c, x.d / y.d);

    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> operator -(Unrolled4<V, T> x) => new(-x.a, -x.b, -x.c, -x.d);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Fma(Unrolled4<V, T> x, Unrolled4<V, T> y, Unrolled4<V, T> z) =>
        new(V.Fma(x.a, y.a, z.a), V.Fma(x.b, y.b, z.b), V.Fma(x.c, y.c, z.c), V.Fma(x.d, y.d, z.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> MaskedMultiply(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.MaskedMultiply(x.a, y.a), V.MaskedMultiply(x.b, y.b), V.MaskedMultiply(x.c, y.c), V.MaskedMultiply(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Min(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.Min(x.a, y.a), V.Min(x.b, y.b), V.Min(x.c, y.c), V.Min(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Max(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.Max(x.a, y.a), V.Max(x.b, y.b), V.Max(x.c, y.c), V.Max(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Clamp(Unrolled4<V, T> x, Unrolled4<V, T> low, Unrolled4<V, T> high) =>
        new(V.Clamp(x.a, low.a, high.a), V.Clamp(x.b, low.b, high.b), V.Clamp(x.c, low.c, high.c), V.Clamp(x.d, low.d, high.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Abs(Unrolled4<V, T> x) =>
        new(V.Abs(x.a), V.Abs(x.b), V.Abs(x.c), V.Abs(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Sign(Unrolled4<V, T> x) =>
        new(V.Sign(x.a), V.Sign(x.b), V.Sign(x.c), V.Sign(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Square(Unrolled4<V, T> x) =>
        new(V.Square(x.a), V.Square(x.b), V.Square(x.c), V.Square(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Sqrt(Unrolled4<V, T> x) =>
        new(V.Sqrt(x.a), V.Sqrt(x.b), V.Sqrt(x.c), V.Sqrt(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Reciprocal(Unrolled4<V, T> x) =>
        new(V.Reciprocal(x.a), V.Reciprocal(x.b), V.Reciprocal(x.c), V.Reciprocal(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> ReciprocalSqrt(Unrolled4<V, T> x) =>
        new(V.ReciprocalSqrt(x.a), V.ReciprocalSqrt(x.b), V.ReciprocalSqrt(x.c), V.ReciprocalSqrt(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Round(Unrolled4<V, T> x) =>
        new(V.Round(x.a), V.Round(x.b), V.Round(x.c), V.Round(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Floor(Unrolled4<V, T> x) =>
        new(V.Floor(x.a), V.Floor(x.b), V.Floor(x.c), V.Floor(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Ceiling(Unrolled4<V, T> x) =>
        new(V.Ceiling(x.a), V.Ceiling(x.b), V.Ceiling(x.c), V.Ceiling(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Truncate(Unrolled4<V, T> x) =>
        new(V.Truncate(x.a), V.Truncate(x.b), V.Truncate(x.c), V.Truncate(x.d));
}
