using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>Gives empty clusters the points that are farthest from their own centroids.</summary>
internal static unsafe class Relocation
{
    /// <summary>Moves a point for each empty cluster from the totals of its donor, largest distance first. Nothing moves that lies on its centroid.</summary>
    /// <returns>How many clusters got a point.</returns>
    public static int Apply<T, W>(in PointRows<T> rows, double* weights, int* labels, in ClusterTotals totals, double* centroids, List<int> empty)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        var farthest = Farthest<T, W>(rows, weights, labels, centroids, empty.Count);
        int dimension = rows.Dimension;
        for (int i = 0; i < farthest.Count; i++)
        {
            int row = farthest[i], donor = labels[row], taker = empty[i];
            double weight = weights is null ? 1 : weights[row];
            double* from = totals.Sums + (nint)donor * dimension, to = totals.Sums + (nint)taker * dimension;
            T* x = rows.Row(row);
            for (int k = 0; k < dimension; k++)
            {
                double share = weight * (double.CreateTruncating(x[k]) - rows.WideOffset[k]);
                from[k] -= share;
                to[k] = share;
            }
            totals.Weights[donor] -= weight;
            totals.Weights[taker] = weight;
            totals.Counts[donor]--;
            totals.Counts[taker] = 1;
            // Counted, because the rounding of weights may leave a crumb.
            if (totals.Counts[donor] == 0) totals.Weights[donor] = 0;
        }
        return farthest.Count;
    }

    private static List<int> Farthest<T, W>(in PointRows<T> rows, double* weights, int* labels, double* centroids, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        double* distances = Scratch.Rent<double>(workspace, rows.Count);
        DistancePass<T, W>.Run(rows, labels, centroids, distances);
        return FarthestRows.Of(distances, weights, rows.Count, count);
    }
}
