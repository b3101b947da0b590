using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>
/// z = (x - min) / (max - min) · (high - low) + low, feature by feature. A constant feature becomes low.
/// </summary>
public sealed class MinMaxScaler : AffineScaler
{
    private readonly ColumnExtremes _extremes;

    /// <param name="features">F, the number of features in a row.</param>
    /// <param name="low">What the smallest number becomes.</param>
    /// <param name="high">What the largest number becomes; above <paramref name="low"/>.</param>
    /// <param name="outOfRange">What happens to numbers outside the range that was learnt.</param>
    public MinMaxScaler(int features, double low = 0, double high = 1, OutOfRange outOfRange = OutOfRange.Extend) : base(features)
    {
        if (!(high > low && double.IsFinite(high - low)))
            throw new ArgumentOutOfRangeException(nameof(high), high, $"The target range from {low} to {high} has to be finite and not empty.");
        Low = low;
        High = high;
        OutOfRange = outOfRange;
        _extremes = new ColumnExtremes(features);
    }

    public double Low { get; }

    public double High { get; }

    public OutOfRange OutOfRange { get; }

    internal override string TypeName => nameof(MinMaxScaler);

    private protected override bool HasLearnt => _extremes.HasNumbers;

    private protected override bool IsPlain => OutOfRange == OutOfRange.Extend;

    private protected override (double Low, double High) Range => OutOfRange == OutOfRange.Clip ? (Low, High) : base.Range;

    /// <summary>The smallest number seen; infinity if none was.</summary>
    public double Minimum(int feature) => _extremes.Least[CheckFeature(feature)];

    /// <summary>The largest number seen; -infinity if none was.</summary>
    public double Maximum(int feature) => _extremes.Most[CheckFeature(feature)];

    /// <summary>What the difference from the minimum is multiplied by.</summary>
    public double Factor(int feature) => 1 / ScaleOf(feature);

    /// <summary>Takes in what another scaler has seen, exactly.</summary>
    /// <exception cref="ArgumentException">It has another number of features.</exception>
    public void Merge(MinMaxScaler other)
    {
        CheckMerge(other);
        _extremes.Merge(other._extremes);
        Changed();
    }

    internal override void WriteState(Utf8JsonWriter writer)
    {
        writer.WriteNumber("low", Low);
        writer.WriteNumber("high", High);
        writer.WriteString("outOfRange", OutOfRange.ToString());
        writer.WriteNumbers("minimum", _extremes.Least);
        writer.WriteNumbers("maximum", _extremes.Most);
    }

    internal static MinMaxScaler Read(StateReader state)
    {
        double low = state.Number("low");
        var scaler = new MinMaxScaler(state.Features, low, state.Number("high", h => h > low && double.IsFinite(h)), state.Choice<OutOfRange>("outOfRange"));
        state.Numbers("minimum", scaler._extremes.Least, _ => true);
        state.Numbers("maximum", scaler._extremes.Most, _ => true);
        return scaler;
    }

    private protected override void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
    {
        _extremes.Add(rows, weights, forget);
        Changed();
    }

    private protected override void Apply<T>(ReadOnlySpan<T> rows, Span<T> destination)
    {
        if (!HasLearnt) throw NothingLearnt();
        if (OutOfRange == OutOfRange.Refuse) _extremes.CheckInside(rows);
        base.Apply(rows, destination);
    }

    private protected override void Describe(Span<double> center, Span<double> scale, Span<double> shift)
    {
        for (int f = 0; f < Features; f++)
        {
            bool isSeen = _extremes.Most[f] >= _extremes.Least[f];
            center[f] = isSeen ? _extremes.Least[f] : 0;
            scale[f] = ConstantFeature.Scale(isSeen ? _extremes.Most[f] - _extremes.Least[f] : 0) / (High - Low);
            shift[f] = Low;
        }
    }
}
