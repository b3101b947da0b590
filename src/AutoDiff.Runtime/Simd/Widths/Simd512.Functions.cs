using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd512<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Exp(Simd512<T> x) => EachLane.Map(x, EachLane.Exp);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> ExpM1(Simd512<T> x) => EachLane.Map(x, EachLane.ExpM1);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Log(Simd512<T> x) => EachLane.Map(x, EachLane.Log);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Log1P(Simd512<T> x) => EachLane.Map(x, EachLane.Log1P);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Tanh(Simd512<T> x) => EachLane.Map(x, EachLane.Tanh);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Sigmoid(Simd512<T> x) => EachLane.Map(x, EachLane.Sigmoid);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> LogSigmoid(Simd512<T> x) => EachLane.Map(x, EachLane.LogSigmoid);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Softplus(Simd512<T> x) => EachLane.Map(x, EachLane.Softplus);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Erf(Simd512<T> x) => EachLane.Map(x, EachLane.Erf);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Sin(Simd512<T> x) => EachLane.Map(x, EachLane.Sin);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Cos(Simd512<T> x) => EachLane.Map(x, EachLane.Cos);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Pow(Simd512<T> x, Simd512<T> y) => EachLane.Map(x, y, Math.Pow);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Atan2(Simd512<T> y, Simd512<T> x) => EachLane.Map(y, x, Math.Atan2);
}
