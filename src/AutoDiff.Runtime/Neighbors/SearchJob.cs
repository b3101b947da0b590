using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.Clustering;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Neighbors;

/// <summary>The neighbours of one strip of queries: scores of a panel of stored rows at a time, and a look at those that are low enough.</summary>
internal unsafe struct SearchJob<T, V, W> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimdBits<V, T>
    where W : struct, ISimdBits<W, double>
{
    public PointRows<T> Queries;
    public T* Stored;
    public T* Centered;
    public T* HalfNorms;
    public int StoredCount;
    public double LargestNorm;
    public int Neighbors;
    public int* Found;

    /// <summary>Squared distances.</summary>
    public double* Distances;

    private static int Width => 2 * V.Count;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Execute(int part, int worker)
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        int dimension = Queries.Dimension, first = part * Width, count = Math.Min(Width, Queries.Count - first);
        var strip = PointStrip<T>.Rent<V>(workspace, dimension);
        strip.Pack<V>(Queries, first, count);
        int height = Tiling.MaxPanelRows<T, V>();
        T* products = Scratch.Rent<T>(workspace, height * Width), limits = Scratch.Rent<T>(workspace, Width);
        double* wideQuery = Scratch.Rent<double>(workspace, dimension);
        new Span<T>(limits, Width).Fill(T.NegativeInfinity);
        for (int i = 0; i < count; i++)
        {
            List(first + i).Clear();
            limits[i] = T.PositiveInfinity;
        }
        for (int row = 0; row < StoredCount; row += height)
        {
            int rows = Math.Min(height, StoredCount - row);
            TileDispatch.Multiply<T, V>(rows, 2, Centered + (nint)row * dimension, dimension, 1, strip.Points, Width, dimension, products, Width, false);
            for (int r = 0; r < rows; r++)
            {
                if (!AnyBelow(products + r * Width, HalfNorms[row + r], limits)) continue;
                for (int i = 0; i < count; i++)
                {
                    // Written so that NaN, from an overflow in T, is looked at.
                    if (!(HalfNorms[row + r] - products[r * Width + i] > limits[i])) Look(strip, i, first + i, row + r, limits, wideQuery);
                }
            }
        }
    }

    private readonly NearestList List(int query) => new(Found + (nint)query * Neighbors, Distances + (nint)query * Neighbors, Neighbors);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private readonly void Look(in PointStrip<T> strip, int lane, int query, int row, T* limits, double* wideQuery)
    {
        int dimension = Queries.Dimension;
        // The query takes the place of a centroid: both rows without an offset.
        T* x = Queries.Row(query);
        for (int k = 0; k < dimension; k++) wideQuery[k] = double.CreateTruncating(x[k]) - double.CreateTruncating(Queries.Offset[k]);
        double squared = DirectDistance.Squared<T, W>(Stored + (nint)row * dimension, Queries.Offset, wideQuery, dimension);
        var list = List(query);
        list.Offer(row, squared);
        if (double.IsPositiveInfinity(list.Limit)) return;
        // score = (distance^2 - |q|^2) / 2 up to its rounding error.
        double norm = Math.Sqrt(double.CreateTruncating(strip.Norms[lane]));
        double slack = 2 * (dimension + 8.0) * CentroidPanels<T>.UnitRoundoff * (LargestNorm * LargestNorm + norm * LargestNorm + norm * norm);
        limits[lane] = T.BitIncrement(T.CreateTruncating((list.Limit - double.CreateTruncating(strip.Norms[lane])) / 2 + slack));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static bool AnyBelow(T* products, T halfNorm, T* limits)
    {
        V norm = V.Broadcast(halfNorm);
        V above0 = V.GreaterThan(norm - V.Load(ref *products, 0), V.Load(ref *limits, 0));
        V above1 = V.GreaterThan(norm - V.Load(ref *products, V.Count), V.Load(ref *limits, V.Count));
        return V.Any(V.Not(V.And(above0, above1)));
    }
}
