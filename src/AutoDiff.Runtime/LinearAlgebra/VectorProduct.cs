using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>
/// y[j] = sum over k of x[k] M(k, j), or y += that: a product with one row or one column. Every element of M is used once,
/// so the work is to read it in the order in which it lies in memory.
/// </summary>
internal static unsafe class VectorProduct
{
    /// <summary>A product with fewer multiplications is done by the caller.</summary>
    private const long SerialWork = 128 * 1024;

    /// <summary>Multiplications in a part.</summary>
    private const long PartWork = 32 * 1024;

    public static void Multiply<T, V>(T* x, nint xStep, Operand<T> m, T* y, nint yStep, nint columns, nint depth, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        T* contiguousX = xStep == 1 || depth == 1 ? x : Scratch.Rent<T>(workspace, depth);
        T* contiguousY = yStep == 1 || columns == 1 ? y : Scratch.Rent<T>(workspace, columns);
        if (contiguousX != x) Copy(x, xStep, contiguousX, 1, depth);
        if (contiguousY != y && accumulate) Copy(y, yStep, contiguousY, 1, columns);

        if (m.Row == 1 || depth == 1 && m.Column != 1)
            Run(new DotProducts<T, V> { X = contiguousX, M = m, Y = contiguousY, Columns = columns, Depth = depth, Accumulate = accumulate });
        else
            Run(new RowCombination<T, V> { X = contiguousX, M = m, Y = contiguousY, Columns = columns, Depth = depth, Accumulate = accumulate });

        if (contiguousY != y) Copy(contiguousY, 1, y, yStep, columns);

        void Run<TJob>(TJob job)
            where TJob : struct, IColumnJob
        {
            long work = (long)columns * depth;
            nint chunk = work < SerialWork ? columns : (nint)Math.Max(PartWork / depth, job.SmallestChunk);
            job.Chunk = chunk;
            WorkerPool.Shared.Run(in job, checked((int)Tiling.CeilingDivide(columns, chunk)));
        }
    }

    /// <summary>A job whose parts are ranges of <see cref="Chunk"/> columns.</summary>
    internal interface IColumnJob : IJob
    {
        nint Chunk { set; }

        nint SmallestChunk { get; }
    }

    private static void Copy<T>(T* source, nint sourceStep, T* destination, nint destinationStep, nint count)
        where T : unmanaged
    {
        for (nint i = 0; i < count; i++) destination[i * destinationStep] = source[i * sourceStep];
    }
}
