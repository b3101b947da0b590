using System.Numerics;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>Hyperbolic tangent, accurate near 0.</summary>
    public static Tensor<T> Tanh<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Pointwise.MapEach(x, T.Tanh); // One by one: TensorPrimitives.Tanh loses the digits of small x (1e-300 gives -0).

    /// <inheritdoc cref="Tanh{T}(Tensor{T})"/>
    public static T Tanh<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Tanh(x);

    /// <summary>1 / (1 + exp(-x)), without overflow.</summary>
    public static Tensor<T> Sigmoid<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.MapEach(x, SpecialFunctions.Sigmoid);

    /// <inheritdoc cref="Sigmoid{T}(Tensor{T})"/>
    public static T Sigmoid<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => SpecialFunctions.Sigmoid(x);

    /// <summary>log(1 + exp(x)) = max(x, 0) + log1p(exp(-|x|)); never linearized.</summary>
    public static Tensor<T> Softplus<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.MapEach(x, SpecialFunctions.Softplus);

    /// <inheritdoc cref="Softplus{T}(Tensor{T})"/>
    public static T Softplus<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => SpecialFunctions.Softplus(x);

    /// <summary>log(sigmoid(x)) = -softplus(-x).</summary>
    public static Tensor<T> LogSigmoid<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.MapEach(x, SpecialFunctions.LogSigmoid);

    /// <inheritdoc cref="LogSigmoid{T}(Tensor{T})"/>
    public static T LogSigmoid<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => SpecialFunctions.LogSigmoid(x);

    /// <summary>The error function 2/sqrt(pi) times the integral of exp(-t^2) from 0 to x.</summary>
    public static Tensor<T> Erf<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Pointwise.MapEach(x, SpecialFunctions.Erf);

    /// <inheritdoc cref="Erf{T}(Tensor{T})"/>
    public static T Erf<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => SpecialFunctions.Erf(x);

    /// <summary>max(x, 0); the derivative at 0 is 0. NaN stays NaN.</summary>
    public static Tensor<T> Relu<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Maximum(x, T.Zero);

    /// <inheritdoc cref="Relu{T}(Tensor{T})"/>
    public static T Relu<T>(T x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Max(x, T.Zero);
}
