using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.LinearAlgebra;

/// <summary>A tile that hangs over the right edge of C: computed beside it, so that the kernel needs no masks, and moved into it.</summary>
internal static unsafe class EdgeTile
{
    private const int Alignment = 64;

    /// <summary>14 rows of two vectors of 64 bytes.</summary>
    private const int Bytes = 14 * 2 * 64;

    [SkipLocalsInit]
    public static void Multiply<T, V>(
        nint rows, nint columns, T* a, nint aRow, nint aDepth, T* b, nint bDepth, nint depth, T* c, nint cRow, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        byte* memory = stackalloc byte[Bytes + Alignment];
        T* tile = (T*)((nint)(memory + Alignment - 1) & -Alignment);
        nint width = Tiling.StripWidth<T, V>(columns);
        TileDispatch.Multiply<T, V>(rows, width == V.Count ? 1 : 2, a, aRow, aDepth, b, bDepth, depth, tile, width, accumulate: false);
        Move<T, V>(tile, width, c, cRow, rows, columns, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Move<T, V>(T* tile, nint width, T* c, nint cRow, nint rows, nint columns, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        nint whole = columns / V.Count * V.Count, lanes = columns - whole;
        for (nint i = 0; i < rows; i++, tile += width, c += cRow)
        {
            for (nint j = 0; j < whole; j += V.Count)
                V.Store(accumulate ? V.Load(ref *c, j) + V.Load(ref *tile, j) : V.Load(ref *tile, j), ref *c, j);
            if (lanes == 0) continue;
            V last = V.Load(ref *tile, whole);
            V.Store(accumulate ? V.Load(ref *c, whole, lanes) + last : last, ref *c, whole, lanes);
        }
    }
}
