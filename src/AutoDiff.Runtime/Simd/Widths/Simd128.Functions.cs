using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

public readonly partial struct Simd128<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Exp(Simd128<T> x) => Exponential.Exp<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> ExpM1(Simd128<T> x) => Exponential.ExpM1<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Log(Simd128<T> x) => Logarithm.Log<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Log1P(Simd128<T> x) => Logarithm.Log1P<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Tanh(Simd128<T> x) => Logistic.Tanh<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Sigmoid(Simd128<T> x) => Logistic.Sigmoid<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> LogSigmoid(Simd128<T> x) => Logistic.LogSigmoid<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Softplus(Simd128<T> x) => Logistic.Softplus<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Erf(Simd128<T> x) => ErrorFunction.Erf<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Sin(Simd128<T> x) => Trigonometric.Sin<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Cos(Simd128<T> x) => Trigonometric.Cos<Simd128<T>, T>(x);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Pow(Simd128<T> x, Simd128<T> y) => Power.Pow<Simd128<T>, T>(x, y);

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Simd128<T> Atan2(Simd128<T> y, Simd128<T> x) => ArcTangent.Atan2<Simd128<T>, T>(y, x);
}
