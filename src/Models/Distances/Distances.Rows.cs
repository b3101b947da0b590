using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Distances
{
    /// <summary>x1·x2 / (max(|x1|, ε) max(|x2|, ε)) of corresponding rows; 0 without gradient where a row is zero. PyTorch: <c>cosine_similarity</c>.</summary>
    /// <param name="x1">[N, D].</param>
    /// <param name="x2">[N, D].</param>
    /// <param name="epsilon">The smallest divisor.</param>
    /// <returns>[N].</returns>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> CosineSimilarity<T>([Shape("N", "D")] Tensor<T> x1, [Shape("N", "D")] Tensor<T> x2, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(Normalization.Normalize(x1, epsilon) * Normalization.Normalize(x2, epsilon), axis: 1);

    /// <summary>Euclidean length of each row. PyTorch: <c>linalg.vector_norm</c>.</summary>
    /// <param name="x">[N, D].</param>
    /// <returns>[N].</returns>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> RowNorm<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Norm(x, axis: 1);

    /// <summary>Product of each row; its gradient is exact with any number of zeros. PyTorch: <c>prod</c>.</summary>
    /// <param name="x">[N, D].</param>
    /// <returns>[N].</returns>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> RowProduct<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Prod(x, axis: 1);

    /// <summary>Unbiased variance of each row. PyTorch: <c>var</c>.</summary>
    /// <param name="x">[N, D], D at least 2.</param>
    /// <returns>[N].</returns>
    /// <exception cref="ArgumentException">D is 1.</exception>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> RowVariance<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Variance(x, axis: 1, correction: 1);

    /// <summary>Unbiased standard deviation of each row, with gradient 0 for a constant row. PyTorch: <c>std</c>.</summary>
    /// <param name="x">[N, D], D at least 2.</param>
    /// <returns>[N].</returns>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> RowStandardDeviation<T>([Shape("N", "D")] Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Norm(x - Mean(x, axis: 1, keepDims: true), axis: 1) / T.Sqrt(T.CreateChecked(x.Dimension(1) - 1));
}
