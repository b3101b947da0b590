using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>
/// K-Means: k centroids that minimize the weighted sum of squared distances of the rows to their nearest one (Lloyd 1982).
/// Results have the same bits at any number of threads; equally near centroids: the lowest number.
/// </summary>
public static partial class KMeans
{
    /// <summary>Chooses first centroids, then moves them until a threshold is met.</summary>
    /// <param name="data">[n, d]; not changed.</param>
    /// <param name="options">Clusters, thresholds, policies.</param>
    /// <param name="weights">One for each row, not negative; none for all 1. A row of weight 0 gets a label and has no other effect.</param>
    /// <param name="cancellation">Looked at before every iteration.</param>
    /// <exception cref="ArgumentException">No data, more clusters than rows, bad weights or options.</exception>
    /// <exception cref="InvalidSampleException">NaN or an infinity in the data.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static KMeansResult<T> Fit<T>(Tensor<T> data, KMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Fit(MatrixView<T>.Of(data), options, weights, cancellation);

    /// <summary>The same for rows in any layout. Column-major data are copied once.</summary>
    /// <inheritdoc cref="Fit{T}(Tensor{T}, KMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static KMeansResult<T> Fit<T>(MatrixView<T> data, KMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        DataCheck.Clusters(options.Clusters, data.Rows);
        return Run(data, null, options, weights, cancellation);
    }

    /// <summary>Moves given centroids until a threshold is met.</summary>
    /// <param name="data">[n, d]; not changed.</param>
    /// <param name="initialCentroids">[k, d]; not changed.</param>
    /// <param name="options">Thresholds and policies.</param>
    /// <param name="weights">One for each row, not negative; none for all 1.</param>
    /// <param name="cancellation">Looked at before every iteration.</param>
    /// <exception cref="ShapeMismatchException">The centroids have another number of features than the data, or are not as many as the options say.</exception>
    /// <inheritdoc cref="Fit{T}(Tensor{T}, KMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static KMeansResult<T> Fit<T>(
        Tensor<T> data, Tensor<double> initialCentroids, KMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Fit(MatrixView<T>.Of(data), initialCentroids, options, weights, cancellation);

    /// <inheritdoc cref="Fit{T}(Tensor{T}, Tensor{double}, KMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static KMeansResult<T> Fit<T>(
        MatrixView<T> data, Tensor<double> initialCentroids, KMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        DataCheck.Centroids(initialCentroids);
        DataCheck.Extents(data, nameof(data));
        var (clusters, dimension) = (initialCentroids.Shape[0], initialCentroids.Shape[1]);
        if (dimension != data.Columns) throw new ShapeMismatchException($"The data have {data.Columns} columns and the centroids {dimension}.", nameof(initialCentroids));
        if (options.Clusters != 0 && options.Clusters != clusters)
            throw new ShapeMismatchException($"{clusters} centroids are given, but the options ask for {options.Clusters} clusters.", nameof(initialCentroids));
        DataCheck.Clusters(clusters, data.Rows);
        return Run(data, initialCentroids.Span.ToArray(), options with { Clusters = clusters, Restarts = 1 }, weights, cancellation);
    }

    /// <summary>Whole numbers, as doubles.</summary>
    /// <inheritdoc cref="Fit{T}(Tensor{T}, KMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static KMeansResult<double> Fit(Tensor<int> data, KMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default) =>
        Fit(Tensor<double>.Wrap(Array.ConvertAll(data.Span.ToArray(), i => (double)i), data.Shape.ToArray()), options, weights, cancellation);

    /// <summary>First centroids alone, as a fit with these options and one start would choose them: rows of the data, [k, d].</summary>
    /// <param name="data">[n, d]; not changed.</param>
    /// <param name="options">Clusters, initialization, seed.</param>
    /// <param name="weights">One for each row; none for all 1.</param>
    /// <param name="cancellation">Looked at before every centroid.</param>
    /// <inheritdoc cref="Fit{T}(Tensor{T}, KMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static Tensor<double> Initialize<T>(Tensor<T> data, KMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var view = MatrixView<T>.Of(data);
        DataCheck.Clusters(options.Clusters, view.Rows);
        DataCheck.Weights(weights, view.Rows);
        return FirstCentroids.Of(data, options, weights, cancellation);
    }

    private static KMeansResult<T> Run<T>(MatrixView<T> data, double[]? initial, KMeansOptions options, ReadOnlySpan<double> weights, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataCheck.Weights(weights, data.Rows);
        var fit = new FitAction<T>(RowData<T>.From(data, options.Spherical, nameof(data)), weights, initial, options, cancellation);
        Widths.Run<T, FitAction<T>>(ref fit);
        return fit.Result;
    }
}
