namespace AutoDiff.Clustering;

/// <summary>How nearest centroids are found. All give the same labels; they differ in time and memory.</summary>
public enum KMeansAlgorithm
{
    /// <summary>Chosen by the number of points, clusters and features.</summary>
    Auto,

    /// <summary>All distances in every iteration, fused with the minimum. O(n) memory.</summary>
    Lloyd,

    /// <summary>One lower bound for each point (Hamerly 2010); what the bounds cannot decide goes through the fused kernel. O(n) memory.</summary>
    Hamerly,

    /// <summary>One lower bound for each point and group of about ten centroids (Ding et al. 2015).</summary>
    Yinyang,

    /// <summary>One lower bound for each point and centroid (Elkan 2003): n k numbers, so never chosen by <see cref="Auto"/>.</summary>
    Elkan,
}
