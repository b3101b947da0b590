using System.Numerics;
using System.Runtime.CompilerServices;

namespace AutoDiff.Clustering;

/// <summary>The steps of a mini-batch fit.</summary>
internal readonly ref struct MiniBatchRun<T>(RowData<T> rows, MiniBatchKMeansOptions options, RowStatistics<T> statistics, ReadOnlySpan<double> weights)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private const ulong InitializationDraws = 1UL << 40, BatchDraws = 2UL << 40, ReassignmentDraws = 3UL << 40;

    private readonly ReadOnlySpan<double> _weights = weights;

    private CounterRandom Draws(ulong purpose, int step = 0) => new(options.Seed, RandomDomain.Clustering + purpose + (ulong)step);

    /// <summary>From a sample of three batches, at least 3 k rows.</summary>
    public Tensor<double> ChooseCentroids(CancellationToken cancellation)
    {
        int count = options.RowsToStartFrom(rows.Count);
        int[] numbers = count == rows.Count ? [.. Enumerable.Range(0, count)] : Draws(InitializationDraws).Permutation(rows.Count)[..count];
        var sample = Tensor<T>.Uninitialized(new TensorShape(count, rows.Dimension));
        var weights = _weights.IsEmpty ? [] : new double[count];
        Gather(numbers, sample.Span, weights);
        var start = new KMeansOptions { Clusters = options.Clusters, Initialization = options.Initialization, Seed = options.Seed };
        return FirstCentroids.Of(sample, start, weights.Any(w => w > 0) ? weights : [], cancellation);
    }

    public MiniBatchKMeansResult<T> Run(Tensor<T> data, Tensor<double> initial, CancellationToken cancellation)
    {
        var state = new BatchState<T>(initial.Span, statistics.Offset, options.Clusters, rows.Dimension);
        int size = Math.Min(options.BatchSize, rows.Count), reassigned = 0, step = 0, sinceReassignment = 0;
        int most = (int)Math.Clamp((long)options.Epochs * rows.Count / size, 1, int.MaxValue);
        var patience = new SmoothedProgress(options, statistics.MeanVariance, Math.Min(1, 2.0 * size / (rows.Count + 1.0)));
        // The same memory for every batch: new pages cost more than the step that fills them.
        var numbers = new int[size];
        var draws = new double[size];
        var batch = Tensor<T>.Uninitialized(new TensorShape(size, rows.Dimension));
        var weights = _weights.IsEmpty ? [] : new double[size];
        KMeansStop? stop = null;
        while (stop is null)
        {
            cancellation.ThrowIfCancellationRequested();
            Draws(BatchDraws, step).FillUniform<double>(draws, 0, 1);
            for (int i = 0; i < size; i++) numbers[i] = (int)(draws[i] * rows.Count);
            Gather(numbers, batch.Span, weights);
            step++;
            if (weights.Length > 0 && !weights.Any(w => w > 0))
            {
                if (step >= most) stop = KMeansStop.MaxIterations;
                continue;
            }
            var action = new BatchAction<T>(state, RowData<T>.From(LinearAlgebra.MatrixView<T>.Of(batch), false, nameof(data)), weights);
            Widths.Run<T, BatchAction<T>>(ref action);
            sinceReassignment += size;
            if (options.ReassignmentRatio > 0 && (state.Weights.Any(w => w == 0) || sinceReassignment >= 10 * options.Clusters))
            {
                sinceReassignment = 0;
                reassigned += Reassignment.Apply(state, batch, options.ReassignmentRatio, Draws(ReassignmentDraws, step));
            }
            stop = patience.After(action.MeanInertia, action.SquaredShift) ?? (step >= most ? KMeansStop.MaxIterations : null);
        }
        var model = state.ToModel();
        int[] labels = options.ComputeLabels ? model.Predict(data) : [];
        double inertia = options.ComputeLabels ? -model.Score(data, _weights) : double.NaN;
        return new MiniBatchKMeansResult<T>(model, labels, inertia, step, stop.Value, reassigned);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Gather(int[] numbers, Span<T> to, double[] weights)
    {
        int dimension = rows.Dimension;
        for (int i = 0; i < numbers.Length; i++) rows.Row(numbers[i]).CopyTo(to.Slice(i * dimension, dimension));
        for (int i = 0; i < weights.Length; i++) weights[i] = _weights[numbers[i]];
    }
}
