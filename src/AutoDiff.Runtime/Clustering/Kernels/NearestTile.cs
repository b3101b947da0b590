using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>
/// Scores of at most 12 centroids and two vectors of points, and the running minimum over the centroids, in registers: the
/// matrix of distances is never written. A lane is a point, so the minimum needs no work across lanes.
/// </summary>
/// <remarks>24 accumulators, two vectors of points and one centroid element leave five registers of AVX-512 for the minimum.</remarks>
internal static unsafe class NearestTile
{
    /// <summary>
    /// score = |c|^2 / 2 - x.c, as one chain of fused multiply-adds in the order of the features. For every lane, <c>best</c>
    /// becomes the smallest score so far, <c>second</c> the second smallest, <c>index</c> the number of the best; the lowest number wins ties.
    /// </summary>
    /// <param name="panel">Negated centroids: <c>panel[k * rows + i]</c>.</param>
    /// <param name="halfNorms">|c|^2 / 2 of each.</param>
    /// <param name="numbers">The number of each as a float.</param>
    /// <param name="strip">Points: <c>strip[k * 2 Count + lane]</c>.</param>
    /// <param name="depth">Number of features.</param>
    /// <param name="best">Two vectors.</param>
    /// <param name="second">Two vectors.</param>
    /// <param name="index">Two vectors.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, TRows>(T* panel, T* halfNorms, T* numbers, T* strip, nint depth, T* best, T* second, T* index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
        where TRows : unmanaged
    {
        V c0 = V.Broadcast(halfNorms[0]), d0 = c0;
        V c1 = sizeof(TRows) > 1 ? V.Broadcast(halfNorms[1]) : V.Zero, d1 = c1;
        V c2 = sizeof(TRows) > 2 ? V.Broadcast(halfNorms[2]) : V.Zero, d2 = c2;
        V c3 = sizeof(TRows) > 3 ? V.Broadcast(halfNorms[3]) : V.Zero, d3 = c3;
        V c4 = sizeof(TRows) > 4 ? V.Broadcast(halfNorms[4]) : V.Zero, d4 = c4;
        V c5 = sizeof(TRows) > 5 ? V.Broadcast(halfNorms[5]) : V.Zero, d5 = c5;
        V c6 = sizeof(TRows) > 6 ? V.Broadcast(halfNorms[6]) : V.Zero, d6 = c6;
        V c7 = sizeof(TRows) > 7 ? V.Broadcast(halfNorms[7]) : V.Zero, d7 = c7;
        V c8 = sizeof(TRows) > 8 ? V.Broadcast(halfNorms[8]) : V.Zero, d8 = c8;
        V c9 = sizeof(TRows) > 9 ? V.Broadcast(halfNorms[9]) : V.Zero, d9 = c9;
        V c10 = sizeof(TRows) > 10 ? V.Broadcast(halfNorms[10]) : V.Zero, d10 = c10;
        V c11 = sizeof(TRows) > 11 ? V.Broadcast(halfNorms[11]) : V.Zero, d11 = c11;
        for (; depth > 0; depth--, panel += sizeof(TRows), strip += 2 * V.Count)
        {
            V x0 = V.Load(ref *strip, 0), x1 = V.Load(ref *strip, V.Count), a;
            a = V.Broadcast(panel[0]); c0 = V.Fma(a, x0, c0); d0 = V.Fma(a, x1, d0);
            if (sizeof(TRows) > 1) { a = V.Broadcast(panel[1]); c1 = V.Fma(a, x0, c1); d1 = V.Fma(a, x1, d1); }
            if (sizeof(TRows) > 2) { a = V.Broadcast(panel[2]); c2 = V.Fma(a, x0, c2); d2 = V.Fma(a, x1, d2); }
            if (sizeof(TRows) > 3) { a = V.Broadcast(panel[3]); c3 = V.Fma(a, x0, c3); d3 = V.Fma(a, x1, d3); }
            if (sizeof(TRows) > 4) { a = V.Broadcast(panel[4]); c4 = V.Fma(a, x0, c4); d4 = V.Fma(a, x1, d4); }
            if (sizeof(TRows) > 5) { a = V.Broadcast(panel[5]); c5 = V.Fma(a, x0, c5); d5 = V.Fma(a, x1, d5); }
            if (sizeof(TRows) > 6) { a = V.Broadcast(panel[6]); c6 = V.Fma(a, x0, c6); d6 = V.Fma(a, x1, d6); }
            if (sizeof(TRows) > 7) { a = V.Broadcast(panel[7]); c7 = V.Fma(a, x0, c7); d7 = V.Fma(a, x1, d7); }
            if (sizeof(TRows) > 8) { a = V.Broadcast(panel[8]); c8 = V.Fma(a, x0, c8); d8 = V.Fma(a, x1, d8); }
            if (sizeof(TRows) > 9) { a = V.Broadcast(panel[9]); c9 = V.Fma(a, x0, c9); d9 = V.Fma(a, x1, d9); }
            if (sizeof(TRows) > 10) { a = V.Broadcast(panel[10]); c10 = V.Fma(a, x0, c10); d10 = V.Fma(a, x1, d10); }
            if (sizeof(TRows) > 11) { a = V.Broadcast(panel[11]); c11 = V.Fma(a, x0, c11); d11 = V.Fma(a, x1, d11); }
        }

        V low = V.Load(ref *best, 0), next = V.Load(ref *second, 0), who = V.Load(ref *index, 0);
        who = V.SelectLess(c0, low, V.Broadcast(numbers[0]), who); next = V.AtMost(next, V.AtLeast(c0, low)); low = V.AtMost(low, c0);
        if (sizeof(TRows) > 1) { who = V.SelectLess(c1, low, V.Broadcast(numbers[1]), who); next = V.AtMost(next, V.AtLeast(c1, low)); low = V.AtMost(low, c1); }
        if (sizeof(TRows) > 2) { who = V.SelectLess(c2, low, V.Broadcast(numbers[2]), who); next = V.AtMost(next, V.AtLeast(c2, low)); low = V.AtMost(low, c2); }
        if (sizeof(TRows) > 3) { who = V.SelectLess(c3, low, V.Broadcast(numbers[3]), who); next = V.AtMost(next, V.AtLeast(c3, low)); low = V.AtMost(low, c3); }
        if (sizeof(TRows) > 4) { who = V.SelectLess(c4, low, V.Broadcast(numbers[4]), who); next = V.AtMost(next, V.AtLeast(c4, low)); low = V.AtMost(low, c4); }
        if (sizeof(TRows) > 5) { who = V.SelectLess(c5, low, V.Broadcast(numbers[5]), who); next = V.AtMost(next, V.AtLeast(c5, low)); low = V.AtMost(low, c5); }
        if (sizeof(TRows) > 6) { who = V.SelectLess(c6, low, V.Broadcast(numbers[6]), who); next = V.AtMost(next, V.AtLeast(c6, low)); low = V.AtMost(low, c6); }
        if (sizeof(TRows) > 7) { who = V.SelectLess(c7, low, V.Broadcast(numbers[7]), who); next = V.AtMost(next, V.AtLeast(c7, low)); low = V.AtMost(low, c7); }
        if (sizeof(TRows) > 8) { who = V.SelectLess(c8, low, V.Broadcast(numbers[8]), who); next = V.AtMost(next, V.AtLeast(c8, low)); low = V.AtMost(low, c8); }
        if (sizeof(TRows) > 9) { who = V.SelectLess(c9, low, V.Broadcast(numbers[9]), who); next = V.AtMost(next, V.AtLeast(c9, low)); low = V.AtMost(low, c9); }
        if (sizeof(TRows) > 10) { who = V.SelectLess(c10, low, V.Broadcast(numbers[10]), who); next = V.AtMost(next, V.AtLeast(c10, low)); low = V.AtMost(low, c10); }
        if (sizeof(TRows) > 11) { who = V.SelectLess(c11, low, V.Broadcast(numbers[11]), who); next = V.AtMost(next, V.AtLeast(c11, low)); low = V.AtMost(low, c11); }
        V.Store(low, ref *best, 0);
        V.Store(next, ref *second, 0);
        V.Store(who, ref *index, 0);

        low = V.Load(ref *best, V.Count); next = V.Load(ref *second, V.Count); who = V.Load(ref *index, V.Count);
        who = V.SelectLess(d0, low, V.Broadcast(numbers[0]), who); next = V.AtMost(next, V.AtLeast(d0, low)); low = V.AtMost(low, d0);
        if (sizeof(TRows) > 1) { who = V.SelectLess(d1, low, V.Broadcast(numbers[1]), who); next = V.AtMost(next, V.AtLeast(d1, low)); low = V.AtMost(low, d1); }
        if (sizeof(TRows) > 2) { who = V.SelectLess(d2, low, V.Broadcast(numbers[2]), who); next = V.AtMost(next, V.AtLeast(d2, low)); low = V.AtMost(low, d2); }
        if (sizeof(TRows) > 3) { who = V.SelectLess(d3, low, V.Broadcast(numbers[3]), who); next = V.AtMost(next, V.AtLeast(d3, low)); low = V.AtMost(low, d3); }
        if (sizeof(TRows) > 4) { who = V.SelectLess(d4, low, V.Broadcast(numbers[4]), who); next = V.AtMost(next, V.AtLeast(d4, low)); low = V.AtMost(low, d4); }
        if (sizeof(TRows) > 5) { who = V.SelectLess(d5, low, V.Broadcast(numbers[5]), who); next = V.AtMost(next, V.AtLeast(d5, low)); low = V.AtMost(low, d5); }
        if (sizeof(TRows) > 6) { who = V.SelectLess(d6, low, V.Broadcast(numbers[6]), who); next = V.AtMost(next, V.AtLeast(d6, low)); low = V.AtMost(low, d6); }
        if (sizeof(TRows) > 7) { who = V.SelectLess(d7, low, V.Broadcast(numbers[7]), who); next = V.AtMost(next, V.AtLeast(d7, low)); low = V.AtMost(low, d7); }
        if (sizeof(TRows) > 8) { who = V.SelectLess(d8, low, V.Broadcast(numbers[8]), who); next = V.AtMost(next, V.AtLeast(d8, low)); low = V.AtMost(low, d8); }
        if (sizeof(TRows) > 9) { who = V.SelectLess(d9, low, V.Broadcast(numbers[9]), who); next = V.AtMost(next, V.AtLeast(d9, low)); low = V.AtMost(low, d9); }
        if (sizeof(TRows) > 10) { who = V.SelectLess(d10, low, V.Broadcast(numbers[10]), who); next = V.AtMost(next, V.AtLeast(d10, low)); low = V.AtMost(low, d10); }
        if (sizeof(TRows) > 11) { who = V.SelectLess(d11, low, V.Broadcast(numbers[11]), who); next = V.AtMost(next, V.AtLeast(d11, low)); low = V.AtMost(low, d11); }
        V.Store(low, ref *best, V.Count);
        V.Store(next, ref *second, V.Count);
        V.Store(who, ref *index, V.Count);
    }

    /// <summary>Chooses the kernel for the number of centroids in a panel.</summary>
    public static void Run<T, V>(nint rows, T* panel, T* halfNorms, T* numbers, T* strip, nint depth, T* best, T* second, T* index)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        switch (rows)
        {
            case 1: Run<T, V, Size1>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 2: Run<T, V, Size2>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 3: Run<T, V, Size3>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 4: Run<T, V, Size4>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 5: Run<T, V, Size5>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 6: Run<T, V, Size6>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 7: Run<T, V, Size7>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 8: Run<T, V, Size8>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 9: Run<T, V, Size9>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 10: Run<T, V, Size10>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 11: Run<T, V, Size11>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            case 12: Run<T, V, Size12>(panel, halfNorms, numbers, strip, depth, best, second, index); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }
}
