using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd512<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Exp(Simd512<T> x) => Exponential.Exp<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> ExpM1(Simd512<T> x) => Exponential.ExpM1<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Log(Simd512<T> x) => Logarithm.Log<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Log1P(Simd512<T> x) => Logarithm.Log1P<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Tanh(Simd512<T> x) => Logistic.Tanh<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Sigmoid(Simd512<T> x) => Logistic.Sigmoid<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> LogSigmoid(Simd512<T> x) => Logistic.LogSigmoid<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Softplus(Simd512<T> x) => Logistic.Softplus<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Erf(Simd512<T> x) => ErrorFunction.Erf<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Sin(Simd512<T> x) => Trigonometric.Sin<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Cos(Simd512<T> x) => Trigonometric.Cos<Simd512<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Pow(Simd512<T> x, Simd512<T> y) => Power.Pow<Simd512<T>, T>(x, y);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd512<T> Atan2(Simd512<T> y, Simd512<T> x) => ArcTangent.Atan2<Simd512<T>, T>(y, x);
}
