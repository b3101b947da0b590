using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>Packs all strips of a block of B, one a part, for parts of the product that share them.</summary>
internal unsafe struct StripPacking<T, V> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimd<V, T>
{
    public Operand<T> B;
    public nint Columns;
    public nint Depth;
    public T* Packed;

    public void Execute(int part, int worker)
    {
        nint column = part * Tiling.StripColumns<T, V>();
        nint columns = Math.Min(Tiling.StripColumns<T, V>(), Columns - column);
        nint width = BlockProduct<T, V, NoEpilogue<T>>.Width(columns);
        Packing.Strip<T, V>(B.From(0, column), Depth, columns, Packed + column * Depth, width);
    }
}
