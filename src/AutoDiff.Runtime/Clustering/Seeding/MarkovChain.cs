using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>
/// AFK-MC2: each centroid is the end of a Markov chain whose stationary distribution is that of k-means++. Two sweeps in all instead
/// of one for each centroid. Bachem, Lucic, Hassani and Krause (2016).
/// </summary>
internal static unsafe class MarkovChain
{
    private const int Length = 200;

    /// <summary>Row numbers.</summary>
    public static int[] Choose<T, W>(in PointRows<T> rows, double* weights, int clusters, CounterRandom random, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        ulong draw = 0;
        int dimension = rows.Dimension;
        double* centroids = Scratch.Rent<double>(workspace, checked(clusters * dimension));
        var chosen = new int[clusters];
        chosen[0] = PlusPlus.First(weights, rows.Count, random.Uniform(draw++));
        Seeds.CopyRow(rows, chosen[0], centroids);
        double[] cumulative = Proposal<T, W>(workspace, rows, weights, centroids);
        for (int j = 1; j < clusters; j++)
        {
            cancellation.ThrowIfCancellationRequested();
            int row = -1;
            double ratio = 0;
            for (int step = 0; step < Length; step++)
            {
                int next = Find(cumulative, random.Uniform(draw++) * cumulative[^1]);
                DirectDistance.Nearest<T, W>(rows.Row(next), rows.Offset, centroids, j, dimension, out double squared);
                double proposal = cumulative[next] - (next == 0 ? 0 : cumulative[next - 1]);
                double target = squared * (weights is null ? 1 : weights[next]) / proposal;
                // A row on a centroid is left at the first chance.
                bool accept = row < 0 || ratio == 0 || random.Uniform(draw) * ratio < target;
                draw++;
                if (accept) (row, ratio) = (next, target);
            }
            chosen[j] = row;
            Seeds.CopyRow(rows, row, centroids + (nint)j * dimension);
        }
        return chosen;
    }

    /// <summary>Half by weight * D^2 to the first centroid, half by weight, summed up.</summary>
    private static double[] Proposal<T, W>(Workspace workspace, in PointRows<T> rows, double* weights, double* first)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        using var frame = workspace.BeginFrame();
        double* distances = Scratch.Rent<double>(workspace, rows.Count);
        int* labels = Scratch.Rent<int>(workspace, rows.Count);
        new Span<int>(labels, rows.Count).Clear();
        DistancePass<T, W>.Run(rows, labels, first, distances);
        double total = 0, totalWeight = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            total += weight * distances[i];
            totalWeight += weight;
        }
        var cumulative = new double[rows.Count];
        double sum = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            sum += (total > 0 ? weight * distances[i] / total : 0) + weight / totalWeight;
            cumulative[i] = sum;
        }
        return cumulative;
    }

    /// <summary>The first row whose cumulative sum exceeds the target.</summary>
    private static int Find(double[] cumulative, double target)
    {
        int low = 0, high = cumulative.Length - 1;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (cumulative[middle] > target) high = middle;
            else low = middle + 1;
        }
        // Rounding may lead behind the last row with a positive share.
        while (low > 0 && cumulative[low] == cumulative[low - 1]) low--;
        return low;
    }
}
