using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd256<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Exp(Simd256<T> x) => Exponential.Exp<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> ExpM1(Simd256<T> x) => Exponential.ExpM1<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Log(Simd256<T> x) => Logarithm.Log<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Log1P(Simd256<T> x) => Logarithm.Log1P<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Tanh(Simd256<T> x) => Logistic.Tanh<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Sigmoid(Simd256<T> x) => Logistic.Sigmoid<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> LogSigmoid(Simd256<T> x) => Logistic.LogSigmoid<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Softplus(Simd256<T> x) => Logistic.Softplus<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Erf(Simd256<T> x) => ErrorFunction.Erf<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Sin(Simd256<T> x) => Trigonometric.Sin<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Cos(Simd256<T> x) => Trigonometric.Cos<Simd256<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Pow(Simd256<T> x, Simd256<T> y) => Power.Pow<Simd256<T>, T>(x, y);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd256<T> Atan2(Simd256<T> y, Simd256<T> x) => ArcTangent.Atan2<Simd256<T>, T>(y, x);
}
