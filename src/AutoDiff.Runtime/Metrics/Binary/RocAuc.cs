using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// The area under the receiver operating characteristic: the probability that a positive sample scores above a negative one, a tie counting one half
/// (Hanley and McNeil, 1982). Only the order of the scores matters; -0 equals +0.
/// </summary>
public static partial class RocAuc
{
    private const string OneClass = "The samples are of one class only; the area under the ROC curve compares two.";

    /// <summary>
    /// The area, in [0, 1]. Without weights it is a quotient of integers, rounded once. Weights multiply the pairs; samples of weight 0 are absent.
    /// Undefined with fewer than two classes.
    /// </summary>
    /// <param name="scores">[N], any order, no NaN.</param>
    /// <param name="labels">[N], 0 or 1.</param>
    /// <param name="weights">[N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN, a label is not 0 or 1, or a weight is negative or not finite.</exception>
    public static MetricValue Compute<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weights.IsEmpty) return CountPairs(scores, labels).Auc;
        using var groups = ScoreGroups.Of(scores, labels, weights);
        return WeightedArea(groups.Positive, groups.Negative);
    }

    /// <summary>Counts the pairs of a positive and a negative sample by the order of their scores, exactly.</summary>
    /// <inheritdoc cref="Compute"/>
    public static PairCounts CountPairs<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var groups = ScoreGroups.Of(scores, labels, default);
        UInt128 concordant = 0, tied = 0;
        ulong above = 0;
        for (int i = 0; i < groups.Count; i++)
        {
            ulong positive = (ulong)groups.Positive[i], negative = (ulong)groups.Negative[i];
            concordant += above * negative;
            tied += positive * negative;
            above += positive;
        }
        return new PairCounts((long)groups.PositiveTotal, (long)groups.NegativeTotal, concordant, tied);
    }

    /// <summary>
    /// The area for false positive rates up to <paramref name="maxFalsePositiveRate"/> f, with linear interpolation, standardized so that a random score has
    /// 0.5 and a perfect one 1 (McClish, 1989): (1 + (A - f²/2) / (f - f²/2)) / 2. At f = 1 it is <see cref="Compute"/>.
    /// </summary>
    /// <inheritdoc cref="Compute"/>
    /// <param name="scores">[N], any order, no NaN.</param>
    /// <param name="labels">[N], 0 or 1.</param>
    /// <param name="maxFalsePositiveRate">f, in (0, 1].</param>
    /// <param name="weights">[N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentOutOfRangeException">f is not in (0, 1].</exception>
    public static MetricValue Partial<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, double maxFalsePositiveRate, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double limit = maxFalsePositiveRate;
        if (!(limit > 0 && limit <= 1))
            throw new ArgumentOutOfRangeException(nameof(maxFalsePositiveRate), limit, "The largest false positive rate has to lie in (0, 1].");
        if (limit == 1) return Compute(scores, labels, weights);
        using var groups = ScoreGroups.Of(scores, labels, weights);
        if (groups.PositiveTotal == 0 || groups.NegativeTotal == 0) return MetricValue.Undefined(OneClass);
        double chance = limit * limit / 2;
        return MetricValue.Of((1 + (AreaUpTo(limit, groups) - chance) / (limit - chance)) / 2);
    }

    /// <summary>The area from the weight of both classes at each score, scores falling.</summary>
    internal static MetricValue WeightedArea(ReadOnlySpan<double> positive, ReadOnlySpan<double> negative)
    {
        CompensatedSum pairs = default, above = default, below = default;
        for (int i = 0; i < positive.Length; i++)
        {
            if (negative[i] != 0) pairs.Add(negative[i] * (above.Value + positive[i] / 2));
            above.Add(positive[i]);
            below.Add(negative[i]);
        }
        double all = above.Value * below.Value;
        return all > 0 ? MetricValue.Of(Math.Clamp(pairs.Value / all, 0, 1)) : MetricValue.Undefined(OneClass);
    }

    private static double AreaUpTo(double limit, in ScoreGroups groups)
    {
        double end = limit * groups.NegativeTotal, truePositives = 0, falsePositives = 0;
        CompensatedSum area = default;
        for (int i = 0; i < groups.Count && falsePositives < end; i++)
        {
            double width = groups.Negative[i], height = groups.Positive[i];
            double share = falsePositives + width <= end ? 1 : (end - falsePositives) / width;
            area.Add(share * width * (truePositives + share * height / 2));
            falsePositives += width;
            truePositives += height;
        }
        return area.Value / groups.PositiveTotal / groups.NegativeTotal;
    }
}
