using System.Numerics;
using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>
/// Replaces each number by the number of its bin, feature by feature. Bin b holds the numbers from cut b - 1 on and below cut b; numbers beyond what was seen fall
/// into the first and the last bin. The inverse is the middle of the bin. Fit uses all rows; PartialFit the numbers that a <see cref="KllSketch"/> keeps, which
/// are all of them up to its k; the ends are always exact. A stream does not go on from Fit.
/// </summary>
public sealed class BinningScaler : FeatureScaler
{
    private readonly Lock _building = new();
    private ColumnSketches _sketches;
    private bool _isFitted;
    private volatile FeatureBins[]? _bins;

    /// <param name="features">F, the number of features in a row.</param>
    /// <param name="bins">The largest number of bins of a feature, from 2.</param>
    /// <param name="rule">Where the cuts are.</param>
    /// <param name="output">What is written for a bin.</param>
    /// <param name="sketchSize">k of the sketches that learn from streams.</param>
    public BinningScaler(int features, int bins = 5, BinRule rule = BinRule.Quantile, BinOutput output = BinOutput.Number, int sketchSize = 1000) : base(features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 2);
        Bins = bins;
        Rule = rule;
        Output = output;
        SketchSize = sketchSize;
        _sketches = new ColumnSketches(features, sketchSize);
    }

    /// <summary>The largest number of bins of a feature.</summary>
    public int Bins { get; }

    public BinRule Rule { get; }

    public BinOutput Output { get; }

    public int SketchSize { get; }

    internal override string TypeName => nameof(BinningScaler);

    /// <summary>How many bins the feature has: fewer than <see cref="Bins"/> where cuts coincide, 1 for a constant.</summary>
    public int CountOf(int feature) => Built()[CheckFeature(feature)].Count;

    /// <summary>The cuts of the feature, rising.</summary>
    public ReadOnlySpan<double> Cuts(int feature) => Built()[CheckFeature(feature)].Cuts;

    /// <summary>Forgets everything and learns from rows with labels, which <see cref="BinRule.Supervised"/> needs.</summary>
    /// <param name="rows">[N, F], at least one row.</param>
    /// <param name="labels">[N], from 0.</param>
    /// <param name="weights">[N], finite and not negative, not all 0; empty for 1 each.</param>
    /// <exception cref="ArgumentException">There are no rows, the numbers are no whole number of rows, the lengths differ, or all weights are 0.</exception>
    /// <exception cref="InvalidSampleException">A number is infinite, a label is negative, or a weight is negative or not finite.</exception>
    /// <exception cref="InvalidOperationException">The rule is another one.</exception>
    public void FitSupervised<T>(ReadOnlySpan<T> rows, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Rule != BinRule.Supervised) throw new InvalidOperationException($"The rule {Rule} takes no labels; call Fit or choose {nameof(BinRule.Supervised)}.");
        CheckFit(rows, weights);
        SampleCheck.SameLength(rows.Length / Features, labels.Length, "rows", "labels");
        int classes = 0;
        foreach (int label in labels) classes = Math.Max(classes, label + 1);
        SampleCheck.ClassLabels(labels, classes);
        ColumnValues.CheckFinite(rows, weights, Features);
        var bins = new FeatureBins[Features];
        for (int f = 0; f < Features; f++)
        {
            var (numbers, labelsOfNumbers, weightsOfNumbers) = ColumnValues.SortedWithLabels(rows, labels, weights, Features, f);
            bins[f] = new SupervisedCuts(numbers, labelsOfNumbers, weightsOfNumbers, classes).Of(Bins);
        }
        Take(bins);
    }

    /// <summary>Takes in the stream that another scaler has seen.</summary>
    /// <exception cref="ArgumentException">It has another number of features or another k.</exception>
    /// <exception cref="InvalidOperationException">One of both has learnt by Fit, which keeps no stream.</exception>
    public void Merge(BinningScaler other)
    {
        CheckMerge(other);
        CheckStream();
        other.CheckStream();
        _sketches.Merge(other._sketches);
        _bins = null;
    }

    internal override void WriteState(Utf8JsonWriter writer)
    {
        writer.WriteNumber("bins", Bins);
        writer.WriteString("rule", Rule.ToString());
        writer.WriteString("output", Output.ToString());
        writer.WriteNumber("sketchSize", SketchSize);
        writer.WriteBoolean("exact", _isFitted);
        if (!_isFitted)
        {
            _sketches.Write(writer);
            return;
        }
        writer.WriteStartArray("edges");
        foreach (var bins in _bins!) writer.WriteNumbers([bins.Least, .. bins.Cuts, bins.Most]);
        writer.WriteEndArray();
    }

    internal static BinningScaler Read(StateReader state)
    {
        var scaler = new BinningScaler(
            state.Features, state.Integer("bins", 2), state.Choice<BinRule>("rule"), state.Choice<BinOutput>("output"), state.Integer("sketchSize", 8));
        if (!state.Boolean("exact"))
        {
            scaler._sketches.Read(state);
            return scaler;
        }
        double[][] edges = [.. state.Rows("edges")];
        if (edges.Length != state.Features) throw StateReader.Bad($"'edges' has {edges.Length} lists; expected {state.Features}.");
        foreach (double[] list in edges)
            if (list.Length < 2 || !list.SequenceEqual(list.Order())) throw StateReader.Bad("'edges' holds a list that is not the rising edges of bins.");
        scaler.Take([.. edges.Select(e => new FeatureBins(e[0], e[1..^1], e[^1]))]);
        return scaler;
    }

    private protected override void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
    {
        if (Rule == BinRule.Supervised) throw new InvalidOperationException($"The rule {nameof(BinRule.Supervised)} needs labels; call {nameof(FitSupervised)}.");
        if (!forget)
        {
            CheckStream();
            _sketches.Add(rows, weights);
            _bins = null;
            return;
        }
        ColumnValues.CheckFinite(rows, weights, Features);
        var bins = new FeatureBins[Features];
        for (int f = 0; f < Features; f++) bins[f] = BinCuts.Of(ColumnValues.Sorted(rows, weights, Features, f), Rule, Bins);
        Take(bins);
    }

    private protected override void Apply<T>(ReadOnlySpan<T> rows, Span<T> destination)
    {
        var bins = Built();
        for (int i = 0; i < rows.Length; i++)
        {
            var feature = bins[i % Features];
            if (T.IsNaN(rows[i])) destination[i] = rows[i];
            else destination[i] = T.CreateTruncating(feature.Of(double.CreateTruncating(rows[i])) / Unit(feature));
        }
    }

    private protected override void Undo<T>(ReadOnlySpan<T> rows, Span<T> destination)
    {
        var bins = Built();
        for (int i = 0; i < rows.Length; i++)
        {
            var feature = bins[i % Features];
            if (T.IsNaN(rows[i])) destination[i] = rows[i];
            else destination[i] = T.CreateTruncating(feature.Middle((int)Math.Clamp(Math.Round(double.CreateTruncating(rows[i]) * Unit(feature)), 0, feature.Count - 1)));
        }
    }

    private double Unit(FeatureBins bins) => Output == BinOutput.Number ? 1 : Math.Max(1, bins.Count - 1);

    private void Take(FeatureBins[] bins)
    {
        _bins = bins;
        _isFitted = true;
        _sketches = new ColumnSketches(Features, SketchSize);
    }

    private FeatureBins[] Built()
    {
        if (_bins is { } built) return built;
        if (!_sketches.HasNumbers) throw NothingLearnt();
        lock (_building)
            return _bins ??= [.. Enumerable.Range(0, Features).Select(f => _sketches[f].Count > 0 ? BinCuts.Of(_sketches[f].Sorted(), Rule, Bins) : FeatureBins.None)];
    }

    private void CheckStream()
    {
        if (_isFitted) throw new InvalidOperationException("Fit keeps the bins that its rows gave and not the rows; learn from a stream with PartialFit alone.");
    }
}
