using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd128<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> operator +(Simd128<T> a, Simd128<T> b) => new(a.lanes + b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> a, Simd128<T> b) => new(a.lanes - b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> operator *(Simd128<T> a, Simd128<T> b) => new(a.lanes * b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> operator /(Simd128<T> a, Simd128<T> b) => new(a.lanes / b.lanes);

    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> operator -(Simd128<T> a) => new(-a.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Fma(Simd128<T> a, Simd128<T> b, Simd128<T> c) => typeof(T) == typeof(float)
        ? new(Vector128.FusedMultiplyAdd(a.lanes.AsSingle(), b.lanes.AsSingle(), c.lanes.AsSingle()))
        : new(Vector128.FusedMultiplyAdd(a.lanes.AsDouble(), b.lanes.AsDouble(), c.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> MaskedMultiply(Simd128<T> a, Simd128<T> b) =>
        new(Vector128.ConditionalSelect(Vector128.Equals(a.lanes, Vector128<T>.Zero), Vector128<T>.Zero, a.lanes * b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Min(Simd128<T> a, Simd128<T> b) => new(Vector128.Min(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Max(Simd128<T> a, Simd128<T> b) => new(Vector128.Max(a.lanes, b.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Clamp(Simd128<T> x, Simd128<T> low, Simd128<T> high) => Min(Max(x, low), high);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Abs(Simd128<T> x) => new(Vector128.Abs(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Sign(Simd128<T> x)
    {
        // One with the sign of x, but x itself (as +0) where x is 0 or NaN.
        Vector128<T> signed = (x.lanes & Vector128.Create(T.NegativeZero)) | Vector128<T>.One;
        return new(Vector128.ConditionalSelect(Vector128.GreaterThan(Vector128.Abs(x.lanes), Vector128<T>.Zero), signed, x.lanes + Vector128<T>.Zero));
    }

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Square(Simd128<T> x) => new(x.lanes * x.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Sqrt(Simd128<T> x) => new(Vector128.Sqrt(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Reciprocal(Simd128<T> x) => new(Vector128<T>.One / x.lanes);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> ReciprocalSqrt(Simd128<T> x) => new(Vector128<T>.One / Vector128.Sqrt(x.lanes));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Round(Simd128<T> x) =>
        typeof(T) == typeof(float) ? new(Vector128.Round(x.lanes.AsSingle())) : new(Vector128.Round(x.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Floor(Simd128<T> x) =>
        typeof(T) == typeof(float) ? new(Vector128.Floor(x.lanes.AsSingle())) : new(Vector128.Floor(x.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Ceiling(Simd128<T> x) =>
        typeof(T) == typeof(float) ? new(Vector128.Ceiling(x.lanes.AsSingle())) : new(Vector128.Ceiling(x.lanes.AsDouble()));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Truncate(Simd128<T> x) =>
        typeof(T) == typeof(float) ? new(Vector128.Truncate(x.lanes.AsSingle())) : new(Vector128.Truncate(x.lanes.AsDouble()));
}
