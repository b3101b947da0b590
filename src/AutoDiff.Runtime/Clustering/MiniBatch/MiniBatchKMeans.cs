using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>K-Means by random batches, for data that are too many for sweeps. The same seed gives the same bits at any number of threads.</summary>
public static partial class MiniBatchKMeans
{
    /// <summary>Chooses first centroids from a sample of the rows, then moves them.</summary>
    /// <param name="data">[n, d]; not changed.</param>
    /// <param name="options">Clusters, batches, thresholds.</param>
    /// <param name="weights">One for each row, not negative; none for all 1.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <exception cref="ArgumentException">No data, more clusters than rows, bad weights or options.</exception>
    /// <exception cref="InvalidSampleException">NaN or an infinity in the data.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static MiniBatchKMeansResult<T> Fit<T>(Tensor<T> data, MiniBatchKMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Run(data, null, options, weights, cancellation);

    /// <summary>Moves given centroids.</summary>
    /// <param name="data">[n, d]; not changed.</param>
    /// <param name="initialCentroids">[k, d]; not changed.</param>
    /// <param name="options">Batches, thresholds.</param>
    /// <param name="weights">One for each row, not negative; none for all 1.</param>
    /// <param name="cancellation">Looked at before every step.</param>
    /// <exception cref="ShapeMismatchException">The centroids do not fit the data or the options.</exception>
    /// <inheritdoc cref="Fit{T}(Tensor{T}, MiniBatchKMeansOptions, ReadOnlySpan{double}, CancellationToken)"/>
    public static MiniBatchKMeansResult<T> Fit<T>(
        Tensor<T> data, Tensor<double> initialCentroids, MiniBatchKMeansOptions options, ReadOnlySpan<double> weights = default, CancellationToken cancellation = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        DataCheck.Centroids(initialCentroids);
        return Run(data, initialCentroids, options, weights, cancellation);
    }

    private static MiniBatchKMeansResult<T> Run<T>(
        Tensor<T> data, Tensor<double>? initial, MiniBatchKMeansOptions options, ReadOnlySpan<double> weights, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var view = MatrixView<T>.Of(data);
        DataCheck.Clusters(options.Clusters, view.Rows);
        DataCheck.Weights(weights, view.Rows);
        var rows = RowData<T>.From(view, unit: false, nameof(data));
        var run = new MiniBatchRun<T>(rows, options, new RowStatistics<T>(rows), weights);
        if (initial is not { } given) given = run.ChooseCentroids(cancellation);
        else if (given.Shape[0] != options.Clusters || given.Shape[1] != rows.Dimension)
            throw new ShapeMismatchException($"The centroids are {given.Shape}; {options.Clusters} clusters of {rows.Dimension} columns are asked for.");
        return run.Run(data, given, cancellation);
    }
}
