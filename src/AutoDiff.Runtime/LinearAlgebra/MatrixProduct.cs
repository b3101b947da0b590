using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace AutoDiff.LinearAlgebra;

/// <summary>
/// Products of dense matrices. Every element is summed in an order that depends on the inner dimension alone: the same
/// bits at any number of threads.
/// </summary>
public static partial class MatrixProduct
{
    /// <summary>C[m, n] = A[m, k] B[k, n], or C += A B if <paramref name="accumulate"/> is set. C shares no memory with A and B.</summary>
    /// <exception cref="ArgumentException">The extents do not match.</exception>
    public static void Multiply<T>(MatrixView<T> a, MatrixView<T> b, MatrixView<T> c, bool accumulate = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Multiply(a, b, c, default(NoEpilogue<T>), accumulate);

    /// <summary>C = epilogue(A B), or C = epilogue(C + A B), with the epilogue applied to each element once, while it is in the cache. C shares no memory with A and B.</summary>
    /// <exception cref="ArgumentException">The extents do not match, or an epilogue is asked for and the rows of C are not contiguous.</exception>
    public static void Multiply<T, TEpilogue>(MatrixView<T> a, MatrixView<T> b, MatrixView<T> c, in TEpilogue epilogue, bool accumulate = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        CheckExtents(a, b, c);
        if (c.Rows == 0 || c.Columns == 0) return;
        if (c.ColumnStride != 1 && c.Columns > 1)
        {
            CheckTransposable<T, TEpilogue>(c);
            (a, b, c) = (b.Transposed, a.Transposed, c.Transposed);
        }
        MultiplyPinned(a, b, c, epilogue, accumulate);
    }

    private static unsafe void MultiplyPinned<T, TEpilogue>(MatrixView<T> a, MatrixView<T> b, MatrixView<T> c, TEpilogue epilogue, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        fixed (T* pa = &MemoryMarshal.GetArrayDataReference(a.Array))
        fixed (T* pb = &MemoryMarshal.GetArrayDataReference(b.Array))
        fixed (T* pc = &MemoryMarshal.GetArrayDataReference(c.Array))
        {
            Multiply(
                new Operand<T>(pa + a.Offset, a.RowStride, a.ColumnStride),
                new Operand<T>(pb + b.Offset, b.RowStride, b.ColumnStride),
                new Operand<T>(pc + c.Offset, c.RowStride, c.ColumnStride),
                c.Rows, c.Columns, a.Columns, accumulate, ref epilogue);
        }
    }

    private static unsafe void Multiply<T, TEpilogue>(
        Operand<T> a, Operand<T> b, Operand<T> c, nint rows, nint columns, nint depth, bool accumulate, ref TEpilogue epilogue)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            PlainProduct.Multiply(a, b, c, rows, columns, depth, accumulate);
            EpiloguePass.Apply<T, Scalar<T>, TEpilogue>(ref epilogue, c.Origin, c.Row, 0, 0, rows, columns);
        }
        else if (Vector512.IsHardwareAccelerated) Multiply<T, Simd512<T>, TEpilogue>(a, b, c, rows, columns, depth, accumulate, ref epilogue);
        else if (Vector256.IsHardwareAccelerated) Multiply<T, Simd256<T>, TEpilogue>(a, b, c, rows, columns, depth, accumulate, ref epilogue);
        else if (Vector128.IsHardwareAccelerated) Multiply<T, Simd128<T>, TEpilogue>(a, b, c, rows, columns, depth, accumulate, ref epilogue);
        else Multiply<T, Scalar<T>, TEpilogue>(a, b, c, rows, columns, depth, accumulate, ref epilogue);
    }

    private static unsafe void Multiply<T, V, TEpilogue>(
        Operand<T> a, Operand<T> b, Operand<T> c, nint rows, nint columns, nint depth, bool accumulate, ref TEpilogue epilogue)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (depth > 0 && (rows > 1 || !HasUnitStep(b)) && (columns > 1 || !HasUnitStep(a)))
        {
            BlockedProduct.Multiply<T, V, TEpilogue>(a, b, c, rows, columns, depth, accumulate, ref epilogue);
            return;
        }
        if (depth == 0) ClearUnless<T>(accumulate, c, rows, columns);
        else if (rows == 1 && HasUnitStep(b)) VectorProduct.Multiply<T, V>(a.Origin, a.Column, b, c.Origin, 1, columns, depth, accumulate);
        else VectorProduct.Multiply<T, V>(b.Origin, b.Row, a.Transposed, c.Origin, c.Row, rows, depth, accumulate);
        EpiloguePass.Apply<T, V, TEpilogue>(ref epilogue, c.Origin, c.Row, 0, 0, rows, columns);
    }

    private static bool HasUnitStep<T>(Operand<T> matrix)
        where T : unmanaged
        => matrix.Row == 1 || matrix.Column == 1;

    private static unsafe void ClearUnless<T>(bool accumulate, Operand<T> c, nint rows, nint columns)
        where T : unmanaged
    {
        for (nint i = 0; i < rows && !accumulate; i++) new Span<T>(c.At(i, 0), checked((int)columns)).Clear();
    }

    private static void CheckExtents<T>(MatrixView<T> a, MatrixView<T> b, MatrixView<T> c)
        where T : unmanaged, INumber<T>
    {
        if (a.Columns != b.Rows)
            throw new ArgumentException($"A is {a.Rows} x {a.Columns} and B is {b.Rows} x {b.Columns}: the columns of A must match the rows of B.", nameof(b));
        if (c.Rows != a.Rows || c.Columns != b.Columns)
            throw new ArgumentException($"A B is {a.Rows} x {b.Columns} and C is {c.Rows} x {c.Columns}.", nameof(c));
    }

    private static void CheckTransposable<T, TEpilogue>(MatrixView<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (c.RowStride != 1 && c.Rows > 1)
            throw new ArgumentException($"C has strides {c.RowStride} and {c.ColumnStride}; one of them must be 1.", nameof(c));
        if (typeof(TEpilogue) != typeof(NoEpilogue<T>))
            throw new ArgumentException($"The epilogue {typeof(TEpilogue).Name} works along rows of C, which are not contiguous here (column stride {c.ColumnStride}).", nameof(c));
    }
}
