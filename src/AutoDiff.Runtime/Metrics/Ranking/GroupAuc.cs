using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// The area under the ROC curve within groups (users, sessions), averaged by the weight of their samples (Zhu et al., 2017): what a ranking shown to one user
/// at a time is worth. Groups of one class have no area and are left out.
/// </summary>
/// <param name="Value">The weighted mean; undefined if no group has both classes.</param>
/// <param name="Groups">Groups that count.</param>
/// <param name="OneClassGroups">Groups that were left out.</param>
public sealed record GroupAuc(MetricValue Value, int Groups, int OneClassGroups)
{
    /// <param name="scores">[N], no NaN.</param>
    /// <param name="labels">[N], 0 or 1.</param>
    /// <param name="offsets">[G + 1]: group g holds the samples offsets[g] to offsets[g + 1] - 1.</param>
    /// <param name="weights">[N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">The lengths do not agree, or the offsets are no division of the samples.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN, a label is not 0 or 1, or a weight is negative or not finite.</exception>
    public static GroupAuc Of<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, ReadOnlySpan<int> offsets, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleCheck.SameLength(scores.Length, labels.Length, "scores", "labels");
        SampleCheck.Weights(weights, scores.Length);
        SampleCheck.BinaryLabels(labels);
        SampleCheck.NoNaN(scores, "score");
        QueryGroups.Check(offsets, scores.Length);
        double sum = 0, total = 0;
        int counted = 0, skipped = 0;
        for (int g = 0; g + 1 < offsets.Length; g++)
        {
            int first = offsets[g], length = offsets[g + 1] - first;
            using var groups = ScoreGroups.Of(scores.Slice(first, length), labels.Slice(first, length), weights.IsEmpty ? default : weights.Slice(first, length));
            var area = RocAuc.WeightedArea(groups.Positive, groups.Negative);
            if (!area.IsDefined)
            {
                skipped++;
                continue;
            }
            double weight = groups.PositiveTotal + groups.NegativeTotal;
            sum += weight * area.Value;
            total += weight;
            counted++;
        }
        var value = counted > 0 ? MetricValue.Of(sum / total) : MetricValue.Undefined("No group has samples of both classes.");
        return new GroupAuc(value, counted, skipped);
    }
}
