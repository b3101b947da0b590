using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>
    /// The matrix product over the last two dimensions: [.., M, K] times [.., K, N] is [.., M, N]; leading dimensions broadcast.
    /// A vector on the left is a row [1, K], on the right a column [K, 1], and that dimension is dropped from the result.
    /// </summary>
    /// <exception cref="ShapeMismatchException">The inner extents differ, the leading ones do not broadcast, or an operand has rank 0.</exception>
    public static Tensor<T> MatMul<T>(Tensor<T> a, Tensor<T> b) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (a.Rank == 0 || b.Rank == 0) throw new ShapeMismatchException($"MatMul needs vectors or matrices, not {a.Shape} and {b.Shape}.");
        var left = a.Rank == 1 ? Unsqueeze(a, 0) : a;
        var right = b.Rank == 1 ? Unsqueeze(b, 1) : b;
        int m = left.Dimension(-2), k = left.Dimension(-1), n = right.Dimension(-1);
        if (right.Dimension(-2) != k) throw new ShapeMismatchException($"MatMul of {a.Shape} and {b.Shape}: the inner extents {k} and {right.Dimension(-2)} differ.");

        TensorShape leftBatch = Extents.Range(left.Shape, 0, left.Rank - 2), rightBatch = Extents.Range(right.Shape, 0, right.Rank - 2);
        var batch = Broadcasting.Shape(leftBatch, rightBatch);
        var product = Tensor<T>.Uninitialized(Extents.Join(batch, new TensorShape(m, n)));
        // Broadcasting of the matrices is that of their numbers.
        var rows = new BroadcastRows(batch, leftBatch, rightBatch);
        for (int i = 0; i < batch.Length; i++)
        {
            (int row, int within) = Math.DivRem(i, rows.Length);
            int l = rows.Offset(0, row) + (rows.Repeats(0) ? 0 : within), r = rows.Offset(1, row) + (rows.Repeats(1) ? 0 : within);
            MatrixProduct.Multiply(Matrix(left, l, m, k), Matrix(right, r, k, n), Matrix(product, i, m, n));
        }

        if (a.Rank == 1) product = Squeeze(product, -2);
        return b.Rank == 1 ? Squeeze(product, -1) : product;
    }

    // Matrix number i of a stack of them.
    private static MatrixView<T> Matrix<T>(Tensor<T> stack, int i, int rows, int columns) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        new(stack.Array, stack.Offset + i * rows * columns, rows, columns, columns, 1);
}
