namespace AutoDiff.Clustering;

/// <summary>What is minimized, and so what a centroid is. First centroids are drawn by squared Euclidean distances either way.</summary>
public enum KMeansMetric
{
    /// <summary>Sum of squared Euclidean distances; centroids are means.</summary>
    Euclidean,

    /// <summary>
    /// Sum of absolute differences over all features (k-medians); centroids are medians, feature by feature. Few far points hardly move them.
    /// Where a median is not unique, the middle of its interval is taken. Inertia is a sum of distances, not of squares.
    /// </summary>
    Manhattan,
}
