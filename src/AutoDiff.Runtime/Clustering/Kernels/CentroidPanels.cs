using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>
/// Centroids in the order in which <see cref="NearestTile"/> reads them, and what bounds the rounding error of its scores.
/// All centroids are relative to the offset of the data.
/// </summary>
internal unsafe struct CentroidPanels<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    /// <summary>Beyond this relative error of a score the bound of <see cref="Reach"/> is not proven.</summary>
    private const double LargestSlack = 0.01;

    public int Clusters;
    public int Dimension;

    /// <summary>[Clusters, Dimension], not rounded to T.</summary>
    public double* Centroids;
    public EvenSplit Split;
    public T* Packed;

    /// <summary>The same for <see cref="NearestRowTile"/>; null where rows are transposed.</summary>
    public T* ByFeatures;
    public T* HalfNorms;
    public T* Numbers;

    /// <summary>The centroids of a panel, one after the other.</summary>
    private T* _rounded;

    /// <summary>Largest norm of a centroid.</summary>
    public T MaxNorm;

    /// <summary>Twice the relative error of a score: two scores whose gap is smaller may be in the wrong order.</summary>
    public T Slack;

    /// <summary>A centroid that can be nearest to x has a norm of at most Reach * (|x| + distance of x to the centroid with the smallest score).</summary>
    public T Reach;

    /// <summary>Scratch for so many centroids, filled by <see cref="Pack"/>.</summary>
    /// <param name="workspace">Where from.</param>
    /// <param name="clusters">Number of centroids.</param>
    /// <param name="dimension">Number of features.</param>
    /// <param name="height">Centroids of a panel, at most; by default as many as registers hold.</param>
    public static CentroidPanels<T> Rent<V>(Workspace workspace, int clusters, int dimension, int height = int.MaxValue)
        where V : struct, ISimdBits<V, T>
    {
        T* memory = Scratch.Rent<T>(workspace, (nint)clusters * dimension + 2 * clusters);
        bool byFeatures = typeof(V) == typeof(Simd512<T>) && height == int.MaxValue && NearestRowTile.Suits(clusters, dimension);
        double slack = 2 * (dimension + 8.0) * UnitRoundoff;
        var panels = new CentroidPanels<T>
        {
            Clusters = clusters,
            Dimension = dimension,
            Split = EvenSplit.AtMost(Math.Min(height, MaxPanelRows<V>()), clusters),
            Packed = memory,
            ByFeatures = byFeatures ? Scratch.Rent<T>(workspace, (dimension + V.Count - 1) / V.Count * V.Count * clusters) : null,
            _rounded = Scratch.Rent<T>(workspace, dimension * Math.Min(clusters, MaxPanelRows<V>())),
            HalfNorms = memory + (nint)clusters * dimension,
            Numbers = memory + (nint)clusters * dimension + clusters,
            Slack = T.CreateChecked(slack),
            Reach = slack < LargestSlack ? T.CreateChecked(1.5) : T.PositiveInfinity,
        };
        for (int j = 0; j < clusters; j++) panels.Numbers[j] = T.CreateTruncating(j);
        return panels;
    }

    /// <summary>The unit roundoff of T: 2^-24 or 2^-53.</summary>
    public static double UnitRoundoff => sizeof(T) == 4 ? 5.9604644775390625e-08 : 1.1102230246251565e-16;

    /// <summary>The panel that starts with a centroid.</summary>
    public readonly nint PanelOf(nint first)
    {
        nint panel = Math.Min(first / Split.Length(0), Split.Count - 1);
        while (Split.Start(panel) < first) panel++;
        return panel;
    }

    /// <summary>How far apart the scores of a point have to be for their order to be certain.</summary>
    /// <param name="squaredNorm">|x|^2.</param>
    /// <param name="score">The score of the nearer centroid.</param>
    public readonly T BoundOf(T squaredNorm, T score)
    {
        T squared = squaredNorm + score + score, norm = T.Sqrt(squaredNorm);
        T largest = T.MinNumber(Reach * (norm + (squared > T.Zero ? T.Sqrt(squared) : T.Zero)), MaxNorm);
        return Slack * largest * (largest / T.CreateTruncating(2) + norm);
    }

    /// <summary>Copies centroids into the panels; keeps the pointer for the exact distances.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pack<V, W>(double* centroids)
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        Centroids = centroids;
        double largest = 0;
        for (nint p = 0; p < Split.Count; p++)
        {
            nint first = Split.Start(p), rows = Split.Length(p);
            for (nint i = 0; i < rows; i++)
            {
                double norm = RoundNegated<W>(centroids + (first + i) * Dimension, _rounded + i * Dimension);
                HalfNorms[first + i] = T.CreateTruncating(norm / 2);
                largest = Math.Max(largest, norm);
            }
            Transposition.Copy(_rounded, Dimension, rows, Dimension, Packed + first * Dimension, rows);
        }
        MaxNorm = T.BitIncrement(T.CreateTruncating(Math.Sqrt(largest)));
        if (ByFeatures is not null) PackByFeatures(V.Count);
    }

    /// <summary>A centroid in T with the other sign. Returns the squared norm of the rounded centroid: the score is then a distance to that point, up to its own rounding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly double RoundNegated<W>(double* centroid, T* rounded)
        where W : struct, ISimdBits<W, double>
    {
        W squares = W.Zero;
        nint k = 0;
        for (; k <= Dimension - W.Count; k += W.Count)
        {
            W value = NarrowStore.Store<T, W>(-W.Load(ref *centroid, k), rounded + k);
            squares = W.Fma(value, value, squares);
        }
        double norm = W.Sum(squares);
        for (; k < Dimension; k++)
        {
            rounded[k] = -T.CreateTruncating(centroid[k]);
            double value = double.CreateTruncating(rounded[k]);
            norm += value * value;
        }
        return norm;
    }

    /// <summary>From the rounded centroids, which are one panel.</summary>
    private readonly void PackByFeatures(int lanes)
    {
        for (nint j = 0; j < Clusters; j++)
        {
            for (nint k = 0; k < Dimension; k += lanes)
            {
                int count = (int)Math.Min(lanes, Dimension - k);
                var to = new Span<T>(ByFeatures + (k / lanes * Clusters + j) * lanes, lanes);
                new ReadOnlySpan<T>(_rounded + j * Dimension + k, count).CopyTo(to);
                to[count..].Clear();
            }
        }
    }

    /// <summary>24 accumulators fit into the 32 registers of AVX-512, 8 into the 16 of the narrower sets.</summary>
    private static int MaxPanelRows<V>() => typeof(V) == typeof(Simd512<T>) ? 12 : 4;
}
