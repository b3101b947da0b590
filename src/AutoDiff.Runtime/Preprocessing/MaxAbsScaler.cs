using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>z = x / max |x|, feature by feature: within [-1, 1], zeros stay zeros. A feature that is always 0 stays 0.</summary>
public sealed class MaxAbsScaler : AffineScaler
{
    private readonly ColumnExtremes _extremes;

    /// <param name="features">F, the number of features in a row.</param>
    public MaxAbsScaler(int features) : base(features) => _extremes = new ColumnExtremes(features);

    internal override string TypeName => nameof(MaxAbsScaler);

    private protected override bool HasLearnt => _extremes.HasNumbers;

    /// <summary>The largest absolute value seen; 0 if none was.</summary>
    public double MaximumAbsolute(int feature) => Largest(CheckFeature(feature));

    /// <summary>What the feature is divided by: the largest absolute value, or 1 if that is 0.</summary>
    public double Scale(int feature) => ScaleOf(feature);

    /// <summary>Takes in what another scaler has seen, exactly.</summary>
    /// <exception cref="ArgumentException">It has another number of features.</exception>
    public void Merge(MaxAbsScaler other)
    {
        CheckMerge(other);
        _extremes.Merge(other._extremes);
        Changed();
    }

    internal override void WriteState(Utf8JsonWriter writer)
    {
        writer.WriteNumbers("minimum", _extremes.Least);
        writer.WriteNumbers("maximum", _extremes.Most);
    }

    internal static MaxAbsScaler Read(StateReader state)
    {
        var scaler = new MaxAbsScaler(state.Features);
        state.Numbers("minimum", scaler._extremes.Least, _ => true);
        state.Numbers("maximum", scaler._extremes.Most, _ => true);
        return scaler;
    }

    private protected override void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
    {
        _extremes.Add(rows, weights, forget);
        Changed();
    }

    private protected override void Describe(Span<double> center, Span<double> scale, Span<double> shift)
    {
        for (int f = 0; f < Features; f++) scale[f] = ConstantFeature.Scale(Largest(f));
    }

    private double Largest(int f) => _extremes.Most[f] >= _extremes.Least[f] ? Math.Max(Math.Abs(_extremes.Least[f]), Math.Abs(_extremes.Most[f])) : 0;
}
