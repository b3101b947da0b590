using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Unrolled4<V, T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Exp(Unrolled4<V, T> x) =>
        new(V.Exp(x.a), V.Exp(x.b), V.Exp(x.c), V.Exp(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> ExpM1(Unrolled4<V, T> x) =>
        new(V.ExpM1(x.a), V.ExpM1(x.b), V.ExpM1(x.c), V.ExpM1(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Log(Unrolled4<V, T> x) =>
        new(V.Log(x.a), V.Log(x.b), V.Log(x.c), V.Log(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Log1P(Unrolled4<V, T> x) =>
        new(V.Log1P(x.a), V.Log1P(x.b), V.Log1P(x.c), V.Log1P(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Tanh(Unrolled4<V, T> x) =>
        new(V.Tanh(x.a), V.Tanh(x.b), V.Tanh(x.c), V.Tanh(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Sigmoid(Unrolled4<V, T> x) =>
        new(V.Sigmoid(x.a), V.Sigmoid(x.b), V.Sigmoid(x.c), V.Sigmoid(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> LogSigmoid(Unrolled4<V, T> x) =>
        new(V.LogSigmoid(x.a), V.LogSigmoid(x.b), V.LogSigmoid(x.c), V.LogSigmoid(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Softplus(Unrolled4<V, T> x) =>
        new(V.Softplus(x.a), V.Softplus(x.b), V.Softplus(x.c), V.Softplus(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Erf(Unrolled4<V, T> x) =>
        new(V.Erf(x.a), V.Erf(x.b), V.Erf(x.c), V.Erf(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Sin(Unrolled4<V, T> x) =>
        new(V.Sin(x.a), V.Sin(x.b), V.Sin(x.c), V.Sin(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Cos(Unrolled4<V, T> x) =>
        new(V.Cos(x.a), V.Cos(x.b), V.Cos(x.c), V.Cos(x.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Pow(Unrolled4<V, T> x, Unrolled4<V, T> y) =>
        new(V.Pow(x.a, y.a), V.Pow(x.b, y.b), V.Pow(x.c, y.c), V.Pow(x.d, y.d));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Unrolled4<V, T> Atan2(Unrolled4<V, T> y, Unrolled4<V, T> x) =>
        new(V.Atan2(y.a, x.a), V.Atan2(y.b, x.b), V.Atan2(y.c, x.c), V.Atan2(y.d, x.d));
}
