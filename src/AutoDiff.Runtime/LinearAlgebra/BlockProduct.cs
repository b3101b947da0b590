using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>C = A B or C += A B for one block of the inner dimension, in parts of some panels by some strips.</summary>
internal unsafe struct BlockProduct<T, V, TEpilogue> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimd<V, T>
    where TEpilogue : struct, IEpilogue<T>
{
    public ProductPlan Plan;
    public Operand<T> A;
    public Operand<T> B;
    public T* C;
    public nint CRow;
    public nint Columns;
    public nint Depth;

    /// <summary>The strips of B, packed beforehand, or null.</summary>
    public T* SharedStrips;

    /// <summary>The panels of A, packed beforehand, or null.</summary>
    public T* SharedPanels;
    public bool Accumulate;

    /// <summary>Whether the block is the last one, after which C is final.</summary>
    public bool IsLast;
    public nint FirstColumn;
    public TEpilogue Epilogue;

    // Row blocks run fastest: successive parts use the same strips of B.
    public void Execute(int part, int worker)
    {
        nint rowBlock = part % Plan.RowBlocks.Count, group = part / Plan.RowBlocks.Count;
        nint firstPanel = Plan.RowBlocks.Start(rowBlock), lastPanel = Plan.RowBlocks.Start(rowBlock + 1);
        nint firstStrip = Plan.ColumnGroups.Start(group), lastStrip = Plan.ColumnGroups.Start(group + 1);
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        T* packedPanels = SharedPanels is not null ? SharedPanels + Plan.Panels.Start(firstPanel) * Depth
            : Plan.PackPanels ? PackPanels(workspace, firstPanel, lastPanel) : null;
        T* packedStrip = null;
        for (nint strip = firstStrip; strip < lastStrip; strip++)
        {
            nint column = strip * StripColumns, columns = Math.Min(StripColumns, Columns - column);
            nint width = Tiling.StripWidth<T, V>(columns);
            T* b = B.At(0, column);
            nint bDepth = B.Row;
            if (SharedStrips is not null)
            {
                b = SharedStrips + column * Depth;
                bDepth = width;
            }
            else if (Plan.PackStrips || columns < width)
            {
                if (packedStrip is null) packedStrip = Scratch.Rent<T>(workspace, StripColumns * Depth);
                Packing.Strip<T, V>(B.From(0, column), Depth, columns, packedStrip, width);
                b = packedStrip;
                bDepth = width;
            }
            MultiplyStrip(firstPanel, lastPanel, packedPanels, b, bDepth, column, columns);
        }
    }

    private static nint StripColumns => Tiling.StripColumns<T, V>();

    private void MultiplyStrip(nint firstPanel, nint lastPanel, T* packedPanels, T* b, nint bDepth, nint column, nint columns)
    {
        nint width = Tiling.StripWidth<T, V>(columns);
        int vectors = width == V.Count ? 1 : 2;
        nint firstRow = Plan.Panels.Start(firstPanel);
        for (nint panel = firstPanel; panel < lastPanel; panel++)
        {
            nint row = Plan.Panels.Start(panel), rows = Plan.Panels.Start(panel + 1) - row;
            bool packed = packedPanels is not null;
            T* a = packed ? packedPanels + (row - firstRow) * Depth : A.At(row, 0);
            nint aRow = packed ? 1 : A.Row, aDepth = packed ? rows : A.Column;
            T* c = C + row * CRow + column;
            if (columns == width) TileDispatch.Multiply<T, V>(rows, vectors, a, aRow, aDepth, b, bDepth, Depth, c, CRow, Accumulate);
            else EdgeTile.Multiply<T, V>(rows, columns, a, aRow, aDepth, b, bDepth, Depth, c, CRow, Accumulate);
            if (IsLast) EpiloguePass.Apply<T, V, TEpilogue>(ref Epilogue, c, CRow, row, FirstColumn + column, rows, columns);
        }
    }

    private T* PackPanels(Workspace workspace, nint firstPanel, nint lastPanel)
    {
        nint rows = Plan.Panels.Start(lastPanel) - Plan.Panels.Start(firstPanel);
        T* packed = Scratch.Rent<T>(workspace, rows * Depth);
        Packing.Panels<T, V>(A, Plan.Panels, firstPanel, lastPanel, Depth, packed);
        return packed;
    }
}
