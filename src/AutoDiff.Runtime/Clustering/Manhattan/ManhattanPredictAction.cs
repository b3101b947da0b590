using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>Labels of rows by absolute differences, and the weighted sum of their distances.</summary>
internal ref struct ManhattanPredictAction<T>(RowData<T> data, T[] offset, double[] shifted, int clusters, Span<int> labels, ReadOnlySpan<double> weights) : IWidthAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<int> _labels = labels;
    private readonly ReadOnlySpan<double> _weights = weights;

    public double Inertia { get; private set; }

    public unsafe void Run<V, W>()
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        data.CheckFinite(nameof(data));
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        double* wide = Scratch.Rent<double>(workspace, data.Dimension);
        for (int k = 0; k < data.Dimension; k++) wide[k] = double.CreateTruncating(offset[k]);
        double* distances = Scratch.Rent<double>(workspace, data.Count);
        fixed (T* origin = &data.Origin, shift = offset)
        fixed (double* centroids = shifted)
        fixed (int* found = _labels)
        {
            var pass = new ManhattanPass<T, W>
            {
                Rows = new PointRows<T> { Origin = origin, Step = data.Step, Count = data.Count, Dimension = data.Dimension, Offset = shift, WideOffset = wide },
                Blocks = RowBlocks.For(data.Count, 1, data.Dimension),
                Clusters = clusters,
                Centroids = centroids,
                Labels = found,
                Distances = distances,
            };
            WorkerPool.Shared.Run(in pass, pass.Blocks.Count);
        }
        for (int i = 0; i < data.Count; i++) Inertia += distances[i] * (_weights.IsEmpty ? 1 : _weights[i]);
    }
}
