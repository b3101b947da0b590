using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>
/// A sweep that skips the distances which the triangle inequality decides: each point keeps an upper bound of the distance to its
/// centroid and, for each group of centroids, a lower bound of the distance to those it does not belong to. Points that remain are
/// gathered into strips for the fused kernel. One group is the method of Hamerly, one for each centroid that of Elkan, panels that of Yinyang.
/// </summary>
/// <remarks>The labels are those of <see cref="AssignPass{T, V, W}"/>: what bounds and scores cannot decide is decided in double.</remarks>
internal unsafe struct BoundedPass<T, V, W> : ITotalsPass
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimdBits<V, T>
    where W : struct, ISimdBits<W, double>
{
    /// <summary>Rows that are decided before they are added up: few enough to stay in the cache, enough to fill strips.</summary>
    private const int ChunkRows = 512;

    public PointRows<T> Rows;
    public RowBlocks Blocks;
    public CentroidPanels<T> Panels;
    public EvenSplit Groups;
    public CentroidMoves Moves;
    public double* Weights;
    public int* Labels;

    /// <summary>Upper bounds, one for each row.</summary>
    public double* Upper;

    /// <summary>Lower bounds, [rows, groups].</summary>
    public double* Lower;

    /// <summary>No bounds yet: all distances are computed.</summary>
    public bool IsFirst;

    public double* Partials { get; set; }

    public nint PartialStep { get; set; }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute(int part, int worker)
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        var totals = new ClusterTotals(Partials + part * PartialStep, Panels.Clusters, Rows.Dimension);
        totals.Clear();
        var search = new GroupSearch<T, V, W>(workspace, Rows, Panels, Groups);
        int* open = stackalloc int[ChunkRows];
        nint end = Blocks.End(part);
        for (nint first = Blocks.First(part); first < end; first += ChunkRows)
        {
            nint count = Math.Min(ChunkRows, end - first);
            int remaining = IsFirst ? All(first, count, open) : Filter(first, count, open);
            int width = 2 * V.Count;
            for (int i = 0; i < remaining; i += width)
                totals.Changed += search.Run(open + i, Math.Min(width, remaining - i), Labels, Upper, Lower, IsFirst);
            // A strip at a time, as without bounds: the inertia has the same bits.
            for (nint row = first; row < first + count; row += width)
                totals.AddRows<T, W>(Rows, row, Math.Min(width, first + count - row), Labels + row, Weights is null ? null : Weights + row, Panels.Centroids);
        }
    }

    private static int All(nint first, nint count, int* open)
    {
        for (nint i = 0; i < count; i++) open[i] = (int)(first + i);
        return (int)count;
    }

    /// <summary>Moves the bounds along with the centroids and collects the rows that they do not decide.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly int Filter(nint first, nint count, int* open)
    {
        int remaining = 0;
        nint groups = Groups.Count;
        for (nint row = first; row < first + count; row++)
        {
            int label = Labels[row];
            double upper = (Upper[row] + Moves.Shift[label]) * CentroidMoves.Up, lowest = double.PositiveInfinity;
            double* lower = Lower + row * groups;
            for (nint g = 0; g < groups; g++)
            {
                lower[g] = (lower[g] - Moves.GroupShift[g]) is > 0 and var value ? value * CentroidMoves.Down : 0;
                lowest = Math.Min(lowest, lower[g]);
            }
            double enough = Math.Max(lowest, Moves.HalfGap[label]);
            if (upper >= enough)
                upper = Math.Sqrt(DirectDistance.Squared<T, W>(Rows.Row(row), Rows.Offset, Panels.Centroids + (nint)label * Rows.Dimension, Rows.Dimension)) * CentroidMoves.Up;
            Upper[row] = upper;
            // A tie goes on: the lowest number has to win it.
            if (upper >= enough) open[remaining++] = (int)row;
        }
        return remaining;
    }
}
