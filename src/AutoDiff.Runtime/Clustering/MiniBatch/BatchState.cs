using System.Numerics;

namespace AutoDiff.Clustering;

/// <summary>Centroids relative to an offset, and the weight that each has gathered.</summary>
internal sealed class BatchState<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public BatchState(ReadOnlySpan<double> centroids, ReadOnlySpan<T> offset, int clusters, int dimension)
    {
        (Clusters, Dimension) = (clusters, dimension);
        Offset = offset.ToArray();
        Centroids = centroids.ToArray();
        for (int i = 0; i < Centroids.Length; i++) Centroids[i] -= double.CreateTruncating(Offset[i % dimension]);
        Weights = new double[clusters];
    }

    public int Clusters { get; }

    public int Dimension { get; }

    public T[] Offset { get; }

    /// <summary>[Clusters, Dimension].</summary>
    public double[] Centroids { get; }

    public double[] Weights { get; }

    public KMeansModel<T> ToModel()
    {
        var absolute = Tensor<double>.Zeros(Clusters, Dimension);
        for (int i = 0; i < absolute.Length; i++) absolute.Span[i] = Centroids[i] + double.CreateTruncating(Offset[i % Dimension]);
        return new KMeansModel<T>(absolute, Offset, spherical: false, KMeansMetric.Euclidean);
    }
}
