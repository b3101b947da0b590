namespace AutoDiff.Clustering;

/// <summary>What follows the iterations.</summary>
public enum KMeansRefinement
{
    /// <summary>Nothing: the result is a local minimum of assigning and moving in turn.</summary>
    None,

    /// <summary>
    /// Single rows change their cluster while that lowers the inertia, which counts that both centroids move with the row. Hartigan and Wong (1979),
    /// the optimal-transfer stage. What no row can improve is also a minimum of Lloyd's iterations, but not the other way round.
    /// </summary>
    HartiganWong,
}
