using System.Numerics;

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
        int wanted = options.InitializationRows > 0 ? options.InitializationRows : (int)Math.Min(3L * options.BatchSize, int.MaxValue);
        int count = (int)Math.Min(Math.Max(wanted, 3L * options.Clusters), rows.Count);
        int[] numbers = count == rows.Count ? [.. Enumerable.Range(0, count)] : Draws(InitializationDraws).Permutation(rows.Count)[..count];
        var sample = Gather(numbers, out double[] weights);
        var start = new KMeansOptions { Clusters = options.Clusters, Initialization = options.Initialization, Seed = options.Seed };
        return FirstCentroids.Of(sample, start, weights.Any(w => w > 0) ? weights : [], cancellation);
    }

    public MiniBatchKMeansResult<T> Run(Tensor<T> data, Tensor<double> initial, CancellationToken cancellation)
    {
        var state = new BatchState<T>(initial.Span, statistics.Offset, options.Clusters, rows.Dimension);
        int size = Math.Min(options.BatchSize, rows.Count), reassigned = 0, step = 0, sinceReassignment = 0;
        int most = (int)Math.Clamp((long)options.Epochs * rows.Count / size, 1, int.MaxValue);
        var patience = new SmoothedProgress(options, statistics.MeanVariance, Math.Min(1, 2.0 * size / (rows.Count + 1.0)));
        var numbers = new int[size];
        KMeansStop? stop = null;
        while (stop is null)
        {
            cancellation.ThrowIfCancellationRequested();
            var random = Draws(BatchDraws, step);
            for (int i = 0; i < size; i++) numbers[i] = random.Below(rows.Count, (ulong)i);
            var batch = Gather(numbers, out double[] weights);
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

    private Tensor<T> Gather(int[] numbers, out double[] weights)
    {
        int dimension = rows.Dimension;
        var gathered = Tensor<T>.Uninitialized(new TensorShape(numbers.Length, dimension));
        var to = gathered.Span;
        for (int i = 0; i < numbers.Length; i++) rows.Row(numbers[i]).CopyTo(to.Slice(i * dimension, dimension));
        weights = [];
        if (_weights.IsEmpty) return gathered;
        weights = new double[numbers.Length];
        for (int i = 0; i < numbers.Length; i++) weights[i] = _weights[numbers[i]];
        return gathered;
    }
}
