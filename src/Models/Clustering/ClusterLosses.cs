using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>
/// Costs of clusters as functions of points and centroids, for training both with gradient steps. All of them are means over the points and fall
/// to <see cref="KMeansCost"/> where their sharpness grows.
/// </summary>
public static partial class ClusterLosses
{
    /// <summary>The cost of K-Means, mean over i of the minimum over j of |x[i] - c[j]|²: the inertia divided by N. Equally near centroids share the gradient.</summary>
    /// <param name="x">Points, [N, D].</param>
    /// <param name="centroids">c, [K, D].</param>
    [Differentiable]
    public static T KMeansCost<T>([Shape("N", "D")] Tensor<T> x, [Shape("K", "D")] Tensor<T> centroids)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(Min(SquaredDistances(x, centroids), axis: 1));

    /// <summary>
    /// Soft K-Means (the free energy of deterministic annealing, Rose et al., 1990): mean over i of -1/β log Σ_j exp(-β |x[i] - c[j]|²). Lies below
    /// <see cref="KMeansCost"/> by at most log(K)/β. The gradient weighs the centroids by softmax(-β |x[i] - c[j]|²).
    /// </summary>
    /// <param name="x">Points, [N, D].</param>
    /// <param name="centroids">c, [K, D].</param>
    /// <param name="beta">β, the inverse temperature, above 0: how fast a centroid's share falls with its squared distance.</param>
    [Differentiable]
    public static T SoftKMeans<T>([Shape("N", "D")] Tensor<T> x, [Shape("K", "D")] Tensor<T> centroids, [NoGradient] T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        -Mean(LogSumExp(SquaredDistances(x, centroids) * -beta, axis: 1)) / beta;

    /// <summary>Squared Euclidean distances of all pairs, by differences: an offset of all points costs no digits.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="centroids">[K, D].</param>
    /// <returns>[N, K].</returns>
    [Differentiable]
    [return: Shape("N", "K")]
    public static Tensor<T> SquaredDistances<T>([Shape("N", "D")] Tensor<T> x, [Shape("K", "D")] Tensor<T> centroids)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(Square(Unsqueeze(x, 1) - Unsqueeze(centroids, 0)), axis: 2);
}
