using System.Numerics;

namespace AutoDiff.Clustering;

/// <summary>What mini-batches found.</summary>
/// <param name="Model">The centroids.</param>
/// <param name="Labels">The cluster of each row; empty if they were not asked for.</param>
/// <param name="Inertia">Weighted sum of squared distances; NaN without labels.</param>
/// <param name="Steps">Batches that were used.</param>
/// <param name="Stop">The rule that ended it.</param>
/// <param name="Reassigned">Centroids that were put elsewhere because they had too little weight.</param>
public sealed record MiniBatchKMeansResult<T>(KMeansModel<T> Model, int[] Labels, double Inertia, int Steps, KMeansStop Stop, int Reassigned)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>;
