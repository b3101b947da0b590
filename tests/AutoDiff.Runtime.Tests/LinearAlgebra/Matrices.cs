using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Tests.LinearAlgebra;

/// <summary>Matrices in the middle of larger arrays, and the product by definition.</summary>
internal static class Matrices
{
    /// <summary>Random numbers in [-1, 1), in rows (or columns) that are longer than the matrix.</summary>
    public static MatrixView<T> Random<T>(Random random, int rows, int columns, bool transposed = false, int gap = 3)
        where T : unmanaged, INumber<T>
    {
        var (outer, inner) = transposed ? (columns, rows) : (rows, columns);
        int stride = inner + gap;
        var array = new T[5 + outer * stride];
        for (int i = 0; i < array.Length; i++) array[i] = T.CreateTruncating(2 * random.NextDouble() - 1);
        return transposed ? new(array, 5, rows, columns, 1, stride) : new(array, 5, rows, columns, stride, 1);
    }

    public static ref T At<T>(this MatrixView<T> matrix, nint i, nint j)
        where T : unmanaged, INumber<T>
        => ref matrix.Array[matrix.Offset + i * matrix.RowStride + j * matrix.ColumnStride];

    public static MatrixView<T> Copy<T>(this MatrixView<T> matrix)
        where T : unmanaged, INumber<T>
        => new((T[])matrix.Array.Clone(), matrix.Offset, matrix.Rows, matrix.Columns, matrix.RowStride, matrix.ColumnStride);

    /// <summary>The product summed in double.</summary>
    public static double[,] Product<T>(MatrixView<T> a, MatrixView<T> b)
        where T : unmanaged, INumber<T>
    {
        var product = new double[a.Rows, b.Columns];
        for (nint i = 0; i < a.Rows; i++)
        {
            for (nint k = 0; k < a.Columns; k++)
            {
                double x = double.CreateTruncating(a.At(i, k));
                for (nint j = 0; j < b.Columns; j++) product[i, j] += x * double.CreateTruncating(b.At(k, j));
            }
        }
        return product;
    }

    /// <summary>
    /// The elements of <paramref name="actual"/> are near the expected ones, and the rest of its array is as in
    /// <paramref name="before"/>. A sum of k products of numbers below 1 is wrong by at most about k units of the last place of k.
    /// </summary>
    public static void AssertNear<T>(double[,] expected, MatrixView<T> actual, MatrixView<T> before, nint depth)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double tolerance = double.CreateTruncating(T.BitIncrement(T.One) - T.One) * (depth + 4);
        var remainder = before.Copy();
        for (nint i = 0; i < actual.Rows; i++)
        {
            for (nint j = 0; j < actual.Columns; j++)
            {
                double error = Math.Abs(expected[i, j] - double.CreateTruncating(actual.At(i, j)));
                if (!(error <= tolerance)) Assert.Fail($"({i}, {j}) of {actual.Rows} x {actual.Columns}, depth {depth}: {actual.At(i, j)} instead of {expected[i, j]}");
                remainder.At(i, j) = actual.At(i, j);
            }
        }
        Assert.True(remainder.Array.AsSpan().SequenceEqual(actual.Array), "Memory outside the matrix was written.");
    }
}
