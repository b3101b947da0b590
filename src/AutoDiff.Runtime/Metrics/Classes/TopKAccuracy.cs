using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>How often the right class is among the k highest scores.</summary>
public static class TopKAccuracy
{
    /// <summary>Share of the weight whose label is among the k best of its row; of equal scores the lower class counts as better.</summary>
    /// <param name="scores">[N, C] row by row, no NaN.</param>
    /// <param name="classes">C.</param>
    /// <param name="labels">[N], 0 to C - 1.</param>
    /// <param name="k">From 1; from C on, every label is found.</param>
    /// <param name="weights">[N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">There are no samples, or the lengths do not agree.</exception>
    /// <exception cref="ArgumentOutOfRangeException">k is below 1, or there are fewer than 2 classes.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN, a label is no class, or a weight is negative or not finite.</exception>
    public static MetricValue Compute<T>(ReadOnlySpan<T> scores, int classes, ReadOnlySpan<int> labels, int k, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 1);
        ClassRows.Check(scores, classes, labels, weights);
        double found = 0, total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            var row = scores.Slice(i * classes, classes);
            T own = row[labels[i]];
            int better = 0;
            for (int c = 0; c < classes; c++) better += row[c] > own || (row[c] == own && c < labels[i]) ? 1 : 0;
            double weight = weights.IsEmpty ? 1 : weights[i];
            if (better < k) found += weight;
            total += weight;
        }
        return total > 0 ? MetricValue.Of(found / total) : MetricValue.Undefined("All weights are 0.");
    }
}
