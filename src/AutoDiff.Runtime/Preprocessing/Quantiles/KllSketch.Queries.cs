using System.Text.Json;

namespace AutoDiff.Preprocessing;

public sealed partial class KllSketch
{
    /// <summary>The share of numbers up to x (inclusive), or below x.</summary>
    /// <exception cref="InvalidOperationException">The sketch is empty.</exception>
    public double Rank(double x, bool inclusive = true)
    {
        CheckNotEmpty();
        long below = 0;
        for (int l = 0; l < _levels.Count; l++)
        {
            foreach (double number in _levels[l].AsSpan(0, _counts[l]))
                if (number < x || (inclusive && number == x)) below += 1L << l;
        }
        return (double)below / Count;
    }

    /// <summary>
    /// The number at share q of the order, linear between neighbours (type 7 of Hyndman and Fan): exactly that of all numbers while <see cref="IsExact"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">q is not in [0, 1].</exception>
    /// <exception cref="InvalidOperationException">The sketch is empty.</exception>
    public double Quantile(double q) => Sorted().Quantile(q);

    /// <summary>The numbers that are kept, sorted, for many questions.</summary>
    /// <exception cref="InvalidOperationException">The sketch is empty.</exception>
    internal WeightedSample Sorted()
    {
        CheckNotEmpty();
        double[] numbers = new double[_retained], weights = new double[_retained];
        int at = 0;
        for (int l = 0; l < _levels.Count; l++)
        {
            for (int i = 0; i < _counts[l]; i++)
            {
                numbers[at] = _levels[l][i];
                weights[at++] = 1L << l;
            }
        }
        Array.Sort(numbers, weights);
        // The ends are known exactly, whatever the tosses threw away.
        numbers[0] = Minimum;
        numbers[^1] = Maximum;
        return new WeightedSample(numbers, weights);
    }

    internal void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("k", K);
        writer.WriteNumber("seed", _seed);
        writer.WriteNumber("tosses", _tosses);
        writer.WriteNumber("count", Count);
        writer.WriteNumbers("ends", [Minimum, Maximum]);
        writer.WriteStartArray("levels");
        for (int l = 0; l < _levels.Count; l++) writer.WriteNumbers(_levels[l].AsSpan(0, _counts[l]));
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    internal static KllSketch Read(StateReader state)
    {
        var sketch = new KllSketch(state.Integer("k", SmallestCapacity), (ulong)state.Long("seed")) { _tosses = (ulong)state.Long("tosses"), Count = state.Long("count") };
        double[] ends = state.Numbers("ends", _ => true);
        if (ends.Length != 2) throw StateReader.Bad("'ends' are not two numbers.");
        (sketch.Minimum, sketch.Maximum) = (ends[0], ends[1]);
        sketch._levels.Clear();
        sketch._counts.Clear();
        Int128 seen = 0;
        foreach (var level in state.Items("levels"))
        {
            double[] numbers = [.. level.EnumerateArray().Select(e => StateReader.Number(e, "levels", null))];
            if (sketch._levels.Count > 0 && !numbers.AsSpan().SequenceEqual(numbers.Order().ToArray())) throw StateReader.Bad("'levels' are not sorted.");
            seen += (Int128)numbers.Length << sketch._levels.Count;
            sketch.AddLevel();
            sketch._levels[^1] = numbers.Length > 0 ? numbers : new double[SmallestCapacity];
            sketch._counts[^1] = numbers.Length;
            sketch._retained += numbers.Length;
        }
        if (seen != sketch.Count || sketch._levels.Count is 0 or > 62) throw StateReader.Bad($"'levels' stand for {seen} numbers and 'count' is {sketch.Count}.");
        return sketch;
    }

    private void CheckNotEmpty()
    {
        if (Count == 0) throw new InvalidOperationException("The sketch has seen no number yet; add one first.");
    }
}
