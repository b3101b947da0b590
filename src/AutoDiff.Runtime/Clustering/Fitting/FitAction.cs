using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>A whole fit: statistics of the data, then every start.</summary>
internal ref struct FitAction<T>(RowData<T> data, ReadOnlySpan<double> weights, double[]? initial, KMeansOptions options, CancellationToken cancellation)
    : IWidthAction<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly ReadOnlySpan<double> _weights = weights;

    public KMeansResult<T> Result { get; private set; } = null!;

    public unsafe void Run<V, W>()
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        fixed (T* origin = &data.Origin)
        fixed (double* weights = _weights)
        {
            var rows = RowsAround(workspace, origin, out double meanVariance);
            // An observer sees the starts in their order, and may stop the rest.
            if (options.Restarts > 1 && options.Observer is null && RowBlocks.For(rows.Count, options.Clusters, rows.Dimension).Count == 1)
            {
                RunSideBySide<V, W>(rows, weights, meanVariance);
                return;
            }
            var run = new LloydRun<T, V, W>
            {
                Rows = rows,
                Weights = weights,
                Options = options,
                MeanVariance = meanVariance,
                Cancellation = cancellation,
                Algorithm = AlgorithmChoice.For(options, rows.Count, rows.Dimension),
                Centroids = Scratch.Rent<double>(workspace, (nint)options.Clusters * rows.Dimension),
            };
            for (int restart = 0; restart < options.Restarts; restart++)
            {
                Start<V, W>(run, restart);
                var result = run.Run(restart);
                Keep(result);
                if (result.Stop == KMeansStop.Observer) break;
            }
        }
    }

    /// <summary>The best start; the first of equally good ones.</summary>
    private void Keep(KMeansResult<T> result)
    {
        if (Result is null || result.Inertia < Result.Inertia) Result = result;
    }

    private unsafe void RunSideBySide<V, W>(in PointRows<T> rows, double* weights, double meanVariance)
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        var job = new RestartJob<T, V, W>
        {
            Rows = rows,
            Weights = weights,
            Options = options,
            MeanVariance = meanVariance,
            Cancellation = cancellation,
            Results = new KMeansResult<T>[options.Restarts],
        };
        WorkerPool.Shared.Run(in job, options.Restarts);
        foreach (var result in job.Results) Keep(result);
    }

    private readonly unsafe void Start<V, W>(LloydRun<T, V, W> run, int restart)
        where V : struct, ISimdBits<V, T>
        where W : struct, ISimdBits<W, double>
    {
        int dimension = data.Dimension;
        if (initial is null)
        {
            Seeds.Choose<T, V, W>(run.Rows, run.Weights, options.Clusters, options.Initialization, options.Seed, restart, run.Centroids, cancellation);
            return;
        }
        for (int j = 0; j < options.Clusters; j++)
        {
            double scale = options.Spherical ? 1 / Norm(initial.AsSpan(j * dimension, dimension), j) : 1;
            for (int k = 0; k < dimension; k++) run.Centroids[j * dimension + k] = initial[j * dimension + k] * scale - run.Rows.WideOffset[k];
        }
    }

    private static double Norm(ReadOnlySpan<double> centroid, int number)
    {
        double norm = Reductions.Norm(centroid);
        return norm > 0 ? norm : throw new ArgumentException($"Centroid {number} is 0 everywhere and has no direction.");
    }

    private readonly unsafe PointRows<T> RowsAround(Workspace workspace, T* origin, out double meanVariance)
    {
        int dimension = data.Dimension;
        var rows = new PointRows<T> { Origin = origin, Step = data.Step, Count = data.Count, Dimension = dimension };
        var statistics = new RowStatistics<T>(data);
        meanVariance = statistics.MeanVariance;
        rows.Offset = Scratch.Rent<T>(workspace, dimension);
        rows.WideOffset = Scratch.Rent<double>(workspace, dimension);
        for (int k = 0; k < dimension; k++)
        {
            // Directions are compared about 0, and lie near it.
            rows.Offset[k] = options.Spherical ? T.Zero : statistics.Offset[k];
            rows.WideOffset[k] = double.CreateTruncating(rows.Offset[k]);
        }
        return rows;
    }
}
