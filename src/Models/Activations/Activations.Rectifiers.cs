using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>
/// Activation functions, elementwise on [N, D]. Data of another rank is viewed as a matrix (<see cref="Tensor{T}.WithShape"/>), which copies nothing.
/// </summary>
public static partial class Activations
{
    /// <summary>max(x, 0); the derivative at 0 is 0. PyTorch: <c>relu</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Relu<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.Relu(x);

    /// <summary>x for x > 0, slope · x otherwise; the derivative at 0 is the slope. PyTorch: <c>leaky_relu</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> LeakyRelu<T>([Shape("N", "D")] Tensor<T> x, [NoGradient] T slope)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Where(x > 0, x, slope * x);

    /// <summary>x for x > 0, α(eˣ - 1) otherwise (Clevert et al., 2015). PyTorch: <c>elu</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Elu<T>([Shape("N", "D")] Tensor<T> x, [NoGradient] T alpha)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // The exponential never sees a positive number, so that the branch that is not taken stays finite.
        var positive = x > 0;
        return Where(positive, x, alpha * ExpM1(Where(positive, T.Zero, x)));
    }

    /// <summary>
    /// λx for x > 0, λα(eˣ - 1) otherwise, with the constants that keep mean 0 and variance 1 (Klambauer et al., 2017). The derivative at 0 is λα.
    /// PyTorch: <c>selu</c>.
    /// </summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Selu<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double Alpha = 1.6732632423543772848170429916717, Lambda = 1.0507009873554804934193349852946;
        var positive = x > 0;
        return Where(positive, x * Lambda, ExpM1(Where(positive, T.Zero, x)) * (Lambda * Alpha));
    }
}
