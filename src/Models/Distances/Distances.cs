using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>Distances, norms and similarities of rows. Where a distance is 0 its gradient is 0.</summary>
public static partial class Distances
{
    /// <summary>Euclidean distance of corresponding rows, |x1 - x2 + ε|. PyTorch: <c>pairwise_distance</c>.</summary>
    /// <param name="x1">[N, D].</param>
    /// <param name="x2">[N, D].</param>
    /// <param name="epsilon">Added to each difference.</param>
    /// <returns>[N].</returns>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> Pairwise<T>([Shape("N", "D")] Tensor<T> x1, [Shape("N", "D")] Tensor<T> x2, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Norm(x1 - x2 + epsilon, axis: 1);

    /// <summary>Sum of the absolute differences of corresponding rows. PyTorch: <c>pairwise_distance(p=1)</c>.</summary>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> PairwiseL1<T>([Shape("N", "D")] Tensor<T> x1, [Shape("N", "D")] Tensor<T> x2, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(Abs(x1 - x2 + epsilon), axis: 1);

    /// <summary>Largest absolute difference of corresponding rows. PyTorch: <c>pairwise_distance(p=inf)</c>.</summary>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> PairwiseMax<T>([Shape("N", "D")] Tensor<T> x1, [Shape("N", "D")] Tensor<T> x2, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Max(Abs(x1 - x2 + epsilon), axis: 1);

    /// <summary>(Σ |x1 - x2 + ε|^p)^(1/p) of corresponding rows. PyTorch: <c>pairwise_distance(p)</c>.</summary>
    /// <param name="x1">[N, D].</param>
    /// <param name="x2">[N, D].</param>
    /// <param name="p">Above 1.</param>
    /// <param name="epsilon">Added to each difference.</param>
    /// <returns>[N].</returns>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> PairwiseLp<T>([Shape("N", "D")] Tensor<T> x1, [Shape("N", "D")] Tensor<T> x2, [NoGradient] T p, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var sum = Sum(Pow(Abs(x1 - x2 + epsilon), p), axis: 1);
        var apart = sum > 0;
        return Where(apart, Pow(Where(apart, sum, T.One), T.One / p), T.Zero);
    }

    /// <summary>Euclidean distances of all pairs of rows. PyTorch: <c>cdist</c>.</summary>
    /// <param name="x1">[N, D].</param>
    /// <param name="x2">[M, D].</param>
    /// <returns>[N, M].</returns>
    [Differentiable]
    [return: Shape("N", "M")]
    public static Tensor<T> AllPairs<T>([Shape("N", "D")] Tensor<T> x1, [Shape("M", "D")] Tensor<T> x2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Norm(Unsqueeze(x1, 1) - Unsqueeze(x2, 0), axis: 2);

    /// <summary>Sums of absolute differences of all pairs of rows. PyTorch: <c>cdist(p=1)</c>.</summary>
    [Differentiable]
    [return: Shape("N", "M")]
    public static Tensor<T> AllPairsL1<T>([Shape("N", "D")] Tensor<T> x1, [Shape("M", "D")] Tensor<T> x2)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(Abs(Unsqueeze(x1, 1) - Unsqueeze(x2, 0)), axis: 2);
}
