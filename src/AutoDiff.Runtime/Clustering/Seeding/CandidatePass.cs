using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>
/// What the rows would gain from each candidate for the next centroid: the squared distance to the nearest centroid, candidate
/// included, for every row and candidate, and its weighted sum.
/// </summary>
internal unsafe struct CandidatePass<T, V> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimdBits<V, T>
{
    public PointRows<T> Rows;
    public RowBlocks Blocks;
    public double* Weights;
    public int Candidates;

    /// <summary>Row numbers.</summary>
    public int* Numbers;

    /// <summary>Relative to the offset: <c>Packed[k * Candidates + i]</c>. Not used where rows are compared as they lie.</summary>
    public T* Packed;

    /// <summary>Squared distances to the nearest centroid so far, or null for infinite.</summary>
    public T* Closest;

    /// <summary>The same with candidate i: at i * Count.</summary>
    public T* Updated;

    /// <summary>Their weighted sums, [blocks, SeedingTile.MaxCandidates].</summary>
    public double* Potentials;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute(int part, int worker)
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        bool byRows = Rows.Dimension >= SeedingRows.FewestFeatures;
        var strip = byRows ? default : PointStrip<T>.Rent<V>(workspace, Rows.Dimension);
        // The tile of a strip is as wide as the strip, which is less than eight rows where vectors are short.
        int width = byRows ? Math.Max(2 * V.Count, SeedingRows.Rows) : 2 * V.Count;
        T* squared = Scratch.Rent<T>(workspace, SeedingTile.MaxCandidates * width);
        double* potentials = Potentials + part * SeedingTile.MaxCandidates;
        new Span<double>(potentials, SeedingTile.MaxCandidates).Clear();
        int end = Blocks.End(part);
        for (int first = Blocks.First(part); first < end; first += width)
        {
            int count = Math.Min(width, end - first);
            if (byRows)
            {
                CompareRows(first, count, squared);
            }
            else
            {
                strip.Pack<V>(Rows, first, count);
                SeedingTile.Run<T, V>(Candidates, Packed, strip.Points, Rows.Dimension, squared);
            }
            for (int i = 0; i < Candidates; i++)
            {
                T* to = Updated + (nint)i * Rows.Count + first;
                potentials[i] += Take(squared + i * width, Closest is null ? null : Closest + first, to, count, Weights is null ? null : Weights + first);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void CompareRows(int first, int count, T* squared)
    {
        int width = Math.Max(2 * V.Count, SeedingRows.Rows);
        T** rows = stackalloc T*[SeedingRows.Rows];
        for (int i = 0; i < count; i += SeedingRows.Rows)
        {
            for (int r = 0; r < SeedingRows.Rows; r++) rows[r] = Rows.Row(first + Math.Min(i + r, count - 1));
            for (int c = 0; c < Candidates; c++) SeedingRows.Run<T, V>(rows, Rows.Row(Numbers[c]), Rows.Dimension, squared + c * width + i);
        }
    }

    /// <summary>Minimum of both distances, stored; returns the weighted sum.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Take(T* squared, T* closest, T* to, int count, double* weights)
    {
        if (count == 2 * V.Count && 2 * V.Count >= SeedingRows.Rows && weights is null)
        {
            V low = V.Load(ref *squared, 0), high = V.Load(ref *squared, V.Count);
            if (closest is not null)
            {
                low = V.AtMost(low, V.Load(ref *closest, 0));
                high = V.AtMost(high, V.Load(ref *closest, V.Count));
            }
            V.Store(low, ref *to, 0);
            V.Store(high, ref *to, V.Count);
            return double.CreateTruncating(V.Sum(low + high));
        }
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            T value = closest is not null && closest[i] < squared[i] ? closest[i] : squared[i];
            to[i] = value;
            sum += double.CreateTruncating(value) * (weights is null ? 1 : weights[i]);
        }
        return sum;
    }
}
