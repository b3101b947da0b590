using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.LinearAlgebra;

/// <summary>Copies panels of A and strips of B into the order in which the tile kernel reads them.</summary>
internal static unsafe class Packing
{
    /// <summary><c>packed[k * rows + i] = a(i, k)</c>.</summary>
    public static void Panel<T, V>(Operand<T> a, nint rows, nint depth, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        if (a.Column == 1) Transposition.Copy(a.Origin, a.Row, rows, depth, packed, rows);
        else CopyRows<T, V>(a.Transposed, depth, rows, packed, rows);
    }

    /// <summary><c>packed[k * width + j] = b(k, j)</c> for j below columns, 0 for j from there to width.</summary>
    public static void Strip<T, V>(Operand<T> b, nint depth, nint columns, T* packed, nint width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        if (columns < width) new Span<T>(packed, checked((int)(depth * width))).Clear();
        if (b.Column != 1 && b.Row == 1) Transposition.Copy(b.Origin, b.Column, columns, depth, packed, width);
        else CopyRows<T, V>(b, depth, columns, packed, width);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows<T, V>(Operand<T> source, nint rows, nint columns, T* packed, nint width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        nint whole = columns / V.Count * V.Count, lanes = columns - whole;
        for (nint i = 0; i < rows; i++, packed += width)
        {
            T* row = source.Origin + i * source.Row;
            if (source.Column != 1)
            {
                for (nint j = 0; j < columns; j++) packed[j] = row[j * source.Column];
                continue;
            }
            for (nint j = 0; j < whole; j += V.Count) V.Store(V.Load(ref *row, j), ref *packed, j);
            // Only these lanes: what follows may belong to the panel that another thread packs.
            if (lanes > 0) V.Store(V.Load(ref *row, whole, lanes), ref *packed, whole, lanes);
        }
    }
}
