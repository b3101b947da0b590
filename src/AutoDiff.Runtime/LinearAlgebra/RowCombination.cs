using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.LinearAlgebra;

/// <summary>
/// The vector product where rows of M are contiguous: y is a sum of multiples of rows, added eight rows at a time so that
/// the running sum is read and written once for eight rows.
/// </summary>
internal unsafe struct RowCombination<T, V> : VectorProduct.IColumnJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimd<V, T>
{
    /// <summary>Columns summed at a time; the running sum and eight rows stay in the first-level cache.</summary>
    private const int ColumnBlock = 1024;

    public T* X;
    public T* Y;
    public Operand<T> M;
    public nint Columns;
    public nint Depth;
    public bool Accumulate;

    public nint Chunk { get; set; }

    public readonly nint SmallestChunk => 128;

    public readonly void Execute(int part, int worker)
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        T* sum = Scratch.Rent<T>(workspace, ColumnBlock);
        nint last = Math.Min((part + 1) * Chunk, Columns), depthBlock = Tiling.DepthBlock<T>(Depth);
        for (nint j = part * Chunk; j < last; j += ColumnBlock)
        {
            nint columns = Math.Min(ColumnBlock, last - j);
            for (nint k = 0; k < Depth; k += depthBlock)
            {
                SumRows(M.At(k, j), X + k, Math.Min(depthBlock, Depth - k), columns, sum);
                AddTo(Y + j, sum, columns, Accumulate || k > 0);
            }
        }
    }

    private readonly void SumRows(T* m, T* x, nint depth, nint columns, T* sum)
    {
        new Span<T>(sum, (int)columns).Clear();
        nint k = 0;
        for (; k <= depth - 8; k += 8) AddEightRows(m + k * M.Row, M.Row, x + k, columns, sum);
        for (; k < depth; k++) AddRow(m + k * M.Row, x[k], columns, sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddEightRows(T* m, nint row, T* x, nint columns, T* sum)
    {
        T* m4 = m + 4 * row;
        V x0 = V.Broadcast(x[0]), x1 = V.Broadcast(x[1]), x2 = V.Broadcast(x[2]), x3 = V.Broadcast(x[3]);
        V x4 = V.Broadcast(x[4]), x5 = V.Broadcast(x[5]), x6 = V.Broadcast(x[6]), x7 = V.Broadcast(x[7]);
        for (nint j = 0; j < columns; j += V.Count)
        {
            nint lanes = Math.Min(V.Count, columns - j);
            V s = V.Load(ref *sum, j); // the buffer is whole vectors long
            s = V.Fma(x0, EpiloguePass.LoadLanes<T, V>(ref *m, j, lanes), s);
            s = V.Fma(x1, EpiloguePass.LoadLanes<T, V>(ref *(m + row), j, lanes), s);
            s = V.Fma(x2, EpiloguePass.LoadLanes<T, V>(ref *(m + 2 * row), j, lanes), s);
            s = V.Fma(x3, EpiloguePass.LoadLanes<T, V>(ref *(m + 3 * row), j, lanes), s);
            s = V.Fma(x4, EpiloguePass.LoadLanes<T, V>(ref *m4, j, lanes), s);
            s = V.Fma(x5, EpiloguePass.LoadLanes<T, V>(ref *(m4 + row), j, lanes), s);
            s = V.Fma(x6, EpiloguePass.LoadLanes<T, V>(ref *(m4 + 2 * row), j, lanes), s);
            s = V.Fma(x7, EpiloguePass.LoadLanes<T, V>(ref *(m4 + 3 * row), j, lanes), s);
            V.Store(s, ref *sum, j);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddRow(T* m, T factor, nint columns, T* sum)
    {
        V x = V.Broadcast(factor);
        for (nint j = 0; j < columns; j += V.Count)
            V.Store(V.Fma(x, EpiloguePass.LoadLanes<T, V>(ref *m, j, Math.Min(V.Count, columns - j)), V.Load(ref *sum, j)), ref *sum, j);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddTo(T* y, T* sum, nint columns, bool accumulate)
    {
        for (nint j = 0; j < columns; j += V.Count)
        {
            nint lanes = Math.Min(V.Count, columns - j);
            V s = V.Load(ref *sum, j);
            if (accumulate) s = EpiloguePass.LoadLanes<T, V>(ref *y, j, lanes) + s;
            if (lanes == V.Count) V.Store(s, ref *y, j);
            else V.Store(s, ref *y, j, lanes);
        }
    }
}
