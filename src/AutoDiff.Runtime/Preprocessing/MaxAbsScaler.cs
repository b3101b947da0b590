using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>z = x / max |x|, feature by feature: within [-1, 1], zeros stay zeros. A feature that is always 0 stays 0.</summary>
public sealed class MaxAbsScaler : AffineScaler
{
    private readonly ColumnExtremes _extremes;

    /// <param name="features">F, the number of features in a row.</param>
    /// <param name="outOfRange">What happens to numbers larger in absolute value than all that were seen.</param>
    public MaxAbsScaler(int features, OutOfRange outOfRange = OutOfRange.Extend) : base(features)
    {
        OutOfRange = outOfRange;
        _extremes = new ColumnExtremes(features);
    }

    public OutOfRange OutOfRange { get; }

    internal override string TypeName => nameof(MaxAbsScaler);

    private protected override bool HasLearnt => _extremes.HasNumbers;

    private protected override bool IsPlain => OutOfRange == OutOfRange.Extend;

    private protected override (double Low, double High) Range => OutOfRange == OutOfRange.Clip ? (-1, 1) : base.Range;

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
        writer.WriteString("outOfRange", OutOfRange.ToString());
        writer.WriteNumbers("minimum", _extremes.Least);
        writer.WriteNumbers("maximum", _extremes.Most);
    }

    internal static MaxAbsScaler Read(StateReader state)
    {
        var scaler = new MaxAbsScaler(state.Features, state.Choice<OutOfRange>("outOfRange"));
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
        if (OutOfRange == OutOfRange.Refuse) CheckRange(rows);
        base.Apply(rows, destination);
    }

    private protected override void Describe(Span<double> center, Span<double> scale, Span<double> shift)
    {
        for (int f = 0; f < Features; f++) scale[f] = ConstantFeature.Scale(Largest(f));
    }

    private double Largest(int f) => _extremes.Most[f] >= _extremes.Least[f] ? Math.Max(Math.Abs(_extremes.Least[f]), Math.Abs(_extremes.Most[f])) : 0;

    private void CheckRange<T>(ReadOnlySpan<T> rows)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < rows.Length; i++)
        {
            int f = i % Features;
            double x = double.CreateTruncating(rows[i]);
            if (Math.Abs(x) > Largest(f))
                throw new InvalidSampleException($"the value is {x}, beyond the learnt ±{Largest(f)}.", "Learn from more rows, or choose to extend or clip.", i / Features, f);
        }
    }
}
