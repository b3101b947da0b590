using System.Numerics;
using System.Runtime.InteropServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>Data as contiguous rows in an array.</summary>
internal readonly struct RowData<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private RowData(T[] array, nint start, nint step, int count, int dimension) => (Array, Start, Step, Count, Dimension) = (array, start, step, count, dimension);

    public T[] Array { get; }

    public nint Start { get; }

    /// <summary>Elements from a row to the next.</summary>
    public nint Step { get; }

    public int Count { get; }

    public int Dimension { get; }

    /// <summary>The data where they are; a copy by rows if the elements of a row are not contiguous or if rows are scaled.</summary>
    /// <param name="data">At least one row and column.</param>
    /// <param name="unit">Scale rows to length 1.</param>
    /// <param name="name">For error messages.</param>
    /// <exception cref="InvalidSampleException">A row of zeros has no direction.</exception>
    public static RowData<T> From(MatrixView<T> data, bool unit, string name)
    {
        DataCheck.Extents(data, name);
        int count = (int)data.Rows, dimension = (int)data.Columns;
        if (!unit && (data.ColumnStride == 1 || dimension == 1))
            return new RowData<T>(data.Array, data.Offset, data.RowStride, count, dimension);
        var rows = GC.AllocateUninitializedArray<T>(checked(count * dimension));
        for (int i = 0; i < count; i++)
        {
            var row = rows.AsSpan(i * dimension, dimension);
            nint source = data.Offset + i * data.RowStride;
            for (int k = 0; k < dimension; k++) row[k] = data.Array[source + k * data.ColumnStride];
            if (unit) Scale(row, i, name);
        }
        return new RowData<T>(rows, 0, dimension, count, dimension);
    }

    public ref T Origin => ref System.Runtime.CompilerServices.Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(Array), Start);

    public ReadOnlySpan<T> Row(int row) => Array.AsSpan((int)(Start + row * Step), Dimension);

    /// <exception cref="InvalidSampleException">NaN or an infinity.</exception>
    public void CheckFinite(string name)
    {
        for (int i = 0; i < Count; i++)
        {
            var row = Row(i);
            for (int k = 0; k < row.Length; k++)
            {
                if (!T.IsFinite(row[k])) throw SampleCheck.NotFinite(double.CreateTruncating(row[k]), i, k, name);
            }
        }
    }

    // Divides by the largest element first: squares neither overflow nor vanish.
    private static void Scale(Span<T> row, int number, string name)
    {
        double largest = 0;
        for (int k = 0; k < row.Length; k++)
        {
            double value = double.CreateTruncating(row[k]);
            if (!double.IsFinite(value)) throw SampleCheck.NotFinite(value, number, k, name);
            largest = Math.Max(largest, Math.Abs(value));
        }
        if (largest == 0) throw new InvalidSampleException("it is 0 everywhere and has no direction.", "Remove the row, or do not ask for spherical clusters.", number, table: name);
        double squares = 0;
        foreach (T value in row)
        {
            double scaled = double.CreateTruncating(value) / largest;
            squares += scaled * scaled;
        }
        double norm = Math.Sqrt(squares);
        for (int k = 0; k < row.Length; k++) row[k] = T.CreateTruncating(double.CreateTruncating(row[k]) / largest / norm);
    }
}
