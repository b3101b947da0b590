using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>A sweep over blocks of rows that fills the totals of each block.</summary>
internal unsafe interface ITotalsPass : IJob
{
    /// <summary>Totals of the blocks.</summary>
    double* Partials { get; set; }

    /// <summary>Numbers from the totals of a block to those of the next; 0 if all blocks use the same, one after the other.</summary>
    nint PartialStep { get; set; }
}

/// <summary>Runs sweeps and merges the totals of the blocks in the order of the blocks: the same bits at any number of threads.</summary>
internal static unsafe class TotalsPass
{
    /// <param name="pass">The sweep; its parts are the blocks.</param>
    /// <param name="blocks">Their number.</param>
    /// <param name="clusters">Number of centroids.</param>
    /// <param name="dimension">Number of features.</param>
    /// <param name="totals">Receives the totals of all rows.</param>
    public static void Run<TPass, W>(ref TPass pass, int blocks, int clusters, int dimension, in ClusterTotals totals)
        where TPass : struct, ITotalsPass
        where W : struct, ISimdBits<W, double>
    {
        if (blocks == 1)
        {
            // Nothing to merge: a small batch would spend as much on that as on some rows.
            pass.Partials = totals.Sums;
            pass.PartialStep = 0;
            pass.Execute(0, 0);
            return;
        }
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        nint length = ClusterTotals.LengthFor(clusters, dimension);
        // On one thread the totals of one block serve all: they stay in the cache.
        bool serial = WorkerPool.MaxWorkers == 1;
        pass.PartialStep = serial ? 0 : length;
        pass.Partials = Scratch.Rent<double>(workspace, serial ? length : checked(length * blocks));
        totals.Clear();
        if (!serial) WorkerPool.Shared.Run(in pass, blocks);
        for (int block = 0; block < blocks; block++)
        {
            if (serial) pass.Execute(block, 0);
            totals.Add<W>(new ClusterTotals(pass.Partials + block * pass.PartialStep, clusters, dimension));
        }
    }
}
