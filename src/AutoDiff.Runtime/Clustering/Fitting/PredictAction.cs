using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>Labels of rows under fixed centroids, and their inertia if it is wanted.</summary>
internal ref struct PredictAction<T>(RowData<T> data, T[] offset, double[] shifted, int clusters, Span<int> labels) : IWidthAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<int> _labels = labels;

    public ReadOnlySpan<double> Weights { get; init; }

    public bool WantsInertia { get; init; }

    public double Inertia { get; private set; }

    public unsafe void Run<V, W>()
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        fixed (T* origin = &data.Origin, shift = offset)
        fixed (double* centroids = shifted, weights = Weights)
        fixed (int* found = _labels)
        {
            double* wide = Scratch.Rent<double>(workspace, data.Dimension);
            for (int k = 0; k < data.Dimension; k++) wide[k] = double.CreateTruncating(offset[k]);
            var pass = new AssignPass<T, V, W>
            {
                Rows = new PointRows<T> { Origin = origin, Step = data.Step, Count = data.Count, Dimension = data.Dimension, Offset = shift, WideOffset = wide },
                Blocks = RowBlocks.For(data.Count, clusters, data.Dimension),
                Panels = CentroidPanels<T>.Rent<V>(workspace, clusters, data.Dimension),
                Weights = weights,
                Labels = found,
            };
            pass.Panels.Pack<V, W>(centroids);
            if (!pass.Run()) data.CheckFinite(nameof(data));
            if (!WantsInertia) return;
            double* distances = Scratch.Rent<double>(workspace, data.Count);
            DistancePass<T, W>.Run(pass.Rows, found, centroids, distances);
            for (int i = 0; i < data.Count; i++) Inertia += distances[i] * (weights is null ? 1 : weights[i]);
        }
    }
}
