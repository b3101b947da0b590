using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>One step: nearest centroids of a batch, then c = (W c + sum of w x) / (W + sum of w) with W the weight gathered before.</summary>
internal ref struct BatchAction<T>(BatchState<T> state, RowData<T> batch, ReadOnlySpan<double> weights) : IWidthAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<double> _weights = weights;

    /// <summary>Weighted mean of the squared distances before the step.</summary>
    public double MeanInertia { get; private set; }

    /// <summary>Sum of the squared movements of the centroids.</summary>
    public double SquaredShift { get; private set; }

    public unsafe void Run<V, W>()
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        int clusters = state.Clusters, dimension = state.Dimension;
        var totals = ClusterTotals.Rent(workspace, clusters, dimension);
        double* wide = Scratch.Rent<double>(workspace, dimension);
        int* labels = Scratch.Rent<int>(workspace, batch.Count);
        for (int k = 0; k < dimension; k++) wide[k] = double.CreateTruncating(state.Offset[k]);
        fixed (T* origin = &batch.Origin, offset = state.Offset)
        fixed (double* weights = _weights, centroids = state.Centroids)
        {
            var pass = new AssignPass<T, V, W>
            {
                Rows = new PointRows<T> { Origin = origin, Step = batch.Step, Count = batch.Count, Dimension = dimension, Offset = offset, WideOffset = wide },
                Blocks = RowBlocks.For(batch.Count, clusters, dimension),
                Panels = CentroidPanels<T>.Rent<V>(workspace, clusters, dimension),
                Weights = weights,
                Labels = labels,
            };
            pass.Panels.Pack<V, W>(centroids);
            TotalsPass.Run<AssignPass<T, V, W>, W>(ref pass, pass.Blocks.Count, clusters, dimension, totals);
        }
        Move<W>(totals);
    }

    private unsafe void Move<W>(in ClusterTotals totals)
        where W : struct, ISimdBits<W, double>
    {
        double weight = 0, shift = 0;
        for (int j = 0; j < state.Clusters; j++)
        {
            weight += totals.Weights[j];
            if (totals.Weights[j] == 0) continue;
            double before = state.Weights[j], after = before + totals.Weights[j];
            fixed (double* centroid = &state.Centroids[j * state.Dimension])
                shift += Move<W>(centroid, totals.Sums + (nint)j * state.Dimension, state.Dimension, before, after);
            state.Weights[j] = after;
        }
        (MeanInertia, SquaredShift) = (totals.Inertia / weight, shift);
    }

    /// <summary>Returns the squared movement.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe double Move<W>(double* centroid, double* sum, nint dimension, double before, double after)
        where W : struct, ISimdBits<W, double>
    {
        W squares = W.Zero, old = W.Broadcast(before), divisor = W.Broadcast(after);
        nint k = 0;
        for (; k <= dimension - W.Count; k += W.Count)
        {
            W value = W.Load(ref *centroid, k), moved = W.Fma(old, value, W.Load(ref *sum, k)) / divisor, difference = moved - value;
            squares = W.Fma(difference, difference, squares);
            W.Store(moved, ref *centroid, k);
        }
        double total = W.Sum(squares);
        for (; k < dimension; k++)
        {
            double moved = Math.FusedMultiplyAdd(before, centroid[k], sum[k]) / after, difference = moved - centroid[k];
            total += difference * difference;
            centroid[k] = moved;
        }
        return total;
    }
}
