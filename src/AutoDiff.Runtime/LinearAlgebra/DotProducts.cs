using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.LinearAlgebra;

/// <summary>The vector product where columns of M are contiguous: one dot product each, four at a time to share the loads of x.</summary>
internal unsafe struct DotProducts<T, V> : VectorProduct.IColumnJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimd<V, T>
{
    /// <summary>Lanes are added up after so many elements, which bounds the rounding error of long sums.</summary>
    private const int DepthBlock = 8192;

    public T* X;
    public T* Y;
    public Operand<T> M;
    public nint Columns;
    public nint Depth;
    public bool Accumulate;

    public nint Chunk { get; set; }

    public readonly nint SmallestChunk => 4;

    public readonly void Execute(int part, int worker)
    {
        nint first = part * Chunk, last = Math.Min(first + Chunk, Columns);
        T* y = stackalloc T[4];
        for (nint j = first; j < last; j += 4)
        {
            y[0] = y[1] = y[2] = y[3] = T.Zero;
            // Beyond the end the last column is read again, and the result dropped.
            nint column1 = Math.Min(j + 1, last - 1), column2 = Math.Min(j + 2, last - 1), column3 = Math.Min(j + 3, last - 1);
            for (nint k = 0; k < Depth; k += DepthBlock)
                AddFour(X + k, M.At(k, j), M.At(k, column1), M.At(k, column2), M.At(k, column3), Math.Min(DepthBlock, Depth - k), y);
            for (nint i = 0; i < Math.Min(4, last - j); i++) Y[j + i] = Accumulate ? Y[j + i] + y[i] : y[i];
        }
    }

    /// <summary>Two accumulators for each sum: with fewer, the latency of the addition would bind.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddFour(T* x, T* m0, T* m1, T* m2, T* m3, nint depth, T* sums)
    {
        V a0 = V.Zero, a1 = V.Zero, a2 = V.Zero, a3 = V.Zero;
        V b0 = V.Zero, b1 = V.Zero, b2 = V.Zero, b3 = V.Zero;
        nint k = 0;
        for (; k <= depth - 2 * V.Count; k += 2 * V.Count)
        {
            V x0 = V.Load(ref *x, k), x1 = V.Load(ref *x, k + V.Count);
            a0 = V.Fma(V.Load(ref *m0, k), x0, a0);
            a1 = V.Fma(V.Load(ref *m1, k), x0, a1);
            a2 = V.Fma(V.Load(ref *m2, k), x0, a2);
            a3 = V.Fma(V.Load(ref *m3, k), x0, a3);
            b0 = V.Fma(V.Load(ref *m0, k + V.Count), x1, b0);
            b1 = V.Fma(V.Load(ref *m1, k + V.Count), x1, b1);
            b2 = V.Fma(V.Load(ref *m2, k + V.Count), x1, b2);
            b3 = V.Fma(V.Load(ref *m3, k + V.Count), x1, b3);
        }
        for (; k < depth; k += V.Count)
        {
            nint lanes = Math.Min(V.Count, depth - k);
            V x0 = EpiloguePass.LoadLanes<T, V>(ref *x, k, lanes);
            a0 = V.Fma(EpiloguePass.LoadLanes<T, V>(ref *m0, k, lanes), x0, a0);
            a1 = V.Fma(EpiloguePass.LoadLanes<T, V>(ref *m1, k, lanes), x0, a1);
            a2 = V.Fma(EpiloguePass.LoadLanes<T, V>(ref *m2, k, lanes), x0, a2);
            a3 = V.Fma(EpiloguePass.LoadLanes<T, V>(ref *m3, k, lanes), x0, a3);
        }
        sums[0] += V.Sum(a0 + b0);
        sums[1] += V.Sum(a1 + b1);
        sums[2] += V.Sum(a2 + b2);
        sums[3] += V.Sum(a3 + b3);
    }
}
