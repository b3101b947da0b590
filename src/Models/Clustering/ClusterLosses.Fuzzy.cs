using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class ClusterLosses
{
    /// <summary>
    /// Fuzzy c-means (Bezdek, 1981) with its best memberships put in: mean over i of (Σ_j |x[i] - c[j]|^(-2p))^(-1/p) with p = 1/(m - 1), where m is
    /// the fuzzifier. Does not depend on the unit of the data as β of <see cref="SoftKMeans"/> does.
    /// </summary>
    /// <param name="x">Points, [N, D].</param>
    /// <param name="centroids">c, [K, D].</param>
    /// <param name="sharpness">p, above 0: 1 is the customary fuzzifier 2; the larger, the nearer to <see cref="KMeansCost"/>.</param>
    /// <remarks>Squared distances below 1e-30 count as 1e-30, with gradient 0: a point on a centroid rests.</remarks>
    [Differentiable]
    public static T FuzzyCMeans<T>([Shape("N", "D")] Tensor<T> x, [Shape("K", "D")] Tensor<T> centroids, [NoGradient] T sharpness)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var squared = Maximum(SquaredDistances(x, centroids), T.CreateChecked(1e-30));
        // The power mean by logarithms: no power overflows, whatever the sharpness.
        return Mean(Exp(LogSumExp(Log(squared) * -sharpness, axis: 1) / -sharpness));
    }

    /// <summary>The memberships that belong to <see cref="FuzzyCMeans"/>: u[i, j] proportional to |x[i] - c[j]|^(-2p), each row with sum 1.</summary>
    /// <param name="x">Points, [N, D].</param>
    /// <param name="centroids">c, [K, D].</param>
    /// <param name="sharpness">p = 1/(m - 1), above 0.</param>
    /// <returns>[N, K].</returns>
    [Differentiable]
    [return: Shape("N", "K")]
    public static Tensor<T> FuzzyMemberships<T>([Shape("N", "D")] Tensor<T> x, [Shape("K", "D")] Tensor<T> centroids, [NoGradient] T sharpness)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Softmax(Log(Maximum(SquaredDistances(x, centroids), T.CreateChecked(1e-30))) * -sharpness, axis: 1);

    /// <summary>The shares of <see cref="SoftKMeans"/>: softmax over the centroids of -β |x[i] - c[j]|².</summary>
    /// <param name="x">Points, [N, D].</param>
    /// <param name="centroids">c, [K, D].</param>
    /// <param name="beta">β, above 0.</param>
    /// <returns>[N, K].</returns>
    [Differentiable]
    [return: Shape("N", "K")]
    public static Tensor<T> SoftAssignments<T>([Shape("N", "D")] Tensor<T> x, [Shape("K", "D")] Tensor<T> centroids, [NoGradient] T beta)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Softmax(SquaredDistances(x, centroids) * -beta, axis: 1);
}
