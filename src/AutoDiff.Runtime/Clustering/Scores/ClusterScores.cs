using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>How good a clustering is, without knowing the truth. All sums are in double, from differences.</summary>
public static class ClusterScores
{
    /// <summary>
    /// Mean over the points of (b - a) / max(a, b): a the mean distance to the others of its cluster, b the smallest mean distance to another
    /// cluster; 0 for a point alone in its cluster. From -1 to 1, larger is better. O(n^2 d) time, O(n) memory. Rousseeuw (1987).
    /// </summary>
    /// <param name="data">[n, d].</param>
    /// <param name="labels">A cluster for each row, from 0; at least two and at most n - 1 clusters have points.</param>
    /// <exception cref="ArgumentException">Other numbers of rows and labels, a negative label, or too few or too many clusters.</exception>
    /// <exception cref="InvalidSampleException">NaN or an infinity.</exception>
    public static double Silhouette<T>(Tensor<T> data, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        double[] values = SilhouetteSamples(data, labels);
        foreach (double value in values) sum += value;
        return sum / values.Length;
    }

    /// <summary>The silhouette of every point.</summary>
    /// <inheritdoc cref="Silhouette{T}(Tensor{T}, ReadOnlySpan{int})"/>
    public static double[] SilhouetteSamples<T>(Tensor<T> data, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var clusters = Partition(data, labels, out var rows);
        var values = new double[rows.Count];
        var action = new SilhouetteAction<T>(rows, clusters.Labels, clusters.Counts, values);
        Widths.Run<T, SilhouetteAction<T>>(ref action);
        return values;
    }

    /// <summary>
    /// The variance between clusters over that within, (B / (k - 1)) / (W / (n - k)); larger is better; 1 if both are 0. Calinski and Harabasz (1974).
    /// </summary>
    /// <inheritdoc cref="Silhouette{T}(Tensor{T}, ReadOnlySpan{int})"/>
    public static double CalinskiHarabasz<T>(Tensor<T> data, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var clusters = Partition(data, labels, out var rows);
        var (centroids, mean) = Means(rows, clusters);
        int n = rows.Count, d = rows.Dimension, k = clusters.Counts.Length;
        double within = 0, between = 0;
        for (int i = 0; i < n; i++) within += Squared(rows.Row(i), rows.Row(0), centroids.AsSpan(clusters.Labels[i] * d, d));
        for (int j = 0; j < k; j++) between += clusters.Counts[j] * Squared(centroids.AsSpan(j * d, d), mean);
        return within == 0 ? 1 : between * (n - k) / (within * (k - 1));
    }

    /// <summary>
    /// Mean over the clusters of the largest (s_i + s_j) / d_ij, s the mean distance of a cluster's points to its centroid, d the distance of two
    /// centroids; smaller is better. Davies and Bouldin (1979).
    /// </summary>
    /// <inheritdoc cref="Silhouette{T}(Tensor{T}, ReadOnlySpan{int})"/>
    public static double DaviesBouldin<T>(Tensor<T> data, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var clusters = Partition(data, labels, out var rows);
        var (centroids, _) = Means(rows, clusters);
        int d = rows.Dimension, k = clusters.Counts.Length;
        var spread = new double[k];
        for (int i = 0; i < rows.Count; i++)
            spread[clusters.Labels[i]] += Math.Sqrt(Squared(rows.Row(i), rows.Row(0), centroids.AsSpan(clusters.Labels[i] * d, d))) / clusters.Counts[clusters.Labels[i]];
        double total = 0;
        for (int i = 0; i < k; i++)
        {
            double worst = 0;
            for (int j = 0; j < k; j++)
            {
                if (i == j) continue;
                double distance = Math.Sqrt(Squared(centroids.AsSpan(i * d, d), centroids.AsSpan(j * d, d)));
                // Centroids on top of each other count as not separated only if their clusters have an extent.
                double ratio = spread[i] + spread[j] == 0 ? 0 : (spread[i] + spread[j]) / distance;
                worst = Math.Max(worst, ratio);
            }
            total += worst;
        }
        return total / k;
    }

    /// <summary>Labels as numbers without gaps, and how many points each has.</summary>
    private static (int[] Labels, int[] Counts) Partition<T>(Tensor<T> data, ReadOnlySpan<int> labels, out RowData<T> rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        rows = RowData<T>.From(MatrixView<T>.Of(data), unit: false, nameof(data));
        if (labels.Length != rows.Count) throw new ArgumentException($"There are {labels.Length} labels for {rows.Count} rows.", nameof(labels));
        rows.CheckFinite(nameof(data));
        var numbers = new Dictionary<int, int>();
        int[] compact = new int[labels.Length];
        foreach (int label in new SortedSet<int>(labels.ToArray())) numbers.Add(label, numbers.Count);
        var counts = new int[numbers.Count];
        for (int i = 0; i < labels.Length; i++)
        {
            if (labels[i] < 0) throw new ArgumentException($"The label of row {i} is {labels[i]}: clusters are numbered from 0.", nameof(labels));
            compact[i] = numbers[labels[i]];
            counts[compact[i]]++;
        }
        if (counts.Length < 2 || counts.Length >= rows.Count)
            throw new ArgumentException($"{counts.Length} clusters of {rows.Count} points: the score needs at least 2 clusters and fewer than there are points.", nameof(labels));
        return (compact, counts);
    }

    /// <summary>Relative to the first row: exact for data far from 0.</summary>
    private static (double[] Centroids, double[] Mean) Means<T>(RowData<T> rows, (int[] Labels, int[] Counts) clusters)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int d = rows.Dimension;
        var centroids = new double[clusters.Counts.Length * d];
        var mean = new double[d];
        var pivot = rows.Row(0);
        for (int i = 0; i < rows.Count; i++)
        {
            var row = rows.Row(i);
            for (int k = 0; k < d; k++)
            {
                double difference = double.CreateTruncating(row[k]) - double.CreateTruncating(pivot[k]);
                centroids[clusters.Labels[i] * d + k] += difference;
                mean[k] += difference;
            }
        }
        for (int k = 0; k < d; k++)
        {
            mean[k] /= rows.Count;
            for (int j = 0; j < clusters.Counts.Length; j++) centroids[j * d + k] /= clusters.Counts[j];
        }
        return (centroids, mean);
    }

    /// <summary>|x - pivot - y|^2.</summary>
    private static double Squared<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> pivot, ReadOnlySpan<double> y)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        for (int k = 0; k < x.Length; k++)
        {
            double difference = double.CreateTruncating(x[k]) - double.CreateTruncating(pivot[k]) - y[k];
            sum += difference * difference;
        }
        return sum;
    }

    private static double Squared(ReadOnlySpan<double> x, ReadOnlySpan<double> y) => default(Distances.SquaredEuclidean).Between(x, y);
}
