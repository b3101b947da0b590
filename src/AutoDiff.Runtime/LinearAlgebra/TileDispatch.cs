using System.Diagnostics;
using System.Numerics;

namespace AutoDiff.LinearAlgebra;

/// <summary>Chooses the kernel for the size of a tile.</summary>
internal static unsafe class TileDispatch
{
    public static void Multiply<T, V>(
        nint rows, int vectors, T* a, nint aRow, nint aDepth, T* b, nint bDepth, nint depth, T* c, nint cRow, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        if (vectors == 2) Multiply<T, V, Size2>(rows, a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate);
        else Multiply<T, V, Size1>(rows, a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate);
    }

    private static void Multiply<T, V, TVectors>(
        nint rows, T* a, nint aRow, nint aDepth, T* b, nint bDepth, nint depth, T* c, nint cRow, bool accumulate)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        where TVectors : unmanaged
    {
        switch (rows)
        {
            case 1: TileKernel.Multiply<T, V, Size1, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 2: TileKernel.Multiply<T, V, Size2, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 3: TileKernel.Multiply<T, V, Size3, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 4: TileKernel.Multiply<T, V, Size4, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 5: TileKernel.Multiply<T, V, Size5, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 6: TileKernel.Multiply<T, V, Size6, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 7: TileKernel.Multiply<T, V, Size7, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 8: TileKernel.Multiply<T, V, Size8, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 9: TileKernel.Multiply<T, V, Size9, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 10: TileKernel.Multiply<T, V, Size10, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 11: TileKernel.Multiply<T, V, Size11, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 12: TileKernel.Multiply<T, V, Size12, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 13: TileKernel.Multiply<T, V, Size13, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            case 14: TileKernel.Multiply<T, V, Size14, TVectors>(a, aRow, aDepth, b, bDepth, depth, c, cRow, accumulate); break;
            default: throw new UnreachableException();
        }
    }
}
