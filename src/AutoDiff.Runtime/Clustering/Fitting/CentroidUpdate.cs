using System.Numerics;

namespace AutoDiff.Clustering;

/// <summary>New centroids from the totals of the clusters.</summary>
internal static unsafe class CentroidUpdate
{
    /// <summary>Writes the new centroids and returns how many empty clusters found a place.</summary>
    /// <exception cref="EmptyClusterException">A cluster is empty and the policy says so.</exception>
    public static int Apply<T, W>(
        in PointRows<T> rows, double* weights, int* labels, in ClusterTotals totals, double* old, double* moved, KMeansOptions options, int iteration, double meanVariance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        int clusters = options.Clusters, dimension = rows.Dimension, relocated = 0;
        var empty = Empty(totals, clusters);
        if (empty.Count > 0 && options.EmptyClusters == EmptyClusterPolicy.Throw) throw new EmptyClusterException(empty[0], iteration);
        if (empty.Count > 0 && options.EmptyClusters == EmptyClusterPolicy.RelocateFarthest)
            relocated = Relocation.Apply<T, W>(rows, weights, labels, totals, old, empty);
        for (int j = 0; j < clusters; j++)
        {
            double* to = moved + (nint)j * dimension;
            if (totals.Counts[j] > 0) Mean(totals.Sums + (nint)j * dimension, totals.Weights[j], dimension, to);
            else Copy(old + (nint)j * dimension, dimension, to);
        }
        if (options.EmptyClusters == EmptyClusterPolicy.Split) relocated = Splitting.Apply(totals, moved, dimension, empty, Math.Sqrt(meanVariance));
        if (options.EmptyClusters == EmptyClusterPolicy.RelocateFarthest && empty.Count > 0) OntoHeaviest(totals, clusters, dimension, moved);
        if (options.Spherical) Normalize(moved, old, clusters, dimension);
        return relocated;
    }

    /// <summary>The cluster with the largest weight; the lowest number wins ties.</summary>
    public static int Heaviest(double* weights, int clusters)
    {
        int heaviest = 0;
        for (int j = 1; j < clusters; j++)
            if (weights[j] > weights[heaviest]) heaviest = j;
        return heaviest;
    }

    /// <summary>The clusters without a row of positive weight.</summary>
    public static List<int> Empty(in ClusterTotals totals, int clusters)
    {
        var empty = new List<int>();
        for (int j = 0; j < clusters; j++)
            if (totals.Counts[j] == 0) empty.Add(j);
        return empty;
    }

    private static void Mean(double* sum, double weight, int dimension, double* mean)
    {
        for (nint k = 0; k < dimension; k++) mean[k] = sum[k] / weight;
    }

    private static void Copy(double* from, int dimension, double* to) => new ReadOnlySpan<double>(from, dimension).CopyTo(new Span<double>(to, dimension));

    /// <summary>A cluster that is still empty, or has given away its last point, takes the place of the heaviest.</summary>
    private static void OntoHeaviest(in ClusterTotals totals, int clusters, int dimension, double* moved)
    {
        int heaviest = Heaviest(totals.Weights, clusters);
        for (int j = 0; j < clusters; j++)
            if (totals.Counts[j] == 0) Copy(moved + (nint)heaviest * dimension, dimension, moved + (nint)j * dimension);
    }

    /// <summary>To length 1. A mean of 0 has no direction: the centroid stays.</summary>
    private static void Normalize(double* moved, double* old, int clusters, int dimension)
    {
        for (int j = 0; j < clusters; j++)
        {
            var centroid = new Span<double>(moved + (nint)j * dimension, dimension);
            double norm = Reductions.Norm<double>(centroid);
            if (norm == 0) Copy(old + (nint)j * dimension, dimension, moved + (nint)j * dimension);
            else foreach (ref double value in centroid) value /= norm;
        }
    }
}
