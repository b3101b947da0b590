using System.Numerics;

namespace AutoDiff.Optimizers;

/// <summary>
/// Adafactor (Shazeer and Stern, 2018): Adam whose squared average of a matrix is kept as its row and column means alone. With beta = 1 - t^-c,
/// R = beta R + (1 - beta) rowmean(G^2 + epsilon1), C likewise, V = R C / mean(R), U = G / sqrt(V), U /= max(1, rms(U) / d);
/// X -= max(epsilon2, rms(X)) rho_t U. Vectors keep their whole V. PyTorch: torch.optim.Adafactor.
/// </summary>
public sealed unsafe class Adafactor<T> : LayeredOptimizer<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly AdafactorOptions _options;
    private readonly FactoredBlock<T>[] _blocks;
    private readonly double[] _rowSums, _columnSums, _partSums;

    /// <param name="layout">The tensors of the parameters.</param>
    /// <param name="options">Null takes the defaults.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public Adafactor(ParameterLayout layout, AdafactorOptions? options = null)
        : base(layout, (options ??= new AdafactorOptions()).LearningRate, options.Momentum != 0 ? ["momentum"] : [])
    {
        Options.Positive(options.SmallestScale, nameof(options.SmallestScale));
        Options.Epsilon<T>(options.Epsilon, nameof(options.Epsilon));
        Options.Positive(options.ClipThreshold, nameof(options.ClipThreshold));
        Options.Positive(options.DecayPower, nameof(options.DecayPower));
        Options.Decay(options.Momentum, nameof(options.Momentum));
        Options.NotNegative(options.WeightDecay, nameof(options.WeightDecay));
        _options = options;
        _blocks = [.. layout.Blocks.Select(b => new FactoredBlock<T>(b))];
        _rowSums = new double[_blocks.Max(b => (int?)b.Rows) ?? 0];
        _columnSums = new double[_blocks.Max(b => (int?)(b.Columns * b.Parts)) ?? 0];
        _partSums = new double[_blocks.Max(b => (int?)b.Parts) ?? 0];
    }

    private protected override void Update(in Arguments arguments, long step, double rate)
    {
        double keep = 1 - Math.Pow(step, -_options.DecayPower);
        fixed (T* average = SlotNames.Count > 0 ? Slot(0) : default)
        {
            foreach (var block in _blocks)
            {
                T* own = average == null ? null : average + block.Block.Offset;
                if (block.IsFactored) StepMatrices(in arguments, block, own, keep, rate);
                else StepElements(in arguments, block, own, keep, rate);
            }
        }
    }

    private void StepMatrices(in Arguments arguments, FactoredBlock<T> block, T* average, double keep, double rate)
    {
        double parameters = 0;
        for (int matrix = 0; matrix < block.Matrices; matrix++) parameters += TakeStatistics(in arguments, block, matrix, keep);
        double directions = 0;
        for (int matrix = 0; matrix < block.Matrices; matrix++)
        {
            fixed (double* sums = _partSums) RunStep(in arguments, block, matrix, null, new FactoredStep<T> { Sums = sums });
            directions += Total(_partSums.AsSpan(0, block.Parts));
        }
        double alpha = Alpha(rate, parameters, block.Block.Length), clip = Clip(directions, block.Block.Length);
        var step = new FactoredStep<T>
        {
            Rate = Real(average == null ? -alpha * clip : -alpha),
            Shrink = Real(1 - alpha * _options.WeightDecay),
            Keep = Real(_options.Momentum),
            Take = Real((1 - _options.Momentum) * clip),
        };
        for (int matrix = 0; matrix < block.Matrices; matrix++) RunStep(in arguments, block, matrix, average, step);
    }

    /// <summary>Updates the means of one matrix and gives the sum of its squared parameters.</summary>
    private double TakeStatistics(in Arguments arguments, FactoredBlock<T> block, int matrix, double keep)
    {
        int columns = block.Columns, start = block.Block.Offset + matrix * block.Rows * columns;
        _columnSums.AsSpan(0, block.Parts * columns).Clear();
        fixed (double* rowSums = _rowSums, columnSums = _columnSums, partSums = _partSums)
        {
            var statistics = new FactoredStatistics<T>
            {
                GradientScale = arguments.GradientScale,
                Parameters = arguments.Parameters + start,
                Gradient = arguments.Gradient + start,
                Columns = columns,
                RowSums = rowSums,
                ColumnSums = columnSums,
                ParameterSums = partSums,
            };
            Kernels.Run<FactoredStatistics<T>, T>(in statistics, block.Rows, block.RowsInPart);
        }
        for (int part = 1; part < block.Parts; part++)
            for (int j = 0; j < columns; j++) _columnSums[j] += _columnSums[part * columns + j];
        for (int i = 0; i < block.Rows; i++) _rowSums[i] = _rowSums[i] / columns + _options.Epsilon;
        for (int j = 0; j < columns; j++) _columnSums[j] = _columnSums[j] / block.Rows + _options.Epsilon;
        block.Update(matrix, keep, _rowSums, _columnSums);
        return Total(_partSums.AsSpan(0, block.Parts));
    }

    private static void RunStep(in Arguments arguments, FactoredBlock<T> block, int matrix, T* average, FactoredStep<T> step)
    {
        int within = matrix * block.Rows * block.Columns, start = block.Block.Offset + within;
        fixed (T* rowScales = block.RowScales, columnScales = block.ColumnScales)
        {
            step.GradientScale = arguments.GradientScale;
            step.Parameters = arguments.Parameters + start;
            step.Gradient = arguments.Gradient + start;
            step.Average = average == null ? null : average + within;
            step.RowScales = rowScales + matrix * block.Rows;
            step.ColumnScales = columnScales + matrix * block.Columns;
            step.Columns = block.Columns;
            Kernels.Run<FactoredStep<T>, T>(in step, block.Rows, block.RowsInPart);
        }
    }

    private void StepElements(in Arguments arguments, FactoredBlock<T> block, T* average, double keep, double rate)
    {
        fixed (T* second = block.Elements)
        {
            var measured = Measure(in arguments, new ElementRule<T, OneSlot> { Keep = Real(keep), Take = Real(1 - keep), Epsilon = Real(_options.Epsilon) }, block.Block, second);
            double alpha = Alpha(rate, measured.Parameters, block.Block.Length), clip = Clip(measured.Direction, block.Block.Length);
            var shrink = Real(1 - alpha * _options.WeightDecay);
            if (average == null) Sweep(in arguments, new ElementRule<T, OneSlot> { Rate = Real(-alpha * clip), Shrink = shrink }, block.Block, second);
            else
                Sweep(in arguments, new ElementRule<T, TwoSlots>
                {
                    Rate = Real(-alpha),
                    Shrink = shrink,
                    AverageKeep = Real(_options.Momentum),
                    AverageTake = Real((1 - _options.Momentum) * clip),
                }, block.Block, second, average);
        }
    }

    private double Alpha(double rate, double sumOfSquares, int length) =>
        _options.RelativeStep ? rate * Math.Max(_options.SmallestScale, Math.Sqrt(sumOfSquares / Math.Max(1, length))) : rate;

    private double Clip(double sumOfSquares, int length) => 1 / Math.Max(1, Math.Sqrt(sumOfSquares / Math.Max(1, length)) / _options.ClipThreshold);

    private static double Total(ReadOnlySpan<double> parts)
    {
        double sum = 0;
        foreach (double part in parts) sum += part;
        return sum;
    }

    private protected override void VisitOwnState(StateVisitor visitor)
    {
        for (int i = 0; i < _blocks.Length; i++)
        {
            if (_blocks[i].IsFactored)
            {
                visitor.Values($"row_means.{i}", _blocks[i].RowMeans);
                visitor.Values($"column_means.{i}", _blocks[i].ColumnMeans);
            }
            else visitor.Values($"second_moment.{i}", _blocks[i].Elements);
        }
    }
}
