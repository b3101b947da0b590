using System.Numerics;

namespace AutoDiff.Metrics;

public static partial class LogLoss
{
    /// <summary>-(Σ w log p[label]) / Σ w over rows of class probabilities, natural logarithm, in double. Rows are used as they are, not rescaled.</summary>
    /// <param name="probabilities">[N, C] row by row, each in [0, 1].</param>
    /// <param name="classes">C.</param>
    /// <param name="labels">[N], 0 to C - 1.</param>
    /// <param name="weights">w, [N], finite and not negative; empty for 1 each.</param>
    /// <param name="clip">Probabilities are moved into [clip, 1 - clip]; 0 leaves them.</param>
    /// <exception cref="ArgumentException">There are no samples, or the lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The clip is not in [0, 0.5), or there are fewer than 2 classes.</exception>
    /// <exception cref="InvalidSampleException">A probability is not in [0, 1], a label is no class, or a weight is negative or not finite.</exception>
    public static MulticlassLoss Multiclass<T>(
        ReadOnlySpan<T> probabilities, int classes, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default, double clip = 0)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        CheckClip(clip);
        ClassRows.Check(probabilities, classes, labels, weights);
        Probabilities.Check(probabilities, classes);
        double loss = 0, total = 0;
        int unnormalized = 0, first = -1;
        for (int i = 0; i < labels.Length; i++)
        {
            var row = probabilities.Slice(i * classes, classes);
            if (!SumsToOne(row))
            {
                if (unnormalized++ == 0) first = i;
            }
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (weight == 0) continue;
            double p = double.CreateTruncating(row[labels[i]]);
            if (clip > 0) p = Math.Clamp(p, clip, 1 - clip);
            loss -= weight * Math.Log(p);
            total += weight;
        }
        var value = total > 0 ? MetricValue.Of(loss / total + 0.0) : MetricValue.Undefined("All weights are 0.");
        return new MulticlassLoss(value, unnormalized, first < 0 ? null : first);
    }

    // Rounding of C probabilities to the type adds up to C / 2 units in its last place; what softmax in that type gives stays within 16 of them each.
    private static bool SumsToOne<T>(ReadOnlySpan<T> row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double sum = 0;
        foreach (T p in row) sum += double.CreateTruncating(p);
        double unit = double.CreateTruncating(T.BitIncrement(T.One) - T.One);
        return Math.Abs(sum - 1) <= 16 * row.Length * unit;
    }
}
