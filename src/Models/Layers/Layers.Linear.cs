using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>Layers without state: their parameters are arguments.</summary>
public static partial class Layers
{
    /// <summary>Fully connected layer, y = x Wᵀ + b.</summary>
    /// <param name="x">Rows of features, [N, I].</param>
    /// <param name="weight">One row per output, [O, I].</param>
    /// <param name="bias">[O].</param>
    /// <returns>[N, O].</returns>
    /// <remarks>PyTorch: <c>nn.functional.linear</c>.</remarks>
    [Differentiable]
    [return: Shape("N", "O")]
    public static Tensor<T> Linear<T>([Shape("N", "I")] Tensor<T> x, [Shape("O", "I")] Tensor<T> weight, [Shape("O")] Tensor<T> bias)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MatMul(x, Transpose(weight)) + bias;

    /// <summary>Fully connected layer without bias, y = x Wᵀ: for a layer that is followed by a normalization, which removes any bias.</summary>
    /// <param name="x">[N, I].</param>
    /// <param name="weight">[O, I].</param>
    /// <returns>[N, O].</returns>
    [Differentiable]
    [return: Shape("N", "O")]
    public static Tensor<T> LinearNoBias<T>([Shape("N", "I")] Tensor<T> x, [Shape("O", "I")] Tensor<T> weight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        MatMul(x, Transpose(weight));
}
