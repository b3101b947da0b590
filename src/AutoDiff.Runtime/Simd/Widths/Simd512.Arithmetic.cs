using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd512<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> operator +(Simd512<T> a, Simd512<T> b) => new(a.lanes + b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> a, Simd512<T> b) => new(a.lanes - b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> operator *(Simd512<T> a, Simd512<T> b) => new(a.lanes * b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> operator /(Simd512<T> a, Simd512<T> b) => new(a.lanes / b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> operator -(Simd512<T> a) => new(-a.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Fma(Simd512<T> a, Simd512<T> b, Simd512<T> c) => typeof(T) == typeof(float)
        ? new(Vector512.FusedMultiplyAdd(a.lanes.AsSingle(), b.lanes.AsSingle(), c.lanes.AsSingle()))
        : new(Vector512.FusedMultiplyAdd(a.lanes.AsDouble(), b.lanes.AsDouble(), c.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> MaskedMultiply(Simd512<T> a, Simd512<T> b) =>
        new(Vector512.ConditionalSelect(Vector512.Equals(a.lanes, Vector512<T>.Zero), Vector512<T>.Zero, a.lanes * b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Min(Simd512<T> a, Simd512<T> b) => new(Vector512.Min(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Max(Simd512<T> a, Simd512<T> b) => new(Vector512.Max(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Clamp(Simd512<T> x, Simd512<T> low, Simd512<T> high) => Min(Max(x, low), high);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Abs(Simd512<T> x) => new(Vector512.Abs(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Sign(Simd512<T> x)
    {
        // One with the sign of x, but x itself (as +0) where x is 0 or NaN.
        Vector512<T> signed = (x.lanes & Vector512.Create(T.NegativeZero)) | Vector512<T>.One;
        return new(Vector512.ConditionalSelect(Vector512.GreaterThan(Vector512.Abs(x.lanes), Vector512<T>.Zero), signed, x.lanes + Vector512<T>.Zero));
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Square(Simd512<T> x) => new(x.lanes * x.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Sqrt(Simd512<T> x) => new(Vector512.Sqrt(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Reciprocal(Simd512<T> x) => new(Vector512<T>.One / x.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> ReciprocalSqrt(Simd512<T> x) => new(Vector512<T>.One / Vector512.Sqrt(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Round(Simd512<T> x) =>
        typeof(T) == typeof(float) ? new(Vector512.Round(x.lanes.AsSingle())) : new(Vector512.Round(x.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Floor(Simd512<T> x) =>
        typeof(T) == typeof(float) ? new(Vector512.Floor(x.lanes.AsSingle())) : new(Vector512.Floor(x.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Ceiling(Simd512<T> x) =>
        typeof(T) == typeof(float) ? new(Vector512.Ceiling(x.lanes.AsSingle())) : new(Vector512.Ceiling(x.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Truncate(Simd512<T> x) =>
        typeof(T) == typeof(float) ? new(Vector512.Truncate(x.lanes.AsSingle())) : new(Vector512.Truncate(x.lanes.AsDouble()));
}
