using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Scalar<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> operator +(Scalar<T> a, Scalar<T> b) => new(a.value + b.value);

    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> operator -(Scalar<T> a, Scalar<T> b) => new(a.value - b.value);

    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> operator *(Scalar<T> a, Scalar<T> b) => new(a.value * b.value);

    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> operator /(Scalar<T> a, Scalar<T> b) => new(a.value / b.value);

    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> operator -(Scalar<T> a) => new(-a.value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Fma(Scalar<T> a, Scalar<T> b, Scalar<T> c) => new(T.FusedMultiplyAdd(a.value, b.value, c.value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> MaskedMultiply(Scalar<T> a, Scalar<T> b) => a.value == T.Zero ? default : new(a.value * b.value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Min(Scalar<T> a, Scalar<T> b) => new(T.Min(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Max(Scalar<T> a, Scalar<T> b) => new(T.Max(a.value, b.value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Clamp(Scalar<T> x, Scalar<T> low, Scalar<T> high) => Min(Max(x, low), high);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Abs(Scalar<T> x) => new(T.Abs(x.value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Sign(Scalar<T> x) =>
        x.value > T.Zero ? new(T.One) : x.value < T.Zero ? new(-T.One) : x.value == T.Zero ? default : x;

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Square(Scalar<T> x) => new(x.value * x.value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Sqrt(Scalar<T> x) => new(T.Sqrt(x.value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Reciprocal(Scalar<T> x) => new(T.One / x.value);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> ReciprocalSqrt(Scalar<T> x) => new(T.One / T.Sqrt(x.value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Round(Scalar<T> x) => new(T.Round(x.value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Floor(Scalar<T> x) => new(T.Floor(x.value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Ceiling(Scalar<T> x) => new(T.Ceiling(x.value));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Truncate(Scalar<T> x) => new(T.Truncate(x.value));
}
