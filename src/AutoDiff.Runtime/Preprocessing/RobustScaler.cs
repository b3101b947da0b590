using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>
/// z = (x - median) / (upper - lower quantile), feature by feature: a few outliers, however far, do not move it. Fit takes exact quantiles (linear between
/// neighbours); PartialFit those of a <see cref="KllSketch"/>, exact up to its k rows and with its proven rank error beyond. A stream does not go on from Fit.
/// </summary>
public sealed class RobustScaler : AffineScaler
{
    private LearntQuantiles _quantiles;

    /// <param name="features">F, the number of features in a row.</param>
    /// <param name="options">Which quantiles, and what is done with them.</param>
    public RobustScaler(int features, RobustScalerOptions? options = null) : base(features)
    {
        Options = options ?? new RobustScalerOptions();
        _quantiles = new LearntQuantiles(features, Options.SketchSize, [Options.Lower, 0.5, Options.Upper]);
    }

    public RobustScalerOptions Options { get; }

    /// <summary>Largest error of the ranks of the quantiles, as a share of the rows, at 99 % confidence; 0 where they are exact.</summary>
    public double RankError(int feature) => _quantiles.IsExact ? 0 : _quantiles.Sketches[CheckFeature(feature)].RankError;

    internal override string TypeName => nameof(RobustScaler);

    private protected override bool HasLearnt => _quantiles.HasNumbers;

    /// <summary>What is subtracted: the median, or 0 without centering.</summary>
    public double Center(int feature) => CenterOf(feature);

    /// <summary>What divides: the distance of the quantiles, or 1 where it is 0 or without scaling.</summary>
    public double Scale(int feature) => ScaleOf(feature);

    /// <summary>Takes in the stream that another scaler has seen.</summary>
    /// <exception cref="ArgumentException">It has another number of features or other options.</exception>
    /// <exception cref="InvalidOperationException">One of both has learnt by Fit, which keeps no stream.</exception>
    public void Merge(RobustScaler other)
    {
        CheckMerge(other);
        if (other.Options != Options) throw new ArgumentException($"{other.Options} cannot be merged with {Options}.", nameof(other));
        _quantiles.Merge(other._quantiles);
        Changed();
    }

    internal override void WriteState(Utf8JsonWriter writer)
    {
        writer.WriteBoolean("center", Options.Center);
        writer.WriteBoolean("scale", Options.Scale);
        writer.WriteBoolean("unitVariance", Options.UnitVariance);
        writer.WriteNumbers("range", [Options.Lower, Options.Upper]);
        _quantiles.Write(writer);
    }

    internal static RobustScaler Read(StateReader state)
    {
        double[] range = state.Numbers("range", s => s is >= 0 and <= 1);
        if (range.Length != 2 || !(range[0] < range[1])) throw StateReader.Bad("'range' is not a lower and an upper share.");
        var options = new RobustScalerOptions(range[0], range[1])
        {
            Center = state.Boolean("center"),
            Scale = state.Boolean("scale"),
            UnitVariance = state.Boolean("unitVariance"),
            SketchSize = state.Integer("sketchSize", 8),
        };
        return new RobustScaler(state.Features, options) { _quantiles = LearntQuantiles.Read(state) };
    }

    private protected override void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
    {
        _quantiles.Learn(rows, weights, forget);
        Changed();
    }

    private protected override void Describe(Span<double> center, Span<double> scale, Span<double> shift)
    {
        double normal = Options.UnitVariance ? NormalDistribution.Quantile(Options.Upper) - NormalDistribution.Quantile(Options.Lower) : 1;
        for (int f = 0; f < Features; f++)
        {
            double[] q = _quantiles.Of(f);
            bool isSeen = !double.IsNaN(q[1]);
            center[f] = Options.Center && isSeen ? q[1] : 0;
            scale[f] = Options.Scale && isSeen ? ConstantFeature.Scale(q[2] - q[0]) / normal : 1;
        }
    }
}
