using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>The area under the precision-recall curve of two classes.</summary>
public static class AveragePrecision
{
    private const string NoPositives = "There are no positive samples; average precision is 0 by convention.";

    /// <summary>
    /// Σ (R_i - R_(i-1)) P_i over the distinct scores from the highest down: steps without interpolation, tied scores as one. 0 with a note if there are no positives.
    /// </summary>
    /// <inheritdoc cref="RocAuc.Compute"/>
    public static MetricValue Compute<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var groups = ScoreGroups.Of(scores, labels, weights);
        if (groups.PositiveTotal == 0) return MetricValue.ByConvention(0, NoPositives);
        CompensatedSum sum = default;
        double truePositives = 0, all = 0;
        for (int i = 0; i < groups.Count; i++)
        {
            truePositives += groups.Positive[i];
            all += groups.Positive[i] + groups.Negative[i];
            sum.Add(groups.Positive[i] * (truePositives / all));
        }
        return MetricValue.Of(Math.Min(1, sum.Value / groups.PositiveTotal));
    }

    /// <summary>As <see cref="Compute"/>, with the precision at each recall raised to the best at any higher recall (the form of the PASCAL VOC challenge since 2010).</summary>
    /// <inheritdoc cref="RocAuc.Compute"/>
    public static MetricValue Interpolated<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var groups = ScoreGroups.Of(scores, labels, weights);
        if (groups.PositiveTotal == 0) return MetricValue.ByConvention(0, NoPositives);
        CompensatedSum sum = default;
        double truePositives = groups.PositiveTotal, all = groups.PositiveTotal + groups.NegativeTotal, best = 0;
        for (int i = groups.Count - 1; i >= 0; i--)
        {
            best = Math.Max(best, Math.Min(1, truePositives / all));
            sum.Add(groups.Positive[i] * best);
            truePositives -= groups.Positive[i];
            all -= groups.Positive[i] + groups.Negative[i];
        }
        return MetricValue.Of(Math.Min(1, sum.Value / groups.PositiveTotal));
    }
}
