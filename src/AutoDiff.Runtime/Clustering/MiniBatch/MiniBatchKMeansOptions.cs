namespace AutoDiff.Clustering;

/// <summary>K-Means on small random samples (Sculley 2010): each centroid moves by the mean of its new points with a step of 1 / its weight so far.</summary>
public sealed record MiniBatchKMeansOptions
{
    /// <summary>Number of clusters k.</summary>
    public required int Clusters { get; init; }

    /// <summary>Rows of a step, drawn with replacement.</summary>
    public int BatchSize { get; init; } = 1024;

    /// <summary>At most Epochs * n / BatchSize steps.</summary>
    public int Epochs { get; init; } = 100;

    public KMeansInitialization Initialization { get; init; } = KMeansInitialization.GreedyKMeansPlusPlus;

    /// <summary>Rows that first centroids are chosen among; 0 for three batches. At least 3 k and at most n are used.</summary>
    public int InitializationRows { get; init; }

    /// <summary>Stop when the smoothed squared movement falls to this times the mean variance of the columns; null for never.</summary>
    public double? RelativeTolerance { get; init; }

    /// <summary>Stop after so many steps without a better smoothed inertia; null for never.</summary>
    public int? Patience { get; init; } = 10;

    /// <summary>Now and then, centroids whose weight is below this share of the largest are put onto random rows of the batch, at most half a batch of them; 0 for never.</summary>
    public double ReassignmentRatio { get; init; } = 0.01;

    /// <summary>Assign all rows at the end. Without it, there are no labels and no inertia.</summary>
    public bool ComputeLabels { get; init; } = true;

    /// <summary>Chooses the random numbers.</summary>
    public ulong Seed { get; init; }

    /// <summary>Rows that first centroids are chosen among.</summary>
    internal int RowsToStartFrom(int rows)
    {
        long wanted = InitializationRows > 0 ? InitializationRows : 3L * BatchSize;
        return (int)Math.Min(Math.Max(wanted, 3L * Clusters), rows);
    }

    internal void Validate()
    {
        if (BatchSize < 1) throw new ArgumentException($"A batch of {BatchSize} rows: at least 1 is needed.");
        if (Epochs < 1) throw new ArgumentException($"{Epochs} epochs: at least 1 is needed.");
        if (InitializationRows < 0) throw new ArgumentException($"{InitializationRows} rows for the initialization: the number is not negative.");
        if (!(ReassignmentRatio >= 0 && ReassignmentRatio <= 1)) throw new ArgumentException($"ReassignmentRatio is {ReassignmentRatio}: it lies between 0 and 1.");
        if (RelativeTolerance is { } tolerance && !(tolerance >= 0)) throw new ArgumentException($"RelativeTolerance is {tolerance}: a threshold is not negative; null turns it off.");
        if (Patience is < 1) throw new ArgumentException($"Patience is {Patience}: at least 1, or null for never.");
    }
}
