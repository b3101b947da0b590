using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Clustering;

/// <summary>
/// One sweep over the rows: nearest centroid of each and, while its row is in the cache, its share of the new centroids.
/// The parts are the blocks of rows.
/// </summary>
internal unsafe struct AssignPass<T, V, W> : ITotalsPass
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimdBits<V, T>
    where W : struct, ISimdBits<W, double>
{
    public PointRows<T> Rows;
    public RowBlocks Blocks;
    public CentroidPanels<T> Panels;

    /// <summary>One for each row; null where all are 1.</summary>
    public double* Weights;

    /// <summary>Read for the number of changes, then written.</summary>
    public int* Labels;

    /// <summary>Null for labels alone.</summary>
    public double* Partials { get; set; }

    public nint PartialStep { get; set; }

    /// <summary>Set to 1 when the norm of a point is not finite; null where the data are known to be finite.</summary>
    public int* NonFinite;

    /// <summary>Labels alone. False if a point is not finite: then the labels mean nothing.</summary>
    public bool Run()
    {
        int nonFinite = 0;
        Partials = null;
        NonFinite = &nonFinite;
        WorkerPool.Shared.Run(in this, Blocks.Count);
        return Volatile.Read(ref nonFinite) == 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute(int part, int worker)
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        var strip = PointStrip<T>.Rent<V>(workspace, Panels.ByFeatures is null ? Rows.Dimension : Panels.Clusters);
        var totals = new ClusterTotals(Partials + part * PartialStep, Panels.Clusters, Rows.Dimension);
        if (Partials is not null) totals.Clear();
        int* found = stackalloc int[2 * V.Count];
        nint end = Blocks.End(part);
        for (nint first = Blocks.First(part); first < end; first += 2 * V.Count)
        {
            nint count = Math.Min(2 * V.Count, end - first);
            if (Panels.ByFeatures is not null)
            {
                NearestCentroid.SearchRows<T, V>(strip, Panels, Rows, first, count);
            }
            else
            {
                strip.Pack<V>(Rows, first, count);
                NearestCentroid.Search<T, V>(strip, Panels);
            }
            if (NonFinite is not null && !strip.IsFinite<V>()) Volatile.Write(ref *NonFinite, 1);
            NearestCentroid.Decide<T, V, W>(strip, Panels, Rows, first, count, found);
            int* labels = Labels + first;
            int changed = 0;
            for (nint i = 0; i < count; i++)
            {
                if (labels[i] != found[i]) changed++;
                labels[i] = found[i];
            }
            if (Partials is null) continue;
            totals.Changed += changed;
            totals.AddRows<T, W>(Rows, first, count, found, Weights is null ? null : Weights + first, Panels.Centroids);
        }
    }
}
