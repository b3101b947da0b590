using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>
/// Scores of at most 12 centroids and two rows along the features, as the rows lie in memory: with few centroids, transposing long rows costs more
/// than their distances.
/// </summary>
/// <remarks>24 accumulators, two norms, two rows, the offset and a centroid fill 30 registers of AVX-512.</remarks>
internal static unsafe class NearestRowTile
{
    /// <summary>Whether this is faster than transposing: shorter rows spend their time in the sums across lanes, of which each centroid needs one.</summary>
    public static bool Suits(int clusters, int dimension) => clusters <= 12 && dimension >= Math.Max(96, 26 * clusters);

    /// <summary>
    /// <c>scores[j * width] = |c|^2 / 2 - x.c</c> and <c>scores[j * width + 1]</c> for the second row; the same for the squared norms of both rows. Each
    /// lane is a chain over every Count-th feature, and the lanes are added up: the rounding error is below that of one chain over all features.
    /// </summary>
    /// <param name="x">The first row.</param>
    /// <param name="y">The second row.</param>
    /// <param name="ahead">Elements to the rows of the next call, which are fetched meanwhile: the processor's own prefetching ends with every page, and a row is most of one.</param>
    /// <param name="offset">One for each feature.</param>
    /// <param name="dimension">Number of features.</param>
    /// <param name="panel">Negated centroids by vectors of features: <c>panel[(v * rows + j) * Count + lane]</c>, filled up with 0.</param>
    /// <param name="halfNorms">|c|^2 / 2 of each.</param>
    /// <param name="scores">[rows, width].</param>
    /// <param name="width">Numbers from a centroid to the next.</param>
    /// <param name="norms">Two numbers.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, V, TRows>(T* x, T* y, nint ahead, T* offset, nint dimension, T* panel, T* halfNorms, T* scores, nint width, T* norms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
        where TRows : unmanaged
    {
        V c0 = V.Zero, c1 = c0, c2 = c0, c3 = c0, c4 = c0, c5 = c0, c6 = c0, c7 = c0, c8 = c0, c9 = c0, c10 = c0, c11 = c0;
        V d0 = c0, d1 = c0, d2 = c0, d3 = c0, d4 = c0, d5 = c0, d6 = c0, d7 = c0, d8 = c0, d9 = c0, d10 = c0, d11 = c0;
        V p = c0, q = c0;
        for (nint k = 0; k < dimension; k += V.Count, panel += sizeof(TRows) * V.Count)
        {
            V a, b, c;
            if (k <= dimension - V.Count)
            {
                c = V.Load(ref *offset, k);
                a = V.Load(ref *x, k) - c;
                b = V.Load(ref *y, k) - c;
            }
            else
            {
                nint lanes = dimension - k;
                c = V.Load(ref *offset, k, lanes);
                a = V.Load(ref *x, k, lanes) - c;
                b = V.Load(ref *y, k, lanes) - c;
            }
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(x + k + ahead);
                Sse.Prefetch0(y + k + ahead);
            }
            p = V.Fma(a, a, p);
            q = V.Fma(b, b, q);
            c = V.Load(ref *panel, 0); c0 = V.Fma(c, a, c0); d0 = V.Fma(c, b, d0);
            if (sizeof(TRows) > 1) { c = V.Load(ref *panel, 1 * V.Count); c1 = V.Fma(c, a, c1); d1 = V.Fma(c, b, d1); }
            if (sizeof(TRows) > 2) { c = V.Load(ref *panel, 2 * V.Count); c2 = V.Fma(c, a, c2); d2 = V.Fma(c, b, d2); }
            if (sizeof(TRows) > 3) { c = V.Load(ref *panel, 3 * V.Count); c3 = V.Fma(c, a, c3); d3 = V.Fma(c, b, d3); }
            if (sizeof(TRows) > 4) { c = V.Load(ref *panel, 4 * V.Count); c4 = V.Fma(c, a, c4); d4 = V.Fma(c, b, d4); }
            if (sizeof(TRows) > 5) { c = V.Load(ref *panel, 5 * V.Count); c5 = V.Fma(c, a, c5); d5 = V.Fma(c, b, d5); }
            if (sizeof(TRows) > 6) { c = V.Load(ref *panel, 6 * V.Count); c6 = V.Fma(c, a, c6); d6 = V.Fma(c, b, d6); }
            if (sizeof(TRows) > 7) { c = V.Load(ref *panel, 7 * V.Count); c7 = V.Fma(c, a, c7); d7 = V.Fma(c, b, d7); }
            if (sizeof(TRows) > 8) { c = V.Load(ref *panel, 8 * V.Count); c8 = V.Fma(c, a, c8); d8 = V.Fma(c, b, d8); }
            if (sizeof(TRows) > 9) { c = V.Load(ref *panel, 9 * V.Count); c9 = V.Fma(c, a, c9); d9 = V.Fma(c, b, d9); }
            if (sizeof(TRows) > 10) { c = V.Load(ref *panel, 10 * V.Count); c10 = V.Fma(c, a, c10); d10 = V.Fma(c, b, d10); }
            if (sizeof(TRows) > 11) { c = V.Load(ref *panel, 11 * V.Count); c11 = V.Fma(c, a, c11); d11 = V.Fma(c, b, d11); }
        }
        norms[0] = V.Sum(p);
        norms[1] = V.Sum(q);
        scores[0] = V.Sum(c0) + halfNorms[0]; scores[1] = V.Sum(d0) + halfNorms[0];
        if (sizeof(TRows) > 1) { scores += width; scores[0] = V.Sum(c1) + halfNorms[1]; scores[1] = V.Sum(d1) + halfNorms[1]; }
        if (sizeof(TRows) > 2) { scores += width; scores[0] = V.Sum(c2) + halfNorms[2]; scores[1] = V.Sum(d2) + halfNorms[2]; }
        if (sizeof(TRows) > 3) { scores += width; scores[0] = V.Sum(c3) + halfNorms[3]; scores[1] = V.Sum(d3) + halfNorms[3]; }
        if (sizeof(TRows) > 4) { scores += width; scores[0] = V.Sum(c4) + halfNorms[4]; scores[1] = V.Sum(d4) + halfNorms[4]; }
        if (sizeof(TRows) > 5) { scores += width; scores[0] = V.Sum(c5) + halfNorms[5]; scores[1] = V.Sum(d5) + halfNorms[5]; }
        if (sizeof(TRows) > 6) { scores += width; scores[0] = V.Sum(c6) + halfNorms[6]; scores[1] = V.Sum(d6) + halfNorms[6]; }
        if (sizeof(TRows) > 7) { scores += width; scores[0] = V.Sum(c7) + halfNorms[7]; scores[1] = V.Sum(d7) + halfNorms[7]; }
        if (sizeof(TRows) > 8) { scores += width; scores[0] = V.Sum(c8) + halfNorms[8]; scores[1] = V.Sum(d8) + halfNorms[8]; }
        if (sizeof(TRows) > 9) { scores += width; scores[0] = V.Sum(c9) + halfNorms[9]; scores[1] = V.Sum(d9) + halfNorms[9]; }
        if (sizeof(TRows) > 10) { scores += width; scores[0] = V.Sum(c10) + halfNorms[10]; scores[1] = V.Sum(d10) + halfNorms[10]; }
        if (sizeof(TRows) > 11) { scores += width; scores[0] = V.Sum(c11) + halfNorms[11]; scores[1] = V.Sum(d11) + halfNorms[11]; }
    }

    /// <summary>Chooses the kernel for the number of centroids.</summary>
    public static void Run<T, V>(nint centroids, T* x, T* y, nint ahead, T* offset, nint dimension, T* panel, T* halfNorms, T* scores, nint width, T* norms)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        switch (centroids)
        {
            case 1: Run<T, V, Size1>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 2: Run<T, V, Size2>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 3: Run<T, V, Size3>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 4: Run<T, V, Size4>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 5: Run<T, V, Size5>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 6: Run<T, V, Size6>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 7: Run<T, V, Size7>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 8: Run<T, V, Size8>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 9: Run<T, V, Size9>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 10: Run<T, V, Size10>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 11: Run<T, V, Size11>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            case 12: Run<T, V, Size12>(x, y, ahead, offset, dimension, panel, halfNorms, scores, width, norms); break;
            default: throw new System.Diagnostics.UnreachableException();
        }
    }
}
