using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>
/// How one block of the inner dimension is computed: the parts that threads claim, and which operands are packed.
/// Nothing here changes the order in which the products of one element are added.
/// </summary>
internal readonly struct ProductPlan
{
    /// <summary>A product with fewer multiplications is done by the caller: waking threads would cost more.</summary>
    private const long SerialWork = 96 * 96 * 96;

    /// <summary>Multiplications in a part, at least: about 5 us.</summary>
    private const long PartWork = 500_000;

    /// <summary>Parts beyond this number do not balance better.</summary>
    private const long ManyParts = 12;

    /// <summary>Panels of a part, at most: with 2 KiB a row they take half of the second-level cache.</summary>
    private const int PanelsPerPart = 16;

    /// <summary>Below this many bytes, B is read in place: its strips stay in the nearest caches.</summary>
    private const long SmallStripBytes = 96 * 1024;

    /// <summary>Below this many bytes, columns of A are read in place: they stay in the second-level cache.</summary>
    private const long SmallPanelBytes = 512 * 1024;

    private ProductPlan(EvenSplit panels, nint strips, EvenSplit rowBlocks, EvenSplit columnGroups)
    {
        Panels = panels;
        Strips = strips;
        RowBlocks = rowBlocks;
        ColumnGroups = columnGroups;
    }

    /// <summary>Rows cut into panels.</summary>
    public EvenSplit Panels { get; }

    public nint Strips { get; }

    /// <summary>Panels cut into the row blocks of the parts.</summary>
    public EvenSplit RowBlocks { get; }

    /// <summary>Strips cut into the column groups of the parts.</summary>
    public EvenSplit ColumnGroups { get; }

    public int PartCount => checked((int)(RowBlocks.Count * ColumnGroups.Count));

    /// <summary>Panels of A are copied: by the part that uses them, or beforehand if several parts use them.</summary>
    public bool PackPanels { get; private init; }

    /// <summary>With very many rows, packing again for every column group costs less than the memory.</summary>
    public bool SharePanels => PackPanels && ColumnGroups.Count > 1 && Panels.Count <= 600;

    /// <summary>Strips of B are copied: by the part that uses them, or beforehand if several parts use them.</summary>
    public bool PackStrips { get; private init; }

    public bool ShareStrips => PackStrips && RowBlocks.Count > 1;

    public static ProductPlan For<T, V>(Operand<T> a, Operand<T> b, nint rows, nint columns, nint depth)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        var panels = EvenSplit.AtMost(Tiling.MaxPanelRows<T, V>(), rows);
        nint strips = Tiling.CeilingDivide(columns, Tiling.StripColumns<T, V>());
        var (rowBlocks, columnGroups) = (long)rows * columns * depth is var work && work < SerialWork
            ? (EvenSplit.Whole(panels.Count), EvenSplit.Whole(strips))
            : Parts(panels.Count, strips, (nint)Math.Clamp(work / PartWork, 2, ManyParts));
        return new ProductPlan(panels, strips, rowBlocks, columnGroups)
        {
            PackPanels = MustPackPanels(a, rows, depth) && strips > 1,
            PackStrips = b.Column != 1 || (panels.Count > 2 && BytesOf<T>(b.Row * depth) > SmallStripBytes),
        };
    }

    /// <summary>At least so many parts where the shape allows it, by columns rather than rows, none with more panels than the cache holds.</summary>
    private static (EvenSplit RowBlocks, EvenSplit ColumnGroups) Parts(nint panels, nint strips, nint parts)
    {
        nint rowBlocks = Math.Max(Tiling.CeilingDivide(panels, PanelsPerPart), Tiling.CeilingDivide(parts, strips));
        nint columnGroups = Math.Min(strips, Tiling.CeilingDivide(parts, rowBlocks));
        return (EvenSplit.Into(Math.Min(rowBlocks, panels), panels), EvenSplit.Into(columnGroups, strips));
    }

    /// <summary>
    /// Rows of A can be read in place, unless the step from one to the next is so near a multiple of half a page that
    /// they push each other out of the cache. Columns of A can if they stay in the cache until all panels are done.
    /// </summary>
    private static bool MustPackPanels<T>(Operand<T> a, nint rows, nint depth)
        where T : unmanaged
    {
        long step = BytesOf<T>(a.Row);
        if (a.Column != 1) return BytesOf<T>(a.Column * depth) > SmallPanelBytes;
        return rows > 4 && step >= 2048 && step % 2048 is < 64 or > 1984;
    }

    private static unsafe long BytesOf<T>(nint elements)
        where T : unmanaged
        => (long)elements * sizeof(T);
}
