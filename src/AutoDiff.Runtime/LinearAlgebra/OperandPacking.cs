using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>Packs what several parts of a product share: strips of B, then groups of panels of A.</summary>
internal unsafe struct OperandPacking<T, V> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimd<V, T>
{
    private const int PanelsPerPart = 4;

    public ProductPlan Plan;
    public Operand<T> A;
    public Operand<T> B;
    public nint Columns;
    public nint Depth;

    /// <summary>Where the strips go, or null.</summary>
    public T* PackedStrips;

    /// <summary>Where the panels go, or null.</summary>
    public T* PackedPanels;

    private readonly nint StripParts => PackedStrips is null ? 0 : Plan.Strips;

    public readonly int Parts => checked((int)(StripParts + (PackedPanels is null ? 0 : Tiling.CeilingDivide(Plan.Panels.Count, PanelsPerPart))));

    public readonly void Execute(int part, int worker)
    {
        if (part < StripParts) PackStrip(part);
        else PackPanels((part - StripParts) * PanelsPerPart);
    }

    private readonly void PackStrip(nint strip)
    {
        nint column = strip * Tiling.StripColumns<T, V>();
        nint columns = Math.Min(Tiling.StripColumns<T, V>(), Columns - column);
        Packing.Strip<T, V>(B.From(0, column), Depth, columns, PackedStrips + column * Depth, Tiling.StripWidth<T, V>(columns));
    }

    private readonly void PackPanels(nint first)
    {
        nint last = Math.Min(first + PanelsPerPart, Plan.Panels.Count);
        Packing.Panels<T, V>(A, Plan.Panels, first, last, Depth, PackedPanels + Plan.Panels.Start(first) * Depth);
    }
}
