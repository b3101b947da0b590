using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>Distances of all rows to all centroids.</summary>
internal ref struct TransformAction<T>(RowData<T> data, T[] offset, double[] shifted, int clusters, KMeansMetric metric, Span<T> distances) : IWidthAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowsOfPart = 256;
    private readonly Span<T> _distances = distances;

    public readonly unsafe void Run<V, W>()
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        data.CheckFinite(nameof(data));
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        double* wide = Scratch.Rent<double>(workspace, data.Dimension);
        for (int k = 0; k < data.Dimension; k++) wide[k] = double.CreateTruncating(offset[k]);
        fixed (T* origin = &data.Origin, shift = offset, to = _distances)
        fixed (double* centroids = shifted)
        {
            var job = new Job<W>
            {
                Rows = new PointRows<T> { Origin = origin, Step = data.Step, Count = data.Count, Dimension = data.Dimension, Offset = shift, WideOffset = wide },
                Centroids = centroids,
                Clusters = clusters,
                Metric = metric,
                Distances = to,
            };
            WorkerPool.Shared.Run(in job, (data.Count - 1) / RowsOfPart + 1);
        }
    }

    private unsafe struct Job<W> : IJob
        where W : struct, ISimdBits<W, double>
    {
        public PointRows<T> Rows;
        public double* Centroids;
        public int Clusters;
        public KMeansMetric Metric;
        public T* Distances;

        public void Execute(int part, int worker)
        {
            var workspace = Workspace.Current;
            using var frame = workspace.BeginFrame();
            double* x = Scratch.Rent<double>(workspace, Rows.Dimension);
            int end = (int)Math.Min((part + 1L) * RowsOfPart, Rows.Count);
            for (int i = part * RowsOfPart; i < end; i++)
            {
                if (Metric == KMeansMetric.Manhattan) ManhattanDistance.Widen<T, W>(Rows, i, x);
                for (int j = 0; j < Clusters; j++)
                {
                    double* centroid = Centroids + (nint)j * Rows.Dimension;
                    double distance = Metric == KMeansMetric.Manhattan
                        ? ManhattanDistance.Of<W>(x, centroid, Rows.Dimension)
                        : Math.Sqrt(DirectDistance.Squared<T, W>(Rows.Row(i), Rows.Offset, centroid, Rows.Dimension));
                    Distances[(nint)i * Clusters + j] = T.CreateTruncating(distance);
                }
            }
        }
    }
}
