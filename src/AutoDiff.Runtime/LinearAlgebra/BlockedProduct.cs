using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>The product of two matrices, one block of the inner dimension after the other.</summary>
internal static unsafe class BlockedProduct
{
    /// <summary>Columns done at a time: bounds the memory for packed strips to 16 MiB.</summary>
    private const int ColumnLimit = 8192;

    public static void Multiply<T, V, TEpilogue>(
        Operand<T> a, Operand<T> b, Operand<T> c, nint rows, nint columns, nint depth, bool accumulate, ref TEpilogue epilogue)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        where TEpilogue : struct, IEpilogue<T>
    {
        nint depthBlock = Tiling.DepthBlock<T>(depth);
        for (nint column = 0; column < columns; column += ColumnLimit)
        {
            nint width = Math.Min(ColumnLimit, columns - column);
            for (nint k = 0; k < depth; k += depthBlock)
            {
                var job = new BlockProduct<T, V, TEpilogue>
                {
                    A = a.From(0, k),
                    B = b.From(k, column),
                    C = c.At(0, column),
                    CRow = c.Row,
                    Columns = width,
                    Depth = Math.Min(depthBlock, depth - k),
                    Accumulate = accumulate || k > 0,
                    IsLast = k + depthBlock >= depth,
                    FirstColumn = column,
                    Epilogue = epilogue,
                };
                job.Plan = ProductPlan.For<T, V>(job.A, job.B, rows, width, job.Depth);
                Run(ref job, rows);
            }
        }
    }

    private static void Run<T, V, TEpilogue>(ref BlockProduct<T, V, TEpilogue> job, nint rows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (job.Plan.PartCount == 1)
        {
            job.Execute(0, 0);
            return;
        }
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        if (job.Plan.ShareStrips) job.SharedStrips = Scratch.Rent<T>(workspace, job.Plan.Strips * Tiling.StripColumns<T, V>() * job.Depth);
        if (job.Plan.SharePanels) job.SharedPanels = Scratch.Rent<T>(workspace, rows * job.Depth);
        var packing = new OperandPacking<T, V>
        {
            Plan = job.Plan,
            A = job.A,
            B = job.B,
            Columns = job.Columns,
            Depth = job.Depth,
            PackedStrips = job.SharedStrips,
            PackedPanels = job.SharedPanels,
        };
        WorkerPool.Shared.Run(in packing, packing.Parts);
        WorkerPool.Shared.Run(in job, job.Plan.PartCount);
    }
}
