using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>One sweep over the rows: nearest centroid by absolute differences, weights and inertia. Medians need the rows themselves, so there are no sums.</summary>
internal unsafe struct ManhattanPass<T, W> : ITotalsPass
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where W : struct, ISimdBits<W, double>
{
    public PointRows<T> Rows;
    public RowBlocks Blocks;
    public int Clusters;

    /// <summary>Relative to the offset.</summary>
    public double* Centroids;

    /// <summary>One for each row; null where all are 1.</summary>
    public double* Weights;

    /// <summary>Read for the number of changes, then written.</summary>
    public int* Labels;

    /// <summary>The distance of each row to its centroid; null where nobody asks.</summary>
    public double* Distances;

    /// <summary>Null for labels alone.</summary>
    public double* Partials { get; set; }

    public nint PartialStep { get; set; }

    public readonly void Execute(int part, int worker)
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        double* x = Scratch.Rent<double>(workspace, Rows.Dimension);
        var totals = new ClusterTotals(Partials + part * PartialStep, Clusters, Rows.Dimension);
        if (Partials is not null) totals.Clear();
        int end = Blocks.End(part);
        for (int row = Blocks.First(part); row < end; row++)
        {
            ManhattanDistance.Widen<T, W>(Rows, row, x);
            int label = ManhattanDistance.Nearest<W>(x, Centroids, Clusters, Rows.Dimension, out double distance);
            if (Partials is not null) Count(totals, row, label, distance);
            if (Distances is not null) Distances[row] = distance;
            Labels[row] = label;
        }
    }

    private readonly void Count(in ClusterTotals totals, int row, int label, double distance)
    {
        double weight = Weights is null ? 1 : Weights[row];
        if (Labels[row] != label) totals.Changed++;
        totals.Inertia += weight * distance;
        totals.Weights[label] += weight;
        if (weight > 0) totals.Counts[label]++;
    }
}
