using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Activations
{
    /// <summary>1 / (1 + e⁻ˣ). PyTorch: <c>sigmoid</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Sigmoid<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.Sigmoid(x);

    /// <summary>log(1 / (1 + e⁻ˣ)), exact for large negative x. PyTorch: <c>logsigmoid</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> LogSigmoid<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.LogSigmoid(x);

    /// <summary>Hyperbolic tangent. PyTorch: <c>tanh</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Tanh<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.Tanh(x);

    /// <summary>The error function, 2/√π ∫₀ˣ e^(-t²) dt. PyTorch: <c>erf</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Erf<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Ops.Erf(x);

    /// <summary>x / (1 + |x|). PyTorch: <c>softsign</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Softsign<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x / (Abs(x) + 1);

    /// <summary>clamp(x/6 + 1/2, 0, 1): the sigmoid in three straight pieces; the derivative at ±3 is 0. PyTorch: <c>hardsigmoid</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> HardSigmoid<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Clamp(x + 3, T.Zero, T.CreateChecked(6)) / 6;

    /// <summary>
    /// log(1 + e^(βx)) / β, and exactly x where βx > threshold (there the difference is below e^-threshold / β). PyTorch: <c>softplus</c>.
    /// </summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Softplus<T>([Shape("N", "D")] Tensor<T> x, [NoGradient] T beta, [NoGradient] T threshold)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scaled = beta * x;
        var linear = scaled > threshold;
        return Where(linear, x, Ops.Softplus(Where(linear, T.Zero, scaled)) / beta);
    }
}
