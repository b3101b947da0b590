using System.Numerics;

namespace AutoDiff.Clustering;

/// <summary>First centroids.</summary>
internal static unsafe class Seeds
{
    /// <summary>Writes centroids relative to the offset, [clusters, dimension]; all of them are rows of the data.</summary>
    public static void Choose<T, V, W>(
        in PointRows<T> rows, double* weights, int clusters, KMeansInitialization method, ulong seed, int restart, double* centroids, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        int[] chosen = Numbers<T, V, W>(rows, weights, clusters, method, seed, restart, cancellation);
        for (int j = 0; j < clusters; j++) CopyRow(rows, chosen[j], centroids + (nint)j * rows.Dimension);
    }

    /// <summary>The numbers of the rows alone.</summary>
    public static int[] Numbers<T, V, W>(
        in PointRows<T> rows, double* weights, int clusters, KMeansInitialization method, ulong seed, int restart, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        var random = new CounterRandom(seed, RandomDomain.Clustering + (ulong)restart);
        return method switch
        {
            KMeansInitialization.GreedyKMeansPlusPlus => PlusPlus.Choose<T, V>(rows, weights, clusters, Trials(clusters), random, cancellation),
            KMeansInitialization.KMeansPlusPlus => PlusPlus.Choose<T, V>(rows, weights, clusters, 1, random, cancellation),
            KMeansInitialization.KMeansParallel => ParallelSeeding.Choose<T, V, W>(rows, weights, clusters, random, cancellation),
            KMeansInitialization.MarkovChain => MarkovChain.Choose<T, W>(rows, weights, clusters, random, cancellation),
            KMeansInitialization.Random => RandomRows.Choose(rows.Count, weights, clusters, random),
            _ => throw new ArgumentException($"{method} is no initialization."),
        };
    }

    /// <summary>A row relative to the offset.</summary>
    public static void CopyRow<T>(in PointRows<T> rows, int row, double* to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T* x = rows.Row(row);
        for (nint k = 0; k < rows.Dimension; k++) to[k] = double.CreateTruncating(x[k]) - rows.WideOffset[k];
    }

    /// <summary>Candidates for each centroid of the greedy form.</summary>
    public static int Trials(int clusters) => 2 + (int)Math.Log(clusters);
}
