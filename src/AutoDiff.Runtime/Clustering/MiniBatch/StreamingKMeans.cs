using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>
/// K-Means on a stream: centroids that every batch moves, and that can be used at any time. The offset of the first batch stays that of
/// the whole stream. Not for concurrent use.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class StreamingKMeans<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly KMeansInitialization _initialization;
    private readonly ulong _seed;
    private BatchState<T>? _state;

    /// <summary>Centroids come from the first batch, which needs at least as many rows.</summary>
    /// <exception cref="ArgumentException">Less than one cluster.</exception>
    public StreamingKMeans(int clusters, KMeansInitialization initialization = KMeansInitialization.GreedyKMeansPlusPlus, ulong seed = 0)
    {
        if (clusters < 1) throw new ArgumentException($"{clusters} clusters: ask for at least 1.", nameof(clusters));
        (Clusters, _initialization, _seed) = (clusters, initialization, seed);
    }

    /// <summary>Starts from given centroids, [k, d]; copied.</summary>
    /// <exception cref="ArgumentException">No centroid or feature.</exception>
    /// <exception cref="InvalidSampleException">A centroid is NaN or infinite.</exception>
    public StreamingKMeans(Tensor<double> initialCentroids)
    {
        var start = new KMeansModel<T>(initialCentroids);
        Clusters = start.Clusters;
        _state = new BatchState<T>(initialCentroids.Span, start.Offset, start.Clusters, start.Dimension);
    }

    public int Clusters { get; }

    /// <summary>Batches so far.</summary>
    public int Steps { get; private set; }

    /// <summary>Sum of the weights that moved each centroid; empty before the first batch.</summary>
    public double[] ClusterWeights => _state is null ? [] : [.. _state.Weights];

    /// <summary>The centroids as they are now; later batches do not change it.</summary>
    /// <exception cref="InvalidOperationException">There was no batch yet.</exception>
    public KMeansModel<T> Model => _state?.ToModel() ?? throw new InvalidOperationException("There are no centroids before the first batch. Call PartialFit first.");

    /// <summary>Moves the centroids by a batch. A batch that is refused changes nothing.</summary>
    /// <param name="batch">[n, d].</param>
    /// <param name="weights">One for each row; none for all 1.</param>
    /// <returns>The mean squared distance of the rows to the centroids as they were before.</returns>
    /// <exception cref="ArgumentException">An empty batch, bad weights, or a first batch with fewer rows than clusters.</exception>
    /// <exception cref="ShapeMismatchException">Other columns than before.</exception>
    /// <exception cref="InvalidSampleException">NaN or an infinity.</exception>
    public double PartialFit(Tensor<T> batch, ReadOnlySpan<double> weights = default)
    {
        var view = MatrixView<T>.Of(batch);
        DataCheck.Extents(view, nameof(batch));
        if (_state is not null) DataCheck.Columns(view, _state.Dimension, nameof(batch));
        DataCheck.Weights(weights, view.Rows);
        var rows = RowData<T>.From(view, unit: false, nameof(batch));
        rows.CheckFinite(nameof(batch));
        var state = _state;
        if (state is null)
        {
            DataCheck.Clusters(Clusters, view.Rows);
            var start = KMeans.Fit(batch, new KMeansOptions { Clusters = Clusters, Initialization = _initialization, Seed = _seed, MaxIterations = 1, EmptyClusters = EmptyClusterPolicy.Keep }, weights).Model;
            state = new BatchState<T>(start.Centroids.Span, start.Offset, Clusters, start.Dimension);
        }
        var action = new BatchAction<T>(state, rows, weights);
        Widths.Run<T, BatchAction<T>>(ref action);
        _state = state;
        Steps++;
        return action.MeanInertia;
    }
}
