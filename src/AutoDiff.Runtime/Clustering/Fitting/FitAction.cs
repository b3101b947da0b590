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
            var rows = RowsAround<W>(workspace, origin, out double meanVariance);
            var run = new LloydRun<T, V, W>
            {
                Rows = rows,
                Weights = weights,
                Options = options,
                MeanVariance = meanVariance,
                Cancellation = cancellation,
                Algorithm = AlgorithmChoice.For(options.Algorithm, rows.Count, rows.Dimension, options.Clusters),
                Centroids = Scratch.Rent<double>(workspace, (nint)options.Clusters * rows.Dimension),
            };
            for (int restart = 0; restart < options.Restarts; restart++)
            {
                Start<V, W>(run, restart);
                var result = run.Run(restart);
                if (Result is null || result.Inertia < Result.Inertia) Result = result;
                if (result.Stop == KMeansStop.Observer) break;
            }
        }
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

    private readonly unsafe PointRows<T> RowsAround<W>(Workspace workspace, T* origin, out double meanVariance)
        where W : struct, ISimdBits<W, double>
    {
        int dimension = data.Dimension;
        var rows = new PointRows<T> { Origin = origin, Step = data.Step, Count = data.Count, Dimension = dimension };
        double* mean = Scratch.Rent<double>(workspace, dimension), variance = Scratch.Rent<double>(workspace, dimension);
        ColumnStatistics.Compute<T, W>(rows, mean, variance);
        meanVariance = 0;
        for (int k = 0; k < dimension; k++) meanVariance += variance[k] / dimension;
        if (!double.IsFinite(meanVariance))
        {
            data.CheckFinite(nameof(data));
            throw new ArgumentException("The squares of the data are infinite in double. Divide the data by a power of ten.");
        }
        rows.Offset = Scratch.Rent<T>(workspace, dimension);
        rows.WideOffset = mean;
        for (int k = 0; k < dimension; k++)
        {
            // Directions are compared about 0, and lie near it.
            rows.Offset[k] = options.Spherical ? T.Zero : T.CreateTruncating(mean[k]);
            mean[k] = double.CreateTruncating(rows.Offset[k]);
        }
        return rows;
    }
}
