using System.Numerics;
using System.Runtime.CompilerServices;
using AutoDiff.LinearAlgebra;

namespace AutoDiff.Clustering;

/// <summary>Mean and variance of each column, from sums of differences to the first row: no cancellation for data far from 0.</summary>
internal static unsafe class ColumnStatistics
{
    /// <summary>Population variances and means; both become infinite or NaN if the data are.</summary>
    public static void Compute<T, W>(in PointRows<T> rows, double* mean, double* variance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        int dimension = rows.Dimension;
        var workspace = Workspace.Current;
        using var frame = workspace.BeginFrame();
        double* pivot = Scratch.Rent<double>(workspace, dimension);
        for (int k = 0; k < dimension; k++) pivot[k] = double.CreateTruncating(rows.Origin[k]);
        var blocks = RowBlocks.For(rows.Count, 1, dimension);
        var job = new Job<T, W> { Rows = rows, Blocks = blocks, Pivot = pivot, Partials = Scratch.Rent<double>(workspace, checked(2 * dimension * blocks.Count)) };
        WorkerPool.Shared.Run(in job, blocks.Count);
        for (int k = 0; k < dimension; k++)
        {
            double sum = 0, squares = 0;
            for (int block = 0; block < blocks.Count; block++)
            {
                sum += job.Partials[2 * dimension * block + k];
                squares += job.Partials[2 * dimension * block + dimension + k];
            }
            double shift = sum / rows.Count;
            mean[k] = pivot[k] + shift;
            variance[k] = Math.Max(0, squares / rows.Count - shift * shift);
        }
    }

    private struct Job<T, W> : IJob
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where W : struct, ISimdBits<W, double>
    {
        public PointRows<T> Rows;
        public RowBlocks Blocks;
        public double* Pivot;
        public double* Partials;

        public void Execute(int part, int worker)
        {
            double* sums = Partials + (nint)2 * Rows.Dimension * part;
            new Span<double>(sums, 2 * Rows.Dimension).Clear();
            int first = Blocks.First(part);
            Add(Rows.Row(first), Rows.Step, Blocks.End(part) - first, Rows.Dimension, Pivot, sums, sums + Rows.Dimension);
        }

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        private static void Add(T* x, nint step, int count, nint dimension, double* pivot, double* sums, double* squares)
        {
            for (int i = 0; i < count; i++, x += step)
            {
                nint k = 0;
                for (; k <= dimension - W.Count; k += W.Count)
                {
                    W value = WideLoad.Load<T, W>(x + k) - W.Load(ref *pivot, k);
                    W.Store(W.Load(ref *sums, k) + value, ref *sums, k);
                    W.Store(W.Fma(value, value, W.Load(ref *squares, k)), ref *squares, k);
                }
                for (; k < dimension; k++)
                {
                    double value = double.CreateTruncating(x[k]) - pivot[k];
                    sums[k] += value;
                    squares[k] += value * value;
                }
            }
        }
    }
}
