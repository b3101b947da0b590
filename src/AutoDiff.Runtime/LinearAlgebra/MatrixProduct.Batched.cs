using System.Numerics;
using System.Runtime.InteropServices;

namespace AutoDiff.LinearAlgebra;

public static partial class MatrixProduct
{
    /// <summary>Multiplications of one product from which on it is shared out by itself.</summary>
    private const long LargeProduct = 4_000_000;

    /// <summary>Multiplications in a part of a batch, at least.</summary>
    private const long BatchPartWork = 500_000;

    /// <summary>
    /// C_i = A_i B_i, or C_i += A_i B_i, for i below <paramref name="count"/>. The views are those of i = 0; the next matrix lies a batch stride
    /// further. Stride 0 broadcasts A or B; for C it adds up the products of all i. Otherwise the C_i share no memory.
    /// </summary>
    /// <exception cref="ArgumentException">The extents do not match, or a matrix reaches beyond its array.</exception>
    public static void MultiplyBatched<T>(
        MatrixView<T> a, nint aStride, MatrixView<T> b, nint bStride, MatrixView<T> c, nint cStride, nint count, bool accumulate = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (count > 0 && c.Rows > 0 && IsRowStacked(a, aStride) && bStride == 0 && IsRowStacked(c, cStride))
            Multiply(Stack(a, count), b, Stack(c, count), accumulate);
        else if (count > 0 && cStride == 0 && a.Columns > 0 && IsRowStacked(a.Transposed, aStride) && IsRowStacked(b, bStride))
            Multiply(Stack(a.Transposed, count).Transposed, Stack(b, count), c, accumulate);
        else
            MultiplyBatched(a, aStride, b, bStride, c, cStride, count, default(NoEpilogue<T>), accumulate);
    }

    /// <summary>As without epilogue, which is applied to each product; rows are counted within it.</summary>
    /// <exception cref="ArgumentException">
    /// The extents do not match, a matrix reaches beyond its array, the rows of C are not contiguous, or C has stride 0: an epilogue is not applied to partial sums.
    /// </exception>
    public static void MultiplyBatched<T, TEpilogue>(
        MatrixView<T> a, nint aStride, MatrixView<T> b, nint bStride, MatrixView<T> c, nint cStride, nint count, in TEpilogue epilogue, bool accumulate = false)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        CheckExtents(a, b, c);
        if (count <= 0) return;
        // Their constructor checks that the last matrices are inside the arrays.
        _ = At(a, aStride, count - 1);
        _ = At(b, bStride, count - 1);
        _ = At(c, cStride, count - 1);
        if (cStride == 0 && count > 1 && typeof(TEpilogue) != typeof(NoEpilogue<T>))
            throw new ArgumentException("Products that are added up into one C cannot have an epilogue; apply it to the sum.", nameof(cStride));

        var job = new BatchJob<T, TEpilogue> { A = a, B = b, C = c, AStride = aStride, BStride = bStride, CStride = cStride, Epilogue = epilogue, Accumulate = accumulate };
        long work = Math.Max(1, (long)c.Rows * c.Columns * a.Columns);
        if (cStride == 0 || work >= LargeProduct || count == 1)
        {
            for (nint i = 0; i < count; i++) job.Multiply(i);
            return;
        }
        job.Count = count;
        job.PerPart = (nint)Math.Clamp(BatchPartWork / work, 1, count);
        WorkerPool.Shared.Run(in job, checked((int)CeilingDivide(count, job.PerPart)));
    }

    private static nint CeilingDivide(nint a, nint b) => Tiling.CeilingDivide(a, b);

    private static MatrixView<T> At<T>(MatrixView<T> first, nint stride, nint i)
        where T : unmanaged, INumber<T>
        => new(first.Array, checked(first.Offset + stride * i), first.Rows, first.Columns, first.RowStride, first.ColumnStride);

    /// <summary>Whether the matrices of a batch continue each other, so that they are one with more rows.</summary>
    private static bool IsRowStacked<T>(MatrixView<T> first, nint stride)
        where T : unmanaged, INumber<T>
        => stride == first.Rows * first.RowStride && stride > 0;

    private static MatrixView<T> Stack<T>(MatrixView<T> first, nint count)
        where T : unmanaged, INumber<T>
        => new(first.Array, first.Offset, first.Rows * count, first.Columns, first.RowStride, first.ColumnStride);

    private struct BatchJob<T, TEpilogue> : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TEpilogue : struct, IEpilogue<T>
    {
        public MatrixView<T> A, B, C;
        public nint AStride, BStride, CStride, Count, PerPart;
        public TEpilogue Epilogue;
        public bool Accumulate;

        public readonly void Execute(int part, int worker)
        {
            nint last = Math.Min((part + 1) * PerPart, Count);
            for (nint i = part * PerPart; i < last; i++) Multiply(i);
        }

        public readonly void Multiply(nint i) => MatrixProduct.Multiply(
            At(A, AStride, i), At(B, BStride, i), At(C, CStride, i), Epilogue, Accumulate || (CStride == 0 && i > 0));
    }
}
