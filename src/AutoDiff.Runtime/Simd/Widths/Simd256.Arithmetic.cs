using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd256<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> operator +(Simd256<T> a, Simd256<T> b) => new(a.lanes + b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> a, Simd256<T> b) => new(a.lanes - b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> operator *(Simd256<T> a, Simd256<T> b) => new(a.lanes * b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> operator /(Simd256<T> a, Simd256<T> b) => new(a.lanes / b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> operator -(Simd256<T> a) => new(-a.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Fma(Simd256<T> a, Simd256<T> b, Simd256<T> c) => typeof(T) == typeof(float)
        ? new(Vector256.FusedMultiplyAdd(a.lanes.AsSingle(), b.lanes.AsSingle(), c.lanes.AsSingle()))
        : new(Vector256.FusedMultiplyAdd(a.lanes.AsDouble(), b.lanes.AsDouble(), c.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> MaskedMultiply(Simd256<T> a, Simd256<T> b) =>
        new(Vector256.ConditionalSelect(Vector256.Equals(a.lanes, Vector256<T>.Zero), Vector256<T>.Zero, a.lanes * b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Min(Simd256<T> a, Simd256<T> b) => new(Vector256.Min(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Max(Simd256<T> a, Simd256<T> b) => new(Vector256.Max(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Clamp(Simd256<T> x, Simd256<T> low, Simd256<T> high) => Min(Max(x, low), high);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Abs(Simd256<T> x) => new(Vector256.Abs(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Sign(Simd256<T> x)
    {
        // One with the sign of x, but x itself (as +0) where x is 0 or NaN.
        Vector256<T> signed = (x.lanes & Vector256.Create(T.NegativeZero)) | Vector256<T>.One;
        return new(Vector256.ConditionalSelect(Vector256.GreaterThan(Vector256.Abs(x.lanes), Vector256<T>.Zero), signed, x.lanes + Vector256<T>.Zero));
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Square(Simd256<T> x) => new(x.lanes * x.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Sqrt(Simd256<T> x) => new(Vector256.Sqrt(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Reciprocal(Simd256<T> x) => new(Vector256<T>.One / x.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> ReciprocalSqrt(Simd256<T> x) => new(Vector256<T>.One / Vector256.Sqrt(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Round(Simd256<T> x) =>
        typeof(T) == typeof(float) ? new(Vector256.Round(x.lanes.AsSingle())) : new(Vector256.Round(x.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Floor(Simd256<T> x) =>
        typeof(T) == typeof(float) ? new(Vector256.Floor(x.lanes.AsSingle())) : new(Vector256.Floor(x.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Ceiling(Simd256<T> x) =>
        typeof(T) == typeof(float) ? new(Vector256.Ceiling(x.lanes.AsSingle())) : new(Vector256.Ceiling(x.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Truncate(Simd256<T> x) =>
        typeof(T) == typeof(float) ? new(Vector256.Truncate(x.lanes.AsSingle())) : new(Vector256.Truncate(x.lanes.AsDouble()));
}
