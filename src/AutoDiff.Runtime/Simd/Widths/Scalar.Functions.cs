using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace AutoDiff;

// One lane of the 128-bit form: the same instructions, hence the same bits.
public readonly partial struct Scalar<T>
{
    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Exp(Scalar<T> x) => Lane(Simd128<T>.Exp(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> ExpM1(Scalar<T> x) => Lane(Simd128<T>.ExpM1(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Log(Scalar<T> x) => Lane(Simd128<T>.Log(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Log1P(Scalar<T> x) => Lane(Simd128<T>.Log1P(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Tanh(Scalar<T> x) => Lane(Simd128<T>.Tanh(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Sigmoid(Scalar<T> x) => Lane(Simd128<T>.Sigmoid(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> LogSigmoid(Scalar<T> x) => Lane(Simd128<T>.LogSigmoid(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Softplus(Scalar<T> x) => Lane(Simd128<T>.Softplus(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Erf(Scalar<T> x) => Lane(Simd128<T>.Erf(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Sin(Scalar<T> x) => Lane(Simd128<T>.Sin(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Cos(Scalar<T> x) => Lane(Simd128<T>.Cos(Vector(x)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Pow(Scalar<T> x, Scalar<T> y) => Lane(Simd128<T>.Pow(Vector(x), Vector(y)));

    /// <inheritdoc/>
    [MethodImpl(AggressiveInlining)]
    public static Scalar<T> Atan2(Scalar<T> y, Scalar<T> x) => Lane(Simd128<T>.Atan2(Vector(y), Vector(x)));

    [MethodImpl(AggressiveInlining)]
    private static Simd128<T> Vector(Scalar<T> x) => new(Vector128.CreateScalar(x.value));

    [MethodImpl(AggressiveInlining)]
    private static Scalar<T> Lane(Simd128<T> x) => new(x.First);
}
