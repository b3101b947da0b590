using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>First centroids without iterations.</summary>
internal static class FirstCentroids
{
    /// <summary>[clusters, d], rows of the data.</summary>
    public static Tensor<double> Of<T>(Tensor<T> data, KMeansOptions options, ReadOnlySpan<double> weights, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var rows = RowData<T>.From(MatrixView<T>.Of(data), options.Spherical, nameof(data));
        var action = new Action<T>(rows, new RowStatistics<T>(rows).Offset, weights, options, cancellation);
        Widths.Run<T, Action<T>>(ref action);
        return action.Centroids;
    }

    private ref struct Action<T>(RowData<T> data, T[] offset, ReadOnlySpan<double> weights, KMeansOptions options, CancellationToken cancellation) : IWidthAction<T>
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly ReadOnlySpan<double> _weights = weights;

        public Tensor<double> Centroids { get; private set; }

        public unsafe void Run<V, W>()
            where V : struct, ISimdBits<V, T>
            where W : struct, ISimdBits<W, double>
        {
            var workspace = Workspace.Current;
            using var frame = workspace.BeginFrame();
            int dimension = data.Dimension;
            double* wide = Scratch.Rent<double>(workspace, dimension);
            for (int k = 0; k < dimension; k++) wide[k] = double.CreateTruncating(offset[k]);
            Centroids = Tensor<double>.Zeros(options.Clusters, dimension);
            fixed (T* origin = &data.Origin, shift = offset)
            fixed (double* weights = _weights)
            {
                var rows = new PointRows<T> { Origin = origin, Step = data.Step, Count = data.Count, Dimension = dimension, Offset = shift, WideOffset = wide };
                int[] chosen = Seeds.Numbers<T, V, W>(rows, weights, options.Clusters, options.Initialization, options.Seed, 0, cancellation);
                for (int i = 0; i < Centroids.Length; i++) Centroids.Span[i] = double.CreateTruncating(rows.Row(chosen[i / dimension])[i % dimension]);
            }
        }
    }
}
