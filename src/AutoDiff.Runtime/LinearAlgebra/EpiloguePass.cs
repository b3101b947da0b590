using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.LinearAlgebra;

/// <summary>Applies an epilogue to a block of C. The block was written a moment ago and lies in the nearest cache.</summary>
internal static unsafe class EpiloguePass
{
    public static void Apply<T, V, TEpilogue>(ref TEpilogue epilogue, T* c, nint cRow, nint row, nint column, nint rows, nint columns)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        where TEpilogue : struct, IEpilogue<T>
    {
        if (typeof(TEpilogue) == typeof(NoEpilogue<T>)) return;
        for (nint i = 0; i < rows; i++, c += cRow)
        {
            nint j = 0;
            for (; j <= columns - V.Count; j += V.Count)
                V.Store(epilogue.Apply(V.Load(ref *c, j), row + i, column + j, V.Count), ref *c, j);
            nint lanes = columns - j;
            if (lanes > 0) V.Store(epilogue.Apply(V.Load(ref *c, j, lanes), row + i, column + j, lanes), ref *c, j, lanes);
        }
    }

    /// <summary>Reads a whole vector or the first lanes of one.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static V LoadLanes<T, V>(ref T source, nint index, nint lanes)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimd<V, T>
        => lanes == V.Count ? V.Load(ref source, index) : V.Load(ref source, index, lanes);
}
