namespace AutoDiff.Clustering;

/// <summary>What becomes of a cluster that no point is nearest to.</summary>
public enum EmptyClusterPolicy
{
    /// <summary>It takes the point farthest from its own centroid, which leaves its cluster; with several empty clusters the farthest points in turn.</summary>
    RelocateFarthest,

    /// <summary>The heaviest cluster is divided: its centroid and a copy are moved apart by a thousandth of the spread of the data.</summary>
    Split,

    /// <summary>Its centroid stays where it was.</summary>
    Keep,

    /// <summary>An <see cref="EmptyClusterException"/>.</summary>
    Throw,
}
