using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Scalar<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Exp(Scalar<T> x) => EachLane.Map(x, EachLane.Exp);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> ExpM1(Scalar<T> x) => EachLane.Map(x, EachLane.ExpM1);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Log(Scalar<T> x) => EachLane.Map(x, EachLane.Log);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Log1P(Scalar<T> x) => EachLane.Map(x, EachLane.Log1P);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Tanh(Scalar<T> x) => EachLane.Map(x, EachLane.Tanh);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Sigmoid(Scalar<T> x) => EachLane.Map(x, EachLane.Sigmoid);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> LogSigmoid(Scalar<T> x) => EachLane.Map(x, EachLane.LogSigmoid);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Softplus(Scalar<T> x) => EachLane.Map(x, EachLane.Softplus);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Erf(Scalar<T> x) => EachLane.Map(x, EachLane.Erf);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Sin(Scalar<T> x) => EachLane.Map(x, EachLane.Sin);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Cos(Scalar<T> x) => EachLane.Map(x, EachLane.Cos);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Pow(Scalar<T> x, Scalar<T> y) => EachLane.Map(x, y, Math.Pow);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Atan2(Scalar<T> y, Scalar<T> x) => EachLane.Map(y, x, Math.Atan2);
}
