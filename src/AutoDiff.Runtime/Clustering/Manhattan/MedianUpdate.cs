using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>New centroids as the weighted medians of their rows, feature by feature.</summary>
internal static unsafe class MedianUpdate
{
    /// <summary>Writes the new centroids and returns how many empty clusters found a place. A relocated row gets the label of its new cluster.</summary>
    /// <exception cref="EmptyClusterException">A cluster is empty and the policy says so.</exception>
    public static int Apply<T, W>(
        in PointRows<T> rows, double* weights, int* labels, in ClusterTotals totals, double* old, double* moved, KMeansOptions options, int iteration, double meanVariance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        int clusters = options.Clusters, dimension = rows.Dimension, relocated = 0;
        var empty = CentroidUpdate.Empty(totals, clusters);
        if (empty.Count > 0 && options.EmptyClusters == EmptyClusterPolicy.Throw) throw new EmptyClusterException(empty[0], iteration);
        if (empty.Count > 0 && options.EmptyClusters == EmptyClusterPolicy.RelocateFarthest)
            relocated = Relocate<T, W>(rows, weights, labels, totals, old, empty);
        new ReadOnlySpan<double>(old, checked(clusters * dimension)).CopyTo(new Span<double>(moved, clusters * dimension));
        Medians(rows, weights, labels, clusters, moved);
        if (options.EmptyClusters == EmptyClusterPolicy.Split) relocated = Splitting.Apply(totals, moved, dimension, empty, Math.Sqrt(meanVariance));
        return relocated;
    }

    /// <summary>Gives each empty cluster the farthest row that is left; nothing moves that lies on its centroid.</summary>
    private static int Relocate<T, W>(in PointRows<T> rows, double* weights, int* labels, in ClusterTotals totals, double* centroids, List<int> empty)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        double* distances = Scratch.Rent<double>(workspace, rows.Count), x = Scratch.Rent<double>(workspace, rows.Dimension);
        for (int i = 0; i < rows.Count; i++)
        {
            ManhattanDistance.Widen<T, W>(rows, i, x);
            distances[i] = ManhattanDistance.Of<W>(x, centroids + (nint)labels[i] * rows.Dimension, rows.Dimension);
        }
        var farthest = FarthestRows.Of(distances, weights, rows.Count, empty.Count);
        for (int i = 0; i < farthest.Count; i++)
        {
            int row = farthest[i], donor = labels[row];
            double weight = weights is null ? 1 : weights[row];
            totals.Weights[donor] -= weight;
            totals.Weights[empty[i]] = weight;
            labels[row] = empty[i];
        }
        return farthest.Count;
    }

    /// <summary>Centroids of clusters without rows of positive weight stay as they are.</summary>
    private static void Medians<T>(in PointRows<T> rows, double* weights, int* labels, int clusters, double* centroids)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        int* order = Scratch.Rent<int>(workspace, rows.Count), starts = Scratch.Rent<int>(workspace, clusters + 1);
        Group(labels, weights, rows.Count, clusters, order, starts);
        var job = new MedianJob<T> { Rows = rows, Weights = weights, Order = order, Starts = starts, Centroids = centroids };
        WorkerPool.Shared.Run(in job, checked(clusters * rows.Dimension));
    }

    /// <summary>Rows of positive weight in the order of their labels: those of cluster j from starts[j] to starts[j + 1] - 1.</summary>
    private static void Group(int* labels, double* weights, int count, int clusters, int* order, int* starts)
    {
        new Span<int>(starts, clusters + 1).Clear();
        for (int i = 0; i < count; i++)
            if (weights is null || weights[i] > 0) starts[labels[i] + 1]++;
        for (int j = 0; j < clusters; j++) starts[j + 1] += starts[j];
        Span<int> next = new int[clusters];
        for (int i = 0; i < count; i++)
            if (weights is null || weights[i] > 0) order[starts[labels[i]] + next[labels[i]]++] = i;
    }
}
