using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>
/// A matrix in an array: element (i, j) lies at <c>Offset + i * RowStride + j * ColumnStride</c>. Row-major, transposed,
/// a block of a larger matrix, one head of an attention tensor and a broadcast row (stride 0) are all of this form.
/// </summary>
public readonly struct MatrixView<T>
    where T : unmanaged, INumber<T>
{
    /// <exception cref="ArgumentException">A negative extent or stride, or an element outside the array.</exception>
    public MatrixView(T[] array, nint offset, nint rows, nint columns, nint rowStride, nint columnStride)
    {
        ArgumentNullException.ThrowIfNull(array);
        if ((offset | rows | columns | rowStride | columnStride) < 0)
            throw new ArgumentException($"Offset {offset}, {rows} rows, {columns} columns and strides {rowStride}, {columnStride} must not be negative.");
        if (rows > 0 && columns > 0 && LastIndex(offset, rows, columns, rowStride, columnStride) >= array.Length)
        {
            throw new ArgumentException(
                $"A {rows} x {columns} matrix with strides {rowStride}, {columnStride} at offset {offset} does not fit into an array of {array.Length} elements.", nameof(array));
        }
        Array = array;
        Offset = offset;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    public T[] Array { get; }

    public nint Offset { get; }

    public nint Rows { get; }

    public nint Columns { get; }

    /// <summary>Elements from a row to the next.</summary>
    public nint RowStride { get; }

    /// <summary>Elements from a column to the next.</summary>
    public nint ColumnStride { get; }

    /// <summary>The same memory with rows and columns exchanged; no copy.</summary>
    public MatrixView<T> Transposed => new(Array, Offset, Columns, Rows, ColumnStride, RowStride);

    /// <summary>Views a tensor as a matrix; no copy.</summary>
    /// <exception cref="ArgumentException">The tensor does not have two dimensions.</exception>
    public static MatrixView<T> Of(Tensor<T> tensor) => tensor.Rank == 2
        ? new(tensor.Array, tensor.Offset, tensor.Shape[0], tensor.Shape[1], tensor.Shape[1], 1)
        : throw new ArgumentException($"A matrix has two dimensions; this tensor is {tensor.Shape}.", nameof(tensor));

    // 128 bits cannot overflow, whatever the strides.
    private static Int128 LastIndex(nint offset, nint rows, nint columns, nint rowStride, nint columnStride) =>
        offset + (Int128)(rows - 1) * rowStride + (Int128)(columns - 1) * columnStride;
}
