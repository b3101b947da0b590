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
        // Two blocks side by side take whole cache lines: rows a page apart would push out a line that is used by halves.
        for (nint j = 0; j < columns; j += 2 * TBlock.Size)
        {
            // The last block of a row or column overlaps its neighbour and writes the same values again.
            nint column0 = Math.Min(j, columns - TBlock.Size), column1 = Math.Min(j + TBlock.Size, columns - TBlock.Size);
            for (nint i = 0; i < rows; i += TBlock.Size)
            {
                nint row = Math.Min(i, rows - TBlock.Size);
                TBlock.Copy(source + row * sourceRow + column0, sourceRow, destination + column0 * destinationRow + row, destinationRow);
                TBlock.Copy(source + row * sourceRow + column1, sourceRow, destination + column1 * destinationRow + row, destinationRow);
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
