namespace AutoDiff.Clustering;

/// <summary>How the first centroids are chosen. All but <see cref="Random"/> favour points far from the centroids chosen before.</summary>
public enum KMeansInitialization
{
    /// <summary>k-means++ that draws 2 + floor(ln k) candidates (at most 8) for each centroid and keeps the one with the lowest inertia. Arthur and Vassilvitskii (2007), section 6.</summary>
    GreedyKMeansPlusPlus,

    /// <summary>k-means++: each next row with a probability proportional to weight * D^2. Arthur and Vassilvitskii (2007).</summary>
    KMeansPlusPlus,

    /// <summary>k-means||: two rounds that draw about 2k rows each, then k-means++ on those. Bahmani et al. (2012).</summary>
    KMeansParallel,

    /// <summary>Markov chains that approximate k-means++ without a sweep for each centroid. Bachem et al. (2016), AFK-MC2.</summary>
    MarkovChain,

    /// <summary>Distinct rows, each equally likely; rows of weight 0 only when no others are left.</summary>
    Random,
}
