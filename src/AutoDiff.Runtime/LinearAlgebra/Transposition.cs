using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace AutoDiff.LinearAlgebra;

/// <summary>Copies a matrix transposed, in square blocks that fit into registers.</summary>
internal static unsafe partial class Transposition
{
    /// <summary><c>destination[j * destinationRow + i] = source[i * sourceRow + j]</c> for i below rows, j below columns.</summary>
    public static void Copy<T>(T* source, nint sourceRow, nint rows, nint columns, T* destination, nint destinationRow)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float) && Avx.IsSupported && rows >= 8 && columns >= 8)
            Blocks<T, Block8x8>(source, sourceRow, rows, columns, destination, destinationRow);
        else if (typeof(T) == typeof(double) && Avx.IsSupported && rows >= 4 && columns >= 4)
            Blocks<T, Block4x4Double>(source, sourceRow, rows, columns, destination, destinationRow);
        else if (typeof(T) == typeof(float) && Sse.IsSupported && rows >= 4 && columns >= 4)
            Blocks<T, Block4x4>(source, sourceRow, rows, columns, destination, destinationRow);
        else
            OneByOne(source, sourceRow, rows, columns, destination, destinationRow);
    }

    /// <summary>A square block that is read, transposed and written with vectors.</summary>
    private interface IBlock
    {
        static abstract int Size { get; }

        static abstract void Copy(void* source, nint sourceRow, void* destination, nint destinationRow);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blocks<T, TBlock>(T* source, nint sourceRow, nint rows, nint columns, T* destination, nint destinationRow)
        where T : unmanaged
        where TBlock : IBlock
    {
        for (nint j = 0; j < columns; j += TBlock.Size)
        {
            // The last block of a row or column overlaps its neighbour and writes the same values again.
            nint column = Math.Min(j, columns - TBlock.Size);
            for (nint i = 0; i < rows; i += TBlock.Size)
            {
                nint row = Math.Min(i, rows - TBlock.Size);
                TBlock.Copy(source + row * sourceRow + column, sourceRow, destination + column * destinationRow + row, destinationRow);
            }
        }
    }

    private static void OneByOne<T>(T* source, nint sourceRow, nint rows, nint columns, T* destination, nint destinationRow)
        where T : unmanaged
    {
        for (nint j = 0; j < columns; j++)
        {
            for (nint i = 0; i < rows; i++) destination[j * destinationRow + i] = source[i * sourceRow + j];
        }
    }
}
