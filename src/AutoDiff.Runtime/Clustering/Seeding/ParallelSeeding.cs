using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>k-means||: few sweeps that each draw many rows, then k-means++ on those, weighted by how many rows are nearest to each.</summary>
internal static unsafe class ParallelSeeding
{
    private const int Rounds = 2;

    /// <summary>Row numbers.</summary>
    public static int[] Choose<T, V, W>(in PointRows<T> rows, double* weights, int clusters, CounterRandom random, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        double* distances = Scratch.Rent<double>(workspace, rows.Count);
        int* labels = Scratch.Rent<int>(workspace, rows.Count);
        ulong draw = 0;
        var chosen = new List<int> { PlusPlus.First(weights, rows.Count, random.Uniform(draw++)) };
        for (int round = 0; round <= Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            Nearest<T, V, W>(rows, chosen, labels, distances);
            if (round == Rounds) break;
            double total = 0;
            for (int i = 0; i < rows.Count; i++) total += distances[i] * (weights is null ? 1 : weights[i]);
            if (total == 0) break;
            for (int i = 0; i < rows.Count; i++)
            {
                double probability = 2.0 * clusters * distances[i] * (weights is null ? 1 : weights[i]) / total;
                if (random.Uniform(draw++) < probability) chosen.Add(i);
            }
        }
        return Reduce<T, V>(rows, weights, clusters, chosen, labels, random, cancellation);
    }

    private static void Nearest<T, V, W>(in PointRows<T> rows, List<int> chosen, int* labels, double* distances)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        double* centroids = Scratch.Rent<double>(workspace, checked(chosen.Count * rows.Dimension));
        for (int j = 0; j < chosen.Count; j++) Seeds.CopyRow(rows, chosen[j], centroids + (nint)j * rows.Dimension);
        var pass = new AssignPass<T, V, W>
        {
            Rows = rows,
            Blocks = RowBlocks.For(rows.Count, chosen.Count, rows.Dimension),
            Panels = CentroidPanels<T>.Rent<V>(workspace, chosen.Count, rows.Dimension),
            Labels = labels,
        };
        pass.Panels.Pack<V, W>(centroids);
        pass.Run();
        DistancePass<T, W>.Run(rows, labels, centroids, distances);
    }

    /// <summary>k-means++ among the rows that were drawn.</summary>
    private static int[] Reduce<T, V>(
        in PointRows<T> rows, double* weights, int clusters, List<int> chosen, int* labels, CounterRandom random, CancellationToken cancellation)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where V : struct, ISimdBits<V, T>
    {
        // Too few were drawn: any further rows complete them.
        for (int i = 0; chosen.Count < clusters; i++)
            if (!chosen.Contains(i)) chosen.Add(i);
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        T* candidates = Scratch.Rent<T>(workspace, checked(chosen.Count * rows.Dimension));
        double* shares = Scratch.Rent<double>(workspace, chosen.Count);
        new Span<double>(shares, chosen.Count).Clear();
        for (int i = 0; i < rows.Count; i++) shares[labels[i]] += weights is null ? 1 : weights[i];
        for (int j = 0; j < chosen.Count; j++)
            new ReadOnlySpan<T>(rows.Row(chosen[j]), rows.Dimension).CopyTo(new Span<T>(candidates + (nint)j * rows.Dimension, rows.Dimension));
        var drawn = new PointRows<T> { Origin = candidates, Step = rows.Dimension, Count = chosen.Count, Dimension = rows.Dimension, Offset = rows.Offset, WideOffset = rows.WideOffset };
        int[] best = PlusPlus.Choose<T, V>(drawn, shares, clusters, Seeds.Trials(clusters), new CounterRandom(random.Seed, random.Stream ^ 1UL << 48), cancellation);
        return [.. best.Select(b => chosen[b])];
    }
}
