using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Activations
{
    /// <summary>x Φ(x) with the normal distribution function Φ(x) = (1 + erf(x/√2))/2 (Hendrycks and Gimpel, 2016). PyTorch: <c>gelu</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Gelu<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double InverseSqrt2 = 0.70710678118654752440084436210485;
        return x * (Ops.Erf(x * InverseSqrt2) + 1) * 0.5;
    }

    /// <summary>x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2, the approximation used by GPT-2. PyTorch: <c>gelu(approximate="tanh")</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> GeluTanh<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        const double SqrtTwoOverPi = 0.79788456080286535587989211986876;
        var inner = x * (Square(x) * 0.044715 + 1) * SqrtTwoOverPi;
        return x * (Ops.Tanh(inner) + 1) * 0.5;
    }

    /// <summary>x σ(1.702 x), the approximation used by CLIP. PyTorch: none (<c>QuickGELU</c>).</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> QuickGelu<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x * Ops.Sigmoid(x * 1.702);

    /// <summary>x σ(x), also called swish (Ramachandran et al., 2017). PyTorch: <c>silu</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Silu<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x * Ops.Sigmoid(x);

    /// <summary>x tanh(log(1 + eˣ)) (Misra, 2019). PyTorch: <c>mish</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Mish<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x * Ops.Tanh(Ops.Softplus(x));

    /// <summary>x clamp(x/6 + 1/2, 0, 1) (Howard et al., 2019); the derivative is 0 at -3 and 1 at 3. PyTorch: <c>hardswish</c>.</summary>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> HardSwish<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x * Clamp(x + 3, T.Zero, T.CreateChecked(6)) / 6;

    /// <summary>gelu(gate) · up (Shazeer, 2020).</summary>
    /// <param name="gate">[N, D].</param>
    /// <param name="up">[N, D].</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> GeGlu<T>([Shape("N", "D")] Tensor<T> gate, [Shape("N", "D")] Tensor<T> up)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Gelu(gate) * up;

    /// <summary>silu(gate) · up (Shazeer, 2020).</summary>
    /// <param name="gate">[N, D].</param>
    /// <param name="up">[N, D].</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> SwiGlu<T>([Shape("N", "D")] Tensor<T> gate, [Shape("N", "D")] Tensor<T> up)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Silu(gate) * up;
}
