using System.Numerics;

namespace AutoDiff.Clustering;

/// <summary>The squared distance of every row to the centroid of its label, by differences in double.</summary>
internal unsafe struct DistancePass<T, W> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where W : struct, ISimdBits<W, double>
{
    private PointRows<T> _rows;
    private RowBlocks _blocks;
    private int* _labels;
    private double* _centroids;
    private double* _distances;

    public static void Run(in PointRows<T> rows, int* labels, double* centroids, double* distances)
    {
        var job = new DistancePass<T, W>
        {
            _rows = rows,
            _blocks = RowBlocks.For(rows.Count, 1, rows.Dimension),
            _labels = labels,
            _centroids = centroids,
            _distances = distances,
        };
        WorkerPool.Shared.Run(in job, job._blocks.Count);
    }

    public readonly void Execute(int part, int worker)
    {
        int dimension = _rows.Dimension, end = _blocks.End(part);
        for (int i = _blocks.First(part); i < end; i++)
            _distances[i] = DirectDistance.Squared<T, W>(_rows.Row(i), _rows.Offset, _centroids + (nint)_labels[i] * dimension, dimension);
    }
}
