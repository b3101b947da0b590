using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>
/// Bends each feature by the power of <see cref="YeoJohnson"/> that makes it most nearly normal, then brings it to mean 0 and variance 1. Fit uses all rows;
/// PartialFit the numbers that a <see cref="KllSketch"/> keeps, which are all of them up to its k. A stream does not go on from Fit.
/// </summary>
public sealed class YeoJohnsonScaler : FeatureScaler
{
    private readonly Lock _building = new();
    private ColumnSketches _sketches;
    private bool _isFitted;
    private volatile Bend[]? _bends;

    /// <param name="features">F, the number of features in a row.</param>
    /// <param name="sketchSize">k of the sketches that learn from streams.</param>
    public YeoJohnsonScaler(int features, int sketchSize = 1000) : base(features)
    {
        SketchSize = sketchSize;
        _sketches = new ColumnSketches(features, sketchSize);
    }

    public int SketchSize { get; }

    internal override string TypeName => nameof(YeoJohnsonScaler);

    /// <summary>λ of the feature; 1 leaves its shape.</summary>
    public double Power(int feature) => Built()[CheckFeature(feature)].Power;

    /// <summary>Takes in the stream that another scaler has seen.</summary>
    /// <exception cref="ArgumentException">It has another number of features or another k.</exception>
    /// <exception cref="InvalidOperationException">One of both has learnt by Fit, which keeps no stream.</exception>
    public void Merge(YeoJohnsonScaler other)
    {
        CheckMerge(other);
        CheckStream();
        other.CheckStream();
        _sketches.Merge(other._sketches);
        _bends = null;
    }

    internal override void WriteState(Utf8JsonWriter writer)
    {
        writer.WriteNumber("sketchSize", SketchSize);
        writer.WriteBoolean("exact", _isFitted);
        if (!_isFitted)
        {
            _sketches.Write(writer);
            return;
        }
        writer.WriteNumbers("power", [.. _bends!.Select(b => b.Power)]);
        writer.WriteNumbers("mean", [.. _bends!.Select(b => b.Mean)]);
        writer.WriteNumbers("deviation", [.. _bends!.Select(b => b.Scale)]);
    }

    internal static YeoJohnsonScaler Read(StateReader state)
    {
        var scaler = new YeoJohnsonScaler(state.Features, state.Integer("sketchSize", 8)) { _isFitted = state.Boolean("exact") };
        if (!scaler._isFitted)
        {
            scaler._sketches.Read(state);
            return scaler;
        }
        double[] power = new double[state.Features], mean = new double[state.Features], scale = new double[state.Features];
        state.Numbers("power", power);
        state.Numbers("mean", mean);
        state.Numbers("deviation", scale, s => s > 0);
        scaler._bends = [.. power.Select((p, f) => new Bend(p, mean[f], scale[f]))];
        return scaler;
    }

    private protected override void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
    {
        if (!forget)
        {
            CheckStream();
            _sketches.Add(rows, weights);
            _bends = null;
            return;
        }
        ColumnValues.CheckFinite(rows, weights, Features);
        var bends = new Bend[Features];
        for (int f = 0; f < Features; f++) bends[f] = Bend.Of(ColumnValues.Sorted(rows, weights, Features, f));
        _bends = bends;
        _isFitted = true;
        _sketches = new ColumnSketches(Features, SketchSize);
    }

    private protected override void Apply<T>(ReadOnlySpan<T> rows, Span<T> destination)
    {
        var bends = Built();
        for (int i = 0; i < rows.Length; i++)
        {
            var bend = bends[i % Features];
            destination[i] = T.CreateTruncating((YeoJohnson.Transform(double.CreateTruncating(rows[i]), bend.Power) - bend.Mean) / bend.Scale);
        }
    }

    private protected override void Undo<T>(ReadOnlySpan<T> rows, Span<T> destination)
    {
        var bends = Built();
        for (int i = 0; i < rows.Length; i++)
        {
            var bend = bends[i % Features];
            destination[i] = T.CreateTruncating(YeoJohnson.Inverse(double.CreateTruncating(rows[i]) * bend.Scale + bend.Mean, bend.Power));
        }
    }

    private Bend[] Built()
    {
        if (_bends is { } built) return built;
        if (!_sketches.HasNumbers) throw NothingLearnt();
        lock (_building)
            return _bends ??= [.. Enumerable.Range(0, Features).Select(f => Bend.Of(_sketches[f].Count > 0 ? _sketches[f].Sorted() : new WeightedSample([], [])))];
    }

    private void CheckStream()
    {
        if (_isFitted) throw new InvalidOperationException("Fit keeps what it learnt from its rows and not the rows; learn from a stream with PartialFit alone.");
    }

    private readonly record struct Bend(double Power, double Mean, double Scale)
    {
        public static Bend Of(WeightedSample sample)
        {
            double power = YeoJohnson.BestPower(sample);
            var (mean, variance) = YeoJohnson.Moments(sample, power);
            return new Bend(power, mean, ConstantFeature.Scale(variance, mean, sample.Numbers.Length));
        }
    }
}
