using System.Numerics;
using AutoDiff.Clustering;

namespace AutoDiff.Neighbors;

/// <summary>A search for many queries.</summary>
internal ref struct SearchAction<T>(StoredRows<T> stored, RowData<T> queries, int count, Span<int> found, Span<double> distances) : IWidthAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly Span<int> _found = found;
    private readonly Span<double> _distances = distances;

    public readonly unsafe void Run<V, W>()
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        fixed (T* origin = &queries.Origin, offset = stored.Offset, rows = stored.Rows, centered = stored.Centered, halfNorms = stored.HalfNorms)
        fixed (int* found = _found)
        fixed (double* distances = _distances)
        {
            var job = new SearchJob<T, V, W>
            {
                Queries = new PointRows<T> { Origin = origin, Step = queries.Step, Count = queries.Count, Dimension = queries.Dimension, Offset = offset },
                Stored = rows,
                Centered = centered,
                HalfNorms = halfNorms,
                StoredCount = stored.Count,
                LargestNorm = stored.LargestNorm,
                Neighbors = count,
                Found = found,
                Distances = distances,
            };
            WorkerPool.Shared.Run(in job, (queries.Count - 1) / (2 * V.Count) + 1);
        }
        foreach (ref double distance in _distances) distance = Math.Sqrt(distance);
    }
}
