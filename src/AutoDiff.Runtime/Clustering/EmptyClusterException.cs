namespace AutoDiff.Clustering;

/// <summary>A cluster has lost all its points, and the policy is <see cref="EmptyClusterPolicy.Throw"/>.</summary>
public sealed class EmptyClusterException : InvalidOperationException
{
    public EmptyClusterException()
    {
    }

    public EmptyClusterException(string message) : base(message)
    {
    }

    public EmptyClusterException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public EmptyClusterException(int cluster, int iteration)
        : base($"Cluster {cluster} is empty in iteration {iteration}. Ask for fewer clusters, start from other centroids, or choose another policy.")
        => (Cluster, Iteration) = (cluster, iteration);

    public int Cluster { get; }

    public int Iteration { get; }
}
