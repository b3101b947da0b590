using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd128<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Exp(Simd128<T> x) => EachLane.Map(x, EachLane.Exp);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> ExpM1(Simd128<T> x) => EachLane.Map(x, EachLane.ExpM1);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Log(Simd128<T> x) => EachLane.Map(x, EachLane.Log);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Log1P(Simd128<T> x) => EachLane.Map(x, EachLane.Log1P);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Tanh(Simd128<T> x) => EachLane.Map(x, EachLane.Tanh);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Sigmoid(Simd128<T> x) => EachLane.Map(x, EachLane.Sigmoid);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> LogSigmoid(Simd128<T> x) => EachLane.Map(x, EachLane.LogSigmoid);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Softplus(Simd128<T> x) => EachLane.Map(x, EachLane.Softplus);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Erf(Simd128<T> x) => EachLane.Map(x, EachLane.Erf);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Sin(Simd128<T> x) => EachLane.Map(x, EachLane.Sin);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Cos(Simd128<T> x) => EachLane.Map(x, EachLane.Cos);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Pow(Simd128<T> x, Simd128<T> y) => EachLane.Map(x, y, Math.Pow);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Atan2(Simd128<T> y, Simd128<T> x) => EachLane.Map(y, x, Math.Atan2);
}
