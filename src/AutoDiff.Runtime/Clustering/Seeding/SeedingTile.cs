using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>Squared distances of a strip of points to at most eight candidates, by differences: 0 for equal rows, whatever the rounding.</summary>
internal static unsafe class SeedingTile
{
    public const int MaxCandidates = 8;

    /// <summary><c>squared[i * 2 Count + lane] = sum over k of (candidates[k * rows + i] - strip[k * 2 Count + lane])^2</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, TRows>(T* candidates, T* strip, nint depth, T* squared)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
        where TRows : unmanaged
    {
        V c0 = V.Zero, c1 = V.Zero, c2 = V.Zero, c3 = V.Zero, c4 = V.Zero, c5 = V.Zero, c6 = V.Zero, c7 = V.Zero;
        V d0 = V.Zero, d1 = V.Zero, d2 = V.Zero, d3 = V.Zero, d4 = V.Zero, d5 = V.Zero, d6 = V.Zero, d7 = V.Zero;
        for (; depth > 0; depth--, candidates += sizeof(TRows), strip += 2 * V.Count)
        {
            V x0 = V.Load(ref *strip, 0), x1 = V.Load(ref *strip, V.Count), a, b;
            a = V.Broadcast(candidates[0]); b = a - x1; a -= x0; c0 = V.Fma(a, a, c0); d0 = V.Fma(b, b, d0);
            if (sizeof(TRows) > 1) { a = V.Broadcast(candidates[1]); b = a - x1; a -= x0; c1 = V.Fma(a, a, c1); d1 = V.Fma(b, b, d1); }
            if (sizeof(TRows) > 2) { a = V.Broadcast(candidates[2]); b = a - x1; a -= x0; c2 = V.Fma(a, a, c2); d2 = V.Fma(b, b, d2); }
            if (sizeof(TRows) > 3) { a = V.Broadcast(candidates[3]); b = a - x1; a -= x0; c3 = V.Fma(a, a, c3); d3 = V.Fma(b, b, d3); }
            if (sizeof(TRows) > 4) { a = V.Broadcast(candidates[4]); b = a - x1; a -= x0; c4 = V.Fma(a, a, c4); d4 = V.Fma(b, b, d4); }
            if (sizeof(TRows) > 5) { a = V.Broadcast(candidates[5]); b = a - x1; a -= x0; c5 = V.Fma(a, a, c5); d5 = V.Fma(b, b, d5); }
            if (sizeof(TRows) > 6) { a = V.Broadcast(candidates[6]); b = a - x1; a -= x0; c6 = V.Fma(a, a, c6); d6 = V.Fma(b, b, d6); }
            if (sizeof(TRows) > 7) { a = V.Broadcast(candidates[7]); b = a - x1; a -= x0; c7 = V.Fma(a, a, c7); d7 = V.Fma(b, b, d7); }
        }
        Store(squared, 0, c0, d0);
        if (sizeof(TRows) > 1) Store(squared, 1, c1, d1);
        if (sizeof(TRows) > 2) Store(squared, 2, c2, d2);
        if (sizeof(TRows) > 3) Store(squared, 3, c3, d3);
        if (sizeof(TRows) > 4) Store(squared, 4, c4, d4);
        if (sizeof(TRows) > 5) Store(squared, 5, c5, d5);
        if (sizeof(TRows) > 6) Store(squared, 6, c6, d6);
        if (sizeof(TRows) > 7) Store(squared, 7, c7, d7);

        static void Store(T* squared, nint row, V low, V high)
        {
            V.Store(low, ref *squared, row * 2 * V.Count);
            V.Store(high, ref *squared, row * 2 * V.Count + V.Count);
        }
    }

    /// <summary>Chooses the kernel for the number of candidates.</summary>
    public static void Run<T, V>(int rows, T* candidates, T* strip, nint depth, T* squared)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        switch (rows)
        {
            case 1: Run<T, V, Size1>(candidates, strip, depth, squared); break;
            case 2: Run<T, V, Size2>(candidates, strip, depth, squared); break;
            case 3: Run<T, V, Size3>(candidates, strip, depth, squared); break;
            case 4: Run<T, V, Size4>(candidates, strip, depth, squared); break;
            case 5: Run<T, V, Size5>(candidates, strip, depth, squared); break;
            case 6: Run<T, V, Size6>(candidates, strip, depth, squared); break;
            case 7: Run<T, V, Size7>(candidates, strip, depth, squared); break;
            case 8: Run<T, V, Size8>(candidates, strip, depth, squared); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }
}
