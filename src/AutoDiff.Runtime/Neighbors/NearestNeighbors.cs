using System.Numerics;
using AutoDiff.Clustering;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Neighbors;

/// <summary>
/// The nearest of stored rows, by brute force: Euclidean distances from a fused kernel that keeps only what can be among the k nearest,
/// decided by differences in double. O(k) memory for each query. Immutable; safe for use by several threads at once.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class NearestNeighbors<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly StoredRows<T> _rows;

    /// <param name="data">[n, d]; copied.</param>
    /// <exception cref="ArgumentException">No rows or columns.</exception>
    /// <exception cref="InvalidSampleException">NaN or an infinity.</exception>
    public NearestNeighbors(Tensor<T> data)
    {
        var rows = RowData<T>.From(MatrixView<T>.Of(data), unit: false, nameof(data));
        rows.CheckFinite(nameof(data));
        _rows = new StoredRows<T>(rows);
    }

    /// <summary>Number of stored rows.</summary>
    public int Count => _rows.Count;

    public int Dimension => _rows.Dimension;

    /// <summary>For each query the <paramref name="count"/> nearest stored rows, nearest first; of equally near ones the lowest row number.</summary>
    /// <param name="queries">[q, d].</param>
    /// <param name="count">k, from 1 to <see cref="Count"/>.</param>
    /// <returns>Row numbers and Euclidean distances, [q, k] each.</returns>
    /// <exception cref="ArgumentOutOfRangeException">k is not possible.</exception>
    /// <exception cref="ShapeMismatchException">Another number of columns than the stored rows.</exception>
    /// <exception cref="InvalidSampleException">NaN or an infinity.</exception>
    public (Tensor<int> Rows, Tensor<double> Distances) Search(Tensor<T> queries, int count)
    {
        if (count < 1 || count > Count) throw new ArgumentOutOfRangeException(nameof(count), count, $"There are {Count} stored rows: ask for 1 to {Count} neighbours.");
        var view = MatrixView<T>.Of(queries);
        DataCheck.Extents(view, nameof(queries));
        DataCheck.Columns(view, Dimension, nameof(queries));
        var rows = RowData<T>.From(view, unit: false, nameof(queries));
        rows.CheckFinite(nameof(queries));
        var found = Tensor<int>.Zeros(rows.Count, count);
        var distances = Tensor<double>.Zeros(rows.Count, count);
        var action = new SearchAction<T>(_rows, rows, count, found.Span, distances.Span);
        Widths.Run<T, SearchAction<T>>(ref action);
        return (found, distances);
    }
}
