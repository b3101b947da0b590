using System.Numerics;
using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>
/// Quantiles at fixed shares: exact ones from rows that are all there, or those of sketches that a stream has filled. Rows that were learnt from at once are
/// not kept, so a stream cannot go on from them.
/// </summary>
internal sealed class LearntQuantiles(int features, int sketchSize, double[] shares)
{
    private double[]? _exact;

    public ColumnSketches Sketches { get; private set; } = new(features, sketchSize);

    public int SketchSize => sketchSize;

    public bool HasNumbers => _exact?.Any(q => !double.IsNaN(q)) ?? Sketches.HasNumbers;

    public bool IsExact => _exact is not null;

    public void Learn<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights, bool forget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!forget)
        {
            CheckStream();
            Sketches.Add(rows, weights);
            return;
        }
        _exact = ExactQuantiles.Of(rows, weights, features, shares);
        Sketches = new ColumnSketches(features, sketchSize);
    }

    public void Merge(LearntQuantiles other)
    {
        CheckStream();
        other.CheckStream();
        Sketches.Merge(other.Sketches);
    }

    /// <summary>The quantiles of one feature, one for each share; NaN if it has no numbers.</summary>
    public double[] Of(int feature)
    {
        if (_exact is not null) return _exact[(feature * shares.Length)..((feature + 1) * shares.Length)];
        if (Sketches[feature].Count == 0) return [.. shares.Select(_ => double.NaN)];
        var sample = Sketches[feature].Sorted();
        return [.. shares.Select(sample.Quantile)];
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteNumber("sketchSize", sketchSize);
        writer.WriteNumbers("shares", shares);
        writer.WriteBoolean("exact", IsExact);
        if (_exact is null)
        {
            Sketches.Write(writer);
            return;
        }
        writer.WriteStartArray("quantiles");
        foreach (double q in _exact)
        {
            if (double.IsNaN(q)) writer.WriteNullValue();
            else writer.WriteNumberValue(q);
        }
        writer.WriteEndArray();
    }

    public static LearntQuantiles Read(StateReader state)
    {
        var learnt = new LearntQuantiles(state.Features, state.Integer("sketchSize", 8), state.Numbers("shares", s => s is >= 0 and <= 1));
        if (state.Boolean("exact"))
            learnt._exact = [.. state.Items("quantiles").Select(e => e.ValueKind == JsonValueKind.Null ? double.NaN : StateReader.Number(e, "quantiles", null))];
        else learnt.Sketches.Read(state);
        return learnt;
    }

    private void CheckStream()
    {
        if (_exact is not null)
            throw new InvalidOperationException("Fit keeps the exact quantiles of its rows and not the rows; learn from a stream with PartialFit alone.");
    }
}
