using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd256<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Exp(Simd256<T> x) => EachLane.Map(x, EachLane.Exp);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> ExpM1(Simd256<T> x) => EachLane.Map(x, EachLane.ExpM1);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Log(Simd256<T> x) => EachLane.Map(x, EachLane.Log);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Log1P(Simd256<T> x) => EachLane.Map(x, EachLane.Log1P);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Tanh(Simd256<T> x) => EachLane.Map(x, EachLane.Tanh);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Sigmoid(Simd256<T> x) => EachLane.Map(x, EachLane.Sigmoid);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> LogSigmoid(Simd256<T> x) => EachLane.Map(x, EachLane.LogSigmoid);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Softplus(Simd256<T> x) => EachLane.Map(x, EachLane.Softplus);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Erf(Simd256<T> x) => EachLane.Map(x, EachLane.Erf);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Sin(Simd256<T> x) => EachLane.Map(x, EachLane.Sin);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Cos(Simd256<T> x) => EachLane.Map(x, EachLane.Cos);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Pow(Simd256<T> x, Simd256<T> y) => EachLane.Map(x, y, Math.Pow);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Atan2(Simd256<T> y, Simd256<T> x) => EachLane.Map(y, x, Math.Atan2);
}
