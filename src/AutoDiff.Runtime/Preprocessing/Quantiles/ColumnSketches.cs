using System.Numerics;
using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>One sketch for each feature; missing numbers are left out.</summary>
internal sealed class ColumnSketches(int features, int k)
{
    private KllSketch[] _sketches = [.. Enumerable.Range(0, features).Select(f => new KllSketch(k, (ulong)f))];

    public KllSketch this[int feature] => _sketches[feature];

    public bool HasNumbers => _sketches.Any(s => s.Count > 0);

    /// <exception cref="InvalidSampleException">A number is infinite, or a weight is not whole; nothing was changed.</exception>
    public void Add<T>(ReadOnlySpan<T> rows, ReadOnlySpan<double> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Everything that can be refused is refused before the first number is added.
        ColumnValues.CheckFinite(rows, weights, features);
        for (int r = 0; r < weights.Length; r++)
        {
            if (weights[r] != Math.Floor(weights[r]) || weights[r] > 1L << 52)
                throw new InvalidSampleException($"the weight is {weights[r]}.", "Quantiles of streams take whole weights, as numbers of copies; Fit takes any.", r);
        }
        for (int i = 0; i < rows.Length; i++)
        {
            double x = double.CreateTruncating(rows[i]);
            if (double.IsNaN(x)) continue;
            if (weights.IsEmpty) _sketches[i % features].Add(x);
            else _sketches[i % features].Add(x, (long)weights[i / features]);
        }
    }

    public void Merge(ColumnSketches other)
    {
        if (other[0].K != _sketches[0].K) throw new ArgumentException($"Sketches of k = {other[0].K} cannot be merged with those of {_sketches[0].K}.", nameof(other));
        for (int f = 0; f < features; f++) _sketches[f].Merge(other[f]);
    }

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartArray("sketches");
        foreach (var sketch in _sketches) sketch.Write(writer);
        writer.WriteEndArray();
    }

    public void Read(StateReader state)
    {
        KllSketch[] sketches = [.. state.Objects("sketches").Select(KllSketch.Read)];
        if (sketches.Length != features) throw StateReader.Bad($"'sketches' has {sketches.Length} elements; expected {features}.");
        _sketches = sketches;
    }
}
