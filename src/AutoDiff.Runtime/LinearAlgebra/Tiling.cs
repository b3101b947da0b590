using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>How a product is cut: rows of C into panels, columns into strips, the inner dimension into blocks.</summary>
internal static class Tiling
{
    /// <summary>
    /// Bytes of a row of a packed panel. 2 KiB means 512 floats or 256 doubles: long enough that reading and writing C
    /// does not matter, short enough that the strips of B that a part uses stay in the second-level cache.
    /// Since a float sum restarts with every block, it also bounds the rounding error.
    /// </summary>
    private const int DepthBytes = 2048;

    /// <summary>Rows that fit into the registers: 14 in the 32 registers of AVX-512, 6 in the 16 of the narrower sets.</summary>
    public static int MaxPanelRows<T, V>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        => typeof(V) == typeof(Simd512<T>) ? 14 : 6;

    /// <summary>Columns of a strip: two vectors.</summary>
    public static nint StripColumns<T, V>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        => 2 * V.Count;

    /// <summary>Columns of a strip with its padding: one vector or two.</summary>
    public static nint StripWidth<T, V>(nint columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        => columns <= V.Count ? V.Count : StripColumns<T, V>();

    /// <summary>Length of the blocks of the inner dimension; depends on nothing but it, so that every way to compute a product gives the same bits.</summary>
    public static unsafe nint DepthBlock<T>(nint depth)
        where T : unmanaged
    {
        nint blocks = CeilingDivide(depth, DepthBytes / sizeof(T));
        return blocks <= 1 ? depth : CeilingDivide(depth, blocks);
    }

    public static nint CeilingDivide(nint a, nint b) => (a + b - 1) / b;
}

/// <summary>A positive extent cut into pieces whose sizes differ by at most 1.</summary>
internal readonly struct EvenSplit
{
    private readonly nint _size, _larger;

    private EvenSplit(nint count, nint size, nint larger)
    {
        Count = count;
        _size = size;
        _larger = larger;
    }

    /// <summary>As few pieces as possible with at most <paramref name="maxSize"/> each.</summary>
    public static EvenSplit AtMost(nint maxSize, nint extent) => Into(Tiling.CeilingDivide(extent, maxSize), extent);

    /// <summary>A number of pieces, not more than <paramref name="extent"/>.</summary>
    public static EvenSplit Into(nint count, nint extent)
    {
        nint size = extent / count;
        return new EvenSplit(count, size, extent - size * count);
    }

    public static EvenSplit Whole(nint extent) => new(1, extent, 0);

    public nint Count { get; }

    /// <summary>Where a piece starts; <c>Start(Count)</c> is the extent.</summary>
    public nint Start(nint piece) => piece * _size + Math.Min(piece, _larger);

    public nint Length(nint piece) => piece < _larger ? _size + 1 : _size;
}
