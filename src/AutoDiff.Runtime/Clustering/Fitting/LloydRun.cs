using System.Diagnostics;
using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>Lloyd's iterations from given centroids. All centroids are relative to the offset of the rows.</summary>
internal sealed unsafe class LloydRun<T, V, W>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimdBits<V, T>
    where W : struct, ISimdBits<W, double>
{
    public required PointRows<T> Rows { get; init; }

    public required double* Weights { get; init; }

    public required KMeansOptions Options { get; init; }

    public required double MeanVariance { get; init; }

    public required CancellationToken Cancellation { get; init; }

    /// <summary>[Clusters, Dimension]: where to start, afterwards where it ended.</summary>
    public required double* Centroids { get; init; }

    /// <summary>Not <see cref="KMeansAlgorithm.Auto"/>.</summary>
    public required KMeansAlgorithm Algorithm { get; init; }

    private int Clusters => Options.Clusters;

    public KMeansResult<T> Run(int restart)
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        int dimension = Rows.Dimension;
        var totals = ClusterTotals.Rent(workspace, Clusters, dimension);
        double* moved = Scratch.Rent<double>(workspace, (nint)Clusters * dimension);
        var labels = new int[Rows.Count];
        labels.AsSpan().Fill(-1);
        var trace = new List<KMeansIteration>();
        KMeansStop? stop = null;
        int transfers = 0;
        fixed (int* pinned = labels)
        {
            var assignment = new Assignment<T, V, W>(workspace, Rows, Weights, pinned, Algorithm, Options.Metric, Clusters);
            while (stop is null)
            {
                Cancellation.ThrowIfCancellationRequested();
                long start = Stopwatch.GetTimestamp();
                assignment.Run(Centroids, totals);
                int relocated = Options.Metric == KMeansMetric.Manhattan
                    ? MedianUpdate.Apply<T, W>(Rows, Weights, pinned, totals, Centroids, moved, Options, trace.Count + 1, MeanVariance)
                    : CentroidUpdate.Apply<T, W>(Rows, Weights, pinned, totals, Centroids, moved, Options, trace.Count + 1, MeanVariance);
                double shift = Move(moved);
                trace.Add(new KMeansIteration(restart, trace.Count + 1, totals.Inertia, shift, (int)totals.Changed, relocated, Stopwatch.GetElapsedTime(start)));
                stop = StopRule.After(trace, Options, MeanVariance);
            }
            if (Options.Refinement == KMeansRefinement.HartiganWong && stop != KMeansStop.Observer) transfers = Refine(ref assignment, totals, pinned);
            Canonicalize();
            assignment.Run(Centroids, totals);
        }
        return ResultOf(labels, totals, trace, stop.Value, transfers);
    }

    private int Refine(ref Assignment<T, V, W> assignment, in ClusterTotals totals, int* labels)
    {
        assignment.Run(Centroids, totals);
        for (nint i = 0; i < (nint)Clusters * Rows.Dimension; i++)
            if (totals.Counts[i / Rows.Dimension] > 0) Centroids[i] = totals.Sums[i] / totals.Weights[i / Rows.Dimension];
        var refinement = new HartiganRefinement<T, W>
        {
            Rows = Rows,
            Blocks = RowBlocks.For(Rows.Count, 1, Rows.Dimension),
            Weights = Weights,
            Labels = labels,
            Totals = totals,
            Clusters = Clusters,
            Centroids = Centroids,
        };
        int moves = refinement.Run(Options.MaxIterations, Cancellation);
        assignment.Forget();
        return moves;
    }

    private int Distinct(int[] labels)
    {
        var used = new bool[Clusters];
        foreach (int label in labels) used[label] = true;
        return used.Count(u => u);
    }

    private double Move(double* moved)
    {
        double shift = 0;
        for (nint i = 0; i < (nint)Clusters * Rows.Dimension; i++)
        {
            double difference = moved[i] - Centroids[i];
            shift += difference * difference;
            Centroids[i] = moved[i];
        }
        return shift;
    }

    // To what the model will make of its centroids and offset, so that it predicts exactly these labels.
    private void Canonicalize()
    {
        for (nint i = 0; i < (nint)Clusters * Rows.Dimension; i++)
        {
            double offset = Rows.WideOffset[i % Rows.Dimension];
            Centroids[i] = Centroids[i] + offset - offset;
        }
    }

    private KMeansResult<T> ResultOf(int[] labels, in ClusterTotals totals, List<KMeansIteration> trace, KMeansStop stop, int transfers)
    {
        var centroids = Tensor<double>.Zeros(Clusters, Rows.Dimension);
        for (int i = 0; i < centroids.Length; i++) centroids.Span[i] = Centroids[i] + Rows.WideOffset[i % Rows.Dimension];
        var model = new KMeansModel<T>(centroids, new ReadOnlySpan<T>(Rows.Offset, Rows.Dimension).ToArray(), Options.Spherical, Options.Metric);
        int distinct = Distinct(labels);
        var notes = new List<string>();
        if (distinct < Clusters)
            notes.Add($"Only {distinct} of {Clusters} clusters have points: the data may have fewer distinct rows than clusters were asked for.");
        if (Options.Algorithm is not KMeansAlgorithm.Auto && Options.Algorithm != Algorithm)
            notes.Add($"{Options.Algorithm} was asked for, but {(Clusters == 1 ? "with one cluster there is nothing to bound" : "bounds are kept for Euclidean distances alone")}: {Algorithm} was used.");
        return new KMeansResult<T>(model, labels, totals.Inertia, trace.Count, stop, Algorithm,
            new ReadOnlySpan<double>(totals.Weights, Clusters).ToArray(), distinct, trace.Sum(t => t.Relocated), transfers, trace, notes);
    }
}
