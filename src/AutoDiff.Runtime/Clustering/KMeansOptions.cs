namespace AutoDiff.Clustering;

/// <summary>What to cluster into, and when to stop.</summary>
public sealed record KMeansOptions
{
    /// <summary>Number of clusters k, from 1 to the number of rows. With given centroids, 0 stands for their number.</summary>
    public required int Clusters { get; init; }

    public KMeansInitialization Initialization { get; init; } = KMeansInitialization.GreedyKMeansPlusPlus;

    /// <summary>Starts from different random centroids; the one with the lowest inertia is returned. With given centroids there is one start.</summary>
    public int Restarts { get; init; } = 1;

    public int MaxIterations { get; init; } = 300;

    /// <summary>Stop when the sum of squared movements of the centroids is at most this; null for never.</summary>
    public double? AbsoluteTolerance { get; init; }

    /// <summary>Stop when the sum of squared movements is at most this times the mean over the columns of their variance (as in scikit-learn); null for never.</summary>
    public double? RelativeTolerance { get; init; } = 1e-4;

    /// <summary>Stop when the inertia changes by at most this share of itself; null for never.</summary>
    public double? ObjectiveTolerance { get; init; }

    public KMeansAlgorithm Algorithm { get; init; } = KMeansAlgorithm.Auto;

    public EmptyClusterPolicy EmptyClusters { get; init; } = EmptyClusterPolicy.RelocateFarthest;

    /// <summary>Rows and centroids are scaled to length 1, so that the nearest centroid is the one with the largest cosine. Works on a scaled copy of the data.</summary>
    public bool Spherical { get; init; }

    /// <summary>What is minimized: squared Euclidean distances to means, or absolute differences to medians.</summary>
    public KMeansMetric Metric { get; init; } = KMeansMetric.Euclidean;

    /// <summary>What follows the iterations of each start. For means of rows as they are: not with <see cref="Spherical"/> or medians.</summary>
    public KMeansRefinement Refinement { get; init; } = KMeansRefinement.None;

    /// <summary>Chooses the random numbers; the same seed gives the same result on any number of threads.</summary>
    public ulong Seed { get; init; }

    /// <summary>Sees every iteration; false stops after it.</summary>
    public Func<KMeansIteration, bool>? Observer { get; init; }

    internal void Validate()
    {
        if (Clusters < 0) throw new ArgumentException($"{Clusters} clusters: ask for at least 1.");
        if (Restarts < 1) throw new ArgumentException($"{Restarts} restarts: at least 1 is needed.");
        if (MaxIterations < 1) throw new ArgumentException($"{MaxIterations} iterations: at least 1 is needed.");
        Check(AbsoluteTolerance, nameof(AbsoluteTolerance));
        Check(RelativeTolerance, nameof(RelativeTolerance));
        Check(ObjectiveTolerance, nameof(ObjectiveTolerance));
        bool manhattan = Metric == KMeansMetric.Manhattan;
        if (Spherical && manhattan) throw new ArgumentException("Spherical clusters are compared by angles, Manhattan ones by absolute differences. Ask for one of them.");
        if (Refinement != KMeansRefinement.None && (Spherical || manhattan))
            throw new ArgumentException($"The refinement {Refinement} is for means and squared distances. Leave it out with {(manhattan ? "medians" : "spherical clusters")}.");
    }

    private static void Check(double? tolerance, string name)
    {
        if (tolerance is { } value && !(value >= 0)) throw new ArgumentException($"{name} is {value}: a threshold is not negative; null turns it off.");
    }
}
