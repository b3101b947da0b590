using System.Numerics;

namespace AutoDiff.Clustering;

/// <summary>Distances of all rows to all centroids.</summary>
internal ref struct TransformAction<T>(RowData<T> data, T[] offset, double[] shifted, int clusters, Span<T> distances) : IWidthAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const int RowsOfPart = 256;
    private readonly Span<T> _distances = distances;

    public readonly unsafe void Run<V, W>()
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        data.CheckFinite(nameof(data));
        fixed (T* origin = &data.Origin, shift = offset, to = _distances)
        fixed (double* centroids = shifted)
        {
            var job = new Job<W>
            {
                Rows = new PointRows<T> { Origin = origin, Step = data.Step, Count = data.Count, Dimension = data.Dimension, Offset = shift },
                Centroids = centroids,
                Clusters = clusters,
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
        public T* Distances;

        public void Execute(int part, int worker)
        {
            int end = (int)Math.Min((part + 1L) * RowsOfPart, Rows.Count);
            for (int i = part * RowsOfPart; i < end; i++)
            {
                for (int j = 0; j < Clusters; j++)
                {
                    double squared = DirectDistance.Squared<T, W>(Rows.Row(i), Rows.Offset, Centroids + (nint)j * Rows.Dimension, Rows.Dimension);
                    Distances[(nint)i * Clusters + j] = T.CreateTruncating(Math.Sqrt(squared));
                }
            }
        }
    }
}
