using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>
/// Rows change their cluster one by one, and both centroids move at once. Taking a row of weight w out of a cluster of weight A lowers the inertia by
/// w A / (A - w) d², putting it into a cluster of weight B raises it by w B / (B + w) d², with d the distance to the centroid as it is.
/// </summary>
/// <remarks>
/// A sweep in parallel finds the rows that would gain under the centroids of its beginning; these alone are looked at again, one after the other, under
/// the centroids as they are then. So the result does not depend on the number of threads.
/// </remarks>
internal unsafe struct HartiganRefinement<T, W> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where W : struct, ISimdBits<W, double>
{
    /// <summary>A gain below this share is rounding: without the margin a row could go back and forth.</summary>
    private const double Margin = 1 - 1e-10;

    public PointRows<T> Rows;
    public RowBlocks Blocks;
    public double* Weights;
    public int* Labels;
    public ClusterTotals Totals;
    public int Clusters;

    /// <summary>Means of the clusters; those of empty ones are not used.</summary>
    public double* Centroids;

    /// <summary>1 for each row that would gain.</summary>
    private byte* _gains;

    /// <summary>Moves rows until none gains, or for so many sweeps. Totals and centroids follow.</summary>
    /// <returns>How many moves there were.</returns>
    public int Run(int sweeps, CancellationToken cancellation)
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        _gains = (byte*)Scratch.Rent<int>(workspace, Rows.Count / sizeof(int) + 1);
        int moves = 0;
        for (int sweep = 0; sweep < sweeps; sweep++)
        {
            cancellation.ThrowIfCancellationRequested();
            WorkerPool.Shared.Run(in this, Blocks.Count);
            int before = moves;
            for (int row = 0; row < Rows.Count; row++)
            {
                if (_gains[row] == 0 || Better(row) is not (>= 0 and var to)) continue;
                Move(row, to);
                moves++;
            }
            if (moves == before) break;
        }
        return moves;
    }

    public readonly void Execute(int part, int worker)
    {
        int end = Blocks.End(part);
        for (int row = Blocks.First(part); row < end; row++) _gains[row] = Better(row) >= 0 ? (byte)1 : (byte)0;
    }

    /// <summary>The cluster in which a row costs least, or -1 if it is best where it is.</summary>
    private readonly int Better(int row)
    {
        int from = Labels[row], dimension = Rows.Dimension, to = -1;
        double weight = Weights is null ? 1 : Weights[row], rest = Totals.Weights[from] - weight;
        if (weight == 0 || Totals.Counts[from] == 1 || !(rest > 0)) return -1;
        double least = Totals.Weights[from] / rest * Squared(row, from) * Margin;
        for (int j = 0; j < Clusters && least > 0; j++)
        {
            if (j == from) continue;
            double share = Totals.Weights[j] / (Totals.Weights[j] + weight), cost = share == 0 ? 0 : share * Squared(row, j);
            if (cost < least) (to, least) = (j, cost);
        }
        return to;
    }

    private readonly double Squared(int row, int cluster) =>
        DirectDistance.Squared<T, W>(Rows.Row(row), Rows.Offset, Centroids + (nint)cluster * Rows.Dimension, Rows.Dimension);

    private readonly void Move(int row, int to)
    {
        int from = Labels[row];
        double weight = Weights is null ? 1 : Weights[row];
        Totals.Counts[from]--;
        Totals.Counts[to]++;
        Shift(row, from, -weight);
        Shift(row, to, weight);
        Labels[row] = to;
    }

    private readonly void Shift(int row, int cluster, double weight)
    {
        Totals.Weights[cluster] += weight;
        T* x = Rows.Row(row);
        double* sum = Totals.Sums + (nint)cluster * Rows.Dimension, centroid = Centroids + (nint)cluster * Rows.Dimension;
        for (int k = 0; k < Rows.Dimension; k++)
        {
            sum[k] += weight * (double.CreateTruncating(x[k]) - Rows.WideOffset[k]);
            centroid[k] = sum[k] / Totals.Weights[cluster];
        }
    }
}
