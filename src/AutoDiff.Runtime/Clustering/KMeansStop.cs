namespace AutoDiff.Clustering;

/// <summary>The rule that ended an iteration.</summary>
public enum KMeansStop
{
    /// <summary>No point changed its cluster, and no empty cluster was moved: a local minimum.</summary>
    LabelsUnchanged,

    /// <summary>The squared movement of the centroids fell to <see cref="KMeansOptions.AbsoluteTolerance"/>.</summary>
    AbsoluteTolerance,

    /// <summary>The squared movement of the centroids fell to <see cref="KMeansOptions.RelativeTolerance"/> times the mean variance of the columns.</summary>
    RelativeTolerance,

    /// <summary>The inertia changed by no more than <see cref="KMeansOptions.ObjectiveTolerance"/> of itself.</summary>
    ObjectiveTolerance,

    /// <summary><see cref="KMeansOptions.MaxIterations"/> were done.</summary>
    MaxIterations,

    /// <summary>Mini-batches: the smoothed inertia did not get better for <see cref="MiniBatchKMeansOptions.Patience"/> steps.</summary>
    NoImprovement,

    /// <summary><see cref="KMeansOptions.Observer"/> asked to stop.</summary>
    Observer,
}
