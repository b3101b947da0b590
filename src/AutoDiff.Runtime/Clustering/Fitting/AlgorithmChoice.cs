namespace AutoDiff.Clustering;

/// <summary>Picks what finds the nearest centroids.</summary>
internal static class AlgorithmChoice
{
    /// <summary>Below this many multiplications for a point, computing all distances costs less than looking at bounds.</summary>
    private const long CheapDistances = 4096;

    /// <summary>With fewer clusters, reading a point costs as much as its distances.</summary>
    private const int FewClusters = 32;

    public static KMeansAlgorithm For(KMeansOptions options, int rows, int dimension)
    {
        var (wanted, clusters) = (options.Algorithm, options.Clusters);
        if (clusters == 1 || options.Metric != KMeansMetric.Euclidean) return KMeansAlgorithm.Lloyd;
        if (wanted != KMeansAlgorithm.Auto) return wanted;
        return (long)dimension * clusters <= CheapDistances || clusters < FewClusters || rows < 4L * clusters ? KMeansAlgorithm.Lloyd : KMeansAlgorithm.Hamerly;
    }
}
