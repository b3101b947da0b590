using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>The best of each row, in parts of rows.</summary>
internal unsafe struct TopKJob<T> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* Values, Top;
    public int* Indices;
    public int Rows, Columns, Count, RowsOfPart;

    public readonly void Execute(int part, int worker)
    {
        int last = Math.Min(Rows, (part + 1) * RowsOfPart);
        for (int r = part * RowsOfPart; r < last; r++)
        {
            TopK.Select(
                new ReadOnlySpan<T>(Values + (nint)r * Columns, Columns), Count,
                new Span<int>(Indices + (nint)r * Count, Count), new Span<T>(Top + (nint)r * Count, Count));
        }
    }
}
