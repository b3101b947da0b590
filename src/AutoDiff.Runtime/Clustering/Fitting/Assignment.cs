using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>The assignment step by the chosen algorithm, with the bounds that it keeps from step to step.</summary>
internal unsafe ref struct Assignment<T, V, W>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimdBits<V, T>
    where W : struct, ISimdBits<W, double>
{
    private readonly int _clusters, _dimension;
    private readonly RowBlocks _blocks;
    private readonly KMeansAlgorithm _algorithm;
    private readonly KMeansMetric _metric;
    private AssignPass<T, V, W> _lloyd;
    private ManhattanPass<T, W> _manhattan;
    private BoundedPass<T, V, W> _bounded;

    // The centroids of the step before, for the bounds.
    private readonly double* _previous;

    public Assignment(Workspace workspace, in PointRows<T> rows, double* weights, int* labels, KMeansAlgorithm algorithm, KMeansMetric metric, int clusters)
    {
        (_clusters, _dimension, _algorithm, _metric) = (clusters, rows.Dimension, algorithm, metric);
        _blocks = RowBlocks.For(rows.Count, clusters, rows.Dimension);
        if (metric == KMeansMetric.Manhattan)
        {
            _manhattan = new ManhattanPass<T, W> { Rows = rows, Blocks = _blocks, Clusters = clusters, Weights = weights, Labels = labels };
            return;
        }
        var panels = CentroidPanels<T>.Rent<V>(workspace, clusters, rows.Dimension, algorithm == KMeansAlgorithm.Elkan ? 1 : int.MaxValue);
        if (algorithm == KMeansAlgorithm.Lloyd)
        {
            _lloyd = new AssignPass<T, V, W> { Rows = rows, Blocks = _blocks, Panels = panels, Weights = weights, Labels = labels };
            return;
        }
        var groups = algorithm == KMeansAlgorithm.Hamerly ? EvenSplit.Whole(clusters) : panels.Split;
        _previous = Scratch.Rent<double>(workspace, (nint)clusters * rows.Dimension);
        _bounded = new BoundedPass<T, V, W>
        {
            Rows = rows,
            Blocks = _blocks,
            Panels = panels,
            Groups = groups,
            Moves = CentroidMoves.Rent(workspace, clusters, (int)groups.Count),
            Weights = weights,
            Labels = labels,
            Upper = Scratch.Rent<double>(workspace, rows.Count),
            Lower = Scratch.Rent<double>(workspace, checked(rows.Count * groups.Count)),
            IsFirst = true,
        };
    }

    /// <summary>To be called when others have changed labels: bounds of the old ones say nothing.</summary>
    public void Forget() => _bounded.IsFirst = true;

    /// <summary>Labels under these centroids, and the totals of the clusters.</summary>
    public void Run(double* centroids, in ClusterTotals totals)
    {
        if (_metric == KMeansMetric.Manhattan)
        {
            _manhattan.Centroids = centroids;
            TotalsPass.Run<ManhattanPass<T, W>, W>(ref _manhattan, _blocks.Count, _clusters, _dimension, totals);
            return;
        }
        if (_algorithm == KMeansAlgorithm.Lloyd)
        {
            _lloyd.Panels.Pack(centroids);
            TotalsPass.Run<AssignPass<T, V, W>, W>(ref _lloyd, _blocks.Count, _clusters, _dimension, totals);
            return;
        }
        _bounded.Panels.Pack(centroids);
        if (!_bounded.IsFirst) _bounded.Moves.Update<W>(_previous, centroids, _dimension, _bounded.Groups);
        TotalsPass.Run<BoundedPass<T, V, W>, W>(ref _bounded, _blocks.Count, _clusters, _dimension, totals);
        _bounded.IsFirst = false;
        new ReadOnlySpan<double>(centroids, checked(_clusters * _dimension)).CopyTo(new Span<double>(_previous, _clusters * _dimension));
    }
}
