using System.Numerics;

namespace AutoDiff.Clustering;

/// <summary>Centroids that do not change. Safe for use by several threads at once.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed partial class KMeansModel<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly double[] _centroids;
    private readonly T[] _offset;

    // Relative to the offset, as kernels use them.
    private readonly double[] _shifted;

    /// <summary>A model from centroids of one's own. The offset is their mean.</summary>
    /// <param name="centroids">[clusters, dimension]; copied.</param>
    /// <param name="spherical">Rows are scaled to length 1 before they are compared; the centroids should have that length.</param>
    /// <param name="metric">How distances are measured.</param>
    /// <exception cref="ArgumentException">No centroid, no feature, not two dimensions, or spherical with another metric than the Euclidean.</exception>
    /// <exception cref="InvalidSampleException">A centroid is NaN or infinite.</exception>
    public KMeansModel(Tensor<double> centroids, bool spherical = false, KMeansMetric metric = KMeansMetric.Euclidean)
        : this(Checked(centroids, spherical, metric), MeanOf(centroids, spherical), spherical, metric)
    {
    }

    internal KMeansModel(Tensor<double> centroids, T[] offset, bool spherical, KMeansMetric metric)
    {
        (_centroids, _offset, IsSpherical, Metric) = (centroids.Span.ToArray(), offset, spherical, metric);
        (Clusters, Dimension) = (centroids.Shape[0], centroids.Shape[1]);
        _shifted = new double[_centroids.Length];
        for (int i = 0; i < _shifted.Length; i++) _shifted[i] = _centroids[i] - double.CreateTruncating(offset[i % Dimension]);
    }

    public int Clusters { get; }

    public int Dimension { get; }

    public bool IsSpherical { get; }

    public KMeansMetric Metric { get; }

    internal ReadOnlySpan<T> Offset => _offset;

    /// <summary>A copy of the centroids, [clusters, dimension]. They are kept in double: rounding them to float can move the border between two clusters.</summary>
    public Tensor<double> Centroids => Tensor<double>.From(_centroids, Clusters, Dimension);

    private static Tensor<double> Checked(Tensor<double> centroids, bool spherical, KMeansMetric metric)
    {
        if (spherical && metric != KMeansMetric.Euclidean) throw new ArgumentException($"Directions are compared by Euclidean distances, not by {metric} ones.", nameof(metric));
        DataCheck.Centroids(centroids);
        return centroids;
    }

    private static T[] MeanOf(Tensor<double> centroids, bool spherical)
    {
        int clusters = centroids.Shape[0], dimension = centroids.Shape[1];
        var mean = new T[dimension];
        for (int k = 0; k < dimension && !spherical; k++)
        {
            double pivot = centroids.Span[k], sum = 0;
            for (int j = 0; j < clusters; j++) sum += centroids.Span[j * dimension + k] - pivot;
            mean[k] = T.CreateTruncating(pivot + sum / clusters);
        }
        return mean;
    }
}
