using System.Numerics;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>
/// Starts side by side, one for each part. For data of one block, whose sweeps cannot be shared out: otherwise one start at a time uses all threads.
/// A start has the same bits either way.
/// </summary>
internal unsafe struct RestartJob<T, V, W> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
    where V : struct, ISimdBits<V, T>
    where W : struct, ISimdBits<W, double>
{
    public PointRows<T> Rows;
    public double* Weights;
    public KMeansOptions Options;
    public double MeanVariance;
    public CancellationToken Cancellation;
    public KMeansResult<T>[] Results;

    public readonly void Execute(int part, int worker)
    {
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        var run = new LloydRun<T, V, W>
        {
            Rows = Rows,
            Weights = Weights,
            Options = Options,
            MeanVariance = MeanVariance,
            Cancellation = Cancellation,
            Algorithm = AlgorithmChoice.For(Options, Rows.Count, Rows.Dimension),
            Centroids = Scratch.Rent<double>(workspace, (nint)Options.Clusters * Rows.Dimension),
        };
        Seeds.Choose<T, V, W>(Rows, Weights, Options.Clusters, Options.Initialization, Options.Seed, part, run.Centroids, Cancellation);
        Results[part] = run.Run(part);
    }
}
