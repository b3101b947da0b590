using System.Numerics;

namespace AutoDiff.Clustering;

/// <summary>What a fit found.</summary>
/// <param name="Model">The centroids.</param>
/// <param name="Labels">The cluster of each row: what <see cref="KMeansModel{T}.Predict(Tensor{T})"/> gives for them.</param>
/// <param name="Inertia">Weighted sum of squared distances of the rows to their centroids.</param>
/// <param name="Iterations">Iterations of the best start.</param>
/// <param name="Stop">The rule that ended it.</param>
/// <param name="Algorithm">What found the nearest centroids.</param>
/// <param name="ClusterWeights">Sum of the weights in each cluster; the number of points where there are no weights.</param>
/// <param name="DistinctClusters">Clusters that have a point.</param>
/// <param name="Relocations">Empty clusters that were moved, over all iterations of the best start.</param>
/// <param name="Transfers">Moves of single rows by <see cref="KMeansOptions.Refinement"/> in the best start.</param>
/// <param name="Trace">Its iterations.</param>
/// <param name="Notes">Sentences about what a user should know: fewer clusters than asked for, another algorithm than asked for.</param>
public sealed record KMeansResult<T>(
    KMeansModel<T> Model,
    int[] Labels,
    double Inertia,
    int Iterations,
    KMeansStop Stop,
    KMeansAlgorithm Algorithm,
    double[] ClusterWeights,
    int DistinctClusters,
    int Relocations,
    int Transfers,
    IReadOnlyList<KMeansIteration> Trace,
    IReadOnlyList<string> Notes)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
