using System.Numerics;
using System.Text;
using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>
/// Learns from rows of features how to bring each feature to a common scale, and does it. Rows are [N, F], row by row, of any floating-point type; what is
/// learnt is kept in double. NaN stands for a missing number: learning skips it and transforming keeps it, unless <see cref="Missing"/> refuses it. Learning is
/// not for two threads at once; transforming is, while nothing is learnt. After an exception everything is as it was before the call.
/// </summary>
public abstract class FeatureScaler
{
    private MissingPolicy _missing;

    private protected FeatureScaler(int features)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        Features = features;
    }

    /// <summary>F, the number of features in a row.</summary>
    public int Features { get; }

    /// <summary>What happens to NaN in rows that count.</summary>
    public MissingPolicy Missing
    {
        get => _missing;
        init => _missing = value;
    }

    /// <summary>Forgets everything and learns from these rows.</summary>
    /// <param name="rows">[N, F], at least one row.</param>
    /// <param name="weights">[N], finite and not negative, not all 0; empty for 1 each. A row of weight 0 is as if absent.</param>
    /// <exception cref="ArgumentException">There are no rows, the numbers are no whole number of rows, or all weights are 0.</exception>
    /// <exception cref="InvalidSampleException">A number is infinite or too large, or a weight is negative or not finite.</exception>
    public void Fit<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckFit(rows, weights);
        Learn(rows, weights, forget: true);
    }

    /// <summary>Learns from more rows, as if they had been there from the beginning. No rows are allowed.</summary>
    /// <inheritdoc cref="Fit"/>
    public void PartialFit<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = CountRows(rows.Length);
        SampleCheck.Weights(weights, count);
        CheckMissing(rows, weights);
        if (count > 0) Learn(rows, weights, forget: false);
    }

    /// <summary>Writes the scaled rows. The destination may be the rows themselves.</summary>
    /// <param name="rows">[N, F].</param>
    /// <param name="destination">[N, F].</param>
    /// <exception cref="ArgumentException">The numbers are no whole number of rows, or the destination has another length or overlaps the rows elsewhere.</exception>
    /// <exception cref="InvalidOperationException">Nothing was learnt yet.</exception>
    public void Transform<T>(ReadOnlySpan<T> rows, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckDestination<T>(rows, destination);
        CheckMissing(rows, default);
        Apply(rows, destination);
    }

    /// <summary>Writes the rows whose scaled form is given. The destination may be the rows themselves.</summary>
    /// <inheritdoc cref="Transform"/>
    public void Inverse<T>(ReadOnlySpan<T> rows, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckDestination<T>(rows, destination);
        Undo(rows, destination);
    }

    /// <summary>A new scaler in the same state.</summary>
    public FeatureScaler Clone() => FromJson(ToJson());

    /// <summary>What was learnt and the options, with a version: text that <see cref="FromJson"/> reads.</summary>
    public string ToJson()
    {
        using var memory = new MemoryStream();
        using (var writer = new Utf8JsonWriter(memory, new JsonWriterOptions { Indented = true })) ScalerJson.Write(this, writer);
        return Encoding.UTF8.GetString(memory.ToArray());
    }

    /// <exception cref="Serialization.DataFormatException">The text is no state of a scaler, or of a newer version.</exception>
    public static FeatureScaler FromJson(string json) => ScalerJson.Read(json);

    internal abstract string TypeName { get; }

    /// <summary>Reads what every type of scaler has and no constructor takes.</summary>
    internal void ReadCommon(StateReader state) => _missing = state.Choice<MissingPolicy>("missing");

    internal abstract void WriteState(Utf8JsonWriter writer);

    private protected abstract void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected abstract void Apply<T>(ReadOnlySpan<T> rows, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected abstract void Undo<T>(ReadOnlySpan<T> rows, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private protected InvalidOperationException NothingLearnt() => new($"This {TypeName} has not learnt from any row yet; call Fit or PartialFit first.");

    private protected void CheckMerge(FeatureScaler other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Features != Features)
            throw new ArgumentException($"A scaler of {other.Features} features cannot be merged with one of {Features}.", nameof(other));
    }

    private protected int CheckFeature(int feature) => (uint)feature < (uint)Features ? feature
        : throw new ArgumentOutOfRangeException(nameof(feature), feature, $"The features are 0 to {Features - 1}.");

    private protected void CheckFit<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = CountRows(rows.Length);
        if (count == 0) throw new ArgumentException("There are no rows to learn from; give at least one.", nameof(rows));
        SampleCheck.Weights(weights, count);
        if (!weights.IsEmpty && !weights.ContainsAnyExcept(0)) throw new ArgumentException("All weights are 0; at least one row has to count.", nameof(weights));
        CheckMissing(rows, weights);
    }

    private void CheckMissing<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (Missing == MissingPolicy.Skip) return;
        for (int i = 0; i < rows.Length; i++)
        {
            if (!T.IsNaN(rows[i]) || (!weights.IsEmpty && weights[i / Features] == 0)) continue;
            throw new InvalidSampleException("the value is missing (NaN).", $"Fill it in, remove the row, or choose {nameof(MissingPolicy)}.{nameof(MissingPolicy.Skip)}.", i / Features, i % Features);
        }
    }

    private int CountRows(int numbers) => numbers % Features == 0 ? numbers / Features
        : throw new ArgumentException($"{numbers} numbers are no whole number of rows of {Features} features; the last row has {numbers % Features}.");

    private void CheckDestination<T>(ReadOnlySpan<T> rows, ReadOnlySpan<T> destination)
    {
        CountRows(rows.Length);
        if (destination.Length != rows.Length)
            throw new ArgumentException($"The destination has {destination.Length} elements and the rows have {rows.Length}.", nameof(destination));
        if (rows.Overlaps(destination, out int offset) && offset != 0)
            throw new ArgumentException($"The destination overlaps the rows, {offset} elements further; give the same memory or other memory.", nameof(destination));
    }
}
