using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.LinearAlgebra;

/// <summary>Copies panels of A and strips of B into the order in which the tile kernel reads them.</summary>
internal static unsafe class Packing
{
    /// <summary>Panels <paramref name="first"/> to <paramref name="last"/> - 1, one after the other: <c>packed[k * rows + i] = a(start + i, k)</c> in each.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Panels<T, V>(Operand<T> a, EvenSplit panels, nint first, nint last, nint depth, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        if (a.Column == 1 && a.Row != 1)
        {
            for (nint panel = first; panel < last; panel++)
            {
                nint rows = panels.Length(panel);
                Transposition.Copy(a.At(panels.Start(panel), 0), a.Row, rows, depth, packed, rows);
                packed += rows * depth;
            }
            return;
        }
        // All panels of a column of A together: the column is contiguous, and the next may be pages away.
        nint start = panels.Start(first);
        for (nint k = 0; k < depth; k++)
        {
            T* source = a.At(start, k), panelStart = packed;
            // Until the last columns, whole vectors: what is written behind a column is overwritten by the next one.
            bool slack = a.Column >= V.Count && k < depth - V.Count;
            for (nint panel = first; panel < last; panel++)
            {
                nint rows = panels.Length(panel);
                if (slack && a.Row == 1) CopyVectors<T, V>(source, rows, panelStart + k * rows);
                else CopyRow<T, V>(source, a.Row, rows, panelStart + k * rows);
                source += rows * a.Row;
                panelStart += rows * depth;
            }
        }
    }

    /// <summary><c>packed[k * width + j] = b(k, j)</c> for j below columns, 0 for j from there to width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Strip<T, V>(Operand<T> b, nint depth, nint columns, T* packed, nint width)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        if (columns < width) new Span<T>(packed, checked((int)(depth * width))).Clear();
        if (b.Column != 1 && b.Row == 1)
        {
            Transposition.Copy(b.Origin, b.Column, columns, depth, packed, width);
            return;
        }
        for (nint k = 0; k < depth; k++) CopyRow<T, V>(b.At(k, 0), b.Column, columns, packed + k * width);
    }

    /// <summary>Copies up to the next multiple of a vector.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyVectors<T, V>(T* source, nint count, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        for (nint j = 0; j < count; j += V.Count) V.Store(V.Load(ref *source, j), ref *packed, j);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void CopyRow<T, V>(T* source, nint step, nint count, T* packed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
    {
        if (step != 1)
        {
            for (nint i = 0; i < count; i++) packed[i] = source[i * step];
            return;
        }
        nint j = 0;
        for (; j <= count - V.Count; j += V.Count) V.Store(V.Load(ref *source, j), ref *packed, j);
        // Only these lanes: what follows may belong to the panel that another thread packs.
        nint lanes = count - j;
        if (lanes > 0) V.Store(V.Load(ref *source, j, lanes), ref *packed, j, lanes);
    }
}
