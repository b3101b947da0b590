using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// How well lists put their relevant items on top: means over the lists. An item is relevant if its relevance is above 0; of equal scores the item that comes
/// first in the list ranks higher. A list without relevant items counts as 0 everywhere.
/// </summary>
/// <param name="MeanReciprocalRank">Mean of 1 / rank of the first relevant item, ranks from 1.</param>
/// <param name="MeanAveragePrecision">Mean over lists of the mean, over relevant items, of the precision at their rank.</param>
/// <param name="HitRate">For each cutoff k, the share of lists with a relevant item among the first k.</param>
/// <param name="Recall">For each cutoff k, the mean share of a list's relevant items among the first k.</param>
/// <param name="Precision">For each cutoff k, the mean share of relevant items among the first min(k, length).</param>
/// <param name="Lists">Number of lists.</param>
/// <param name="EmptyLists">Lists without relevant items.</param>
public sealed record RecommendationMetrics(
    double MeanReciprocalRank, double MeanAveragePrecision, double[] HitRate, double[] Recall, double[] Precision, int Lists, int EmptyLists)
{
    /// <param name="scores">[N], no NaN; only their order counts.</param>
    /// <param name="relevance">[N], finite and not negative.</param>
    /// <param name="offsets">[Q + 1]: list q holds the elements offsets[q] to offsets[q + 1] - 1.</param>
    /// <param name="cutoffs">k, from 1.</param>
    /// <exception cref="ArgumentException">There are no lists, the lengths do not agree, or the offsets are no division of the elements.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN, or a relevance is negative or not finite.</exception>
    public static RecommendationMetrics Of<T>(ReadOnlySpan<T> scores, ReadOnlySpan<T> relevance, ReadOnlySpan<int> offsets, ReadOnlySpan<int> cutoffs)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        QueryGroups.Check(scores, relevance);
        QueryGroups.Check(offsets, scores.Length);
        QueryGroups.CheckCutoffs(cutoffs);
        int lists = offsets.Length - 1, empty = 0;
        if (lists == 0) throw new ArgumentException("There are no lists; two offsets make one.", nameof(offsets));
        double reciprocal = 0, average = 0;
        double[] hit = new double[cutoffs.Length], recall = new double[cutoffs.Length], precision = new double[cutoffs.Length];
        for (int q = 0; q < lists; q++)
        {
            int first = offsets[q], length = offsets[q + 1] - first;
            int[] ranks = RelevantRanks(scores.Slice(first, length), relevance.Slice(first, length));
            if (ranks.Length == 0)
            {
                empty++;
                continue;
            }
            reciprocal += 1.0 / ranks[0];
            average += ranks.Select((rank, i) => (i + 1.0) / rank).Sum() / ranks.Length;
            for (int c = 0; c < cutoffs.Length; c++)
            {
                int found = AtMost(ranks, cutoffs[c]);
                hit[c] += found > 0 ? 1 : 0;
                recall[c] += (double)found / ranks.Length;
                precision[c] += (double)found / Math.Min(cutoffs[c], length);
            }
        }
        double[] Mean(double[] sums) => Array.ConvertAll(sums, sum => sum / lists);
        return new RecommendationMetrics(reciprocal / lists, average / lists, Mean(hit), Mean(recall), Mean(precision), lists, empty);
    }

    /// <summary>Share of a catalogue that was recommended at all: distinct items / catalogue size.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The catalogue is empty, or an item is not in it.</exception>
    public static double Coverage(ReadOnlySpan<int> recommended, int catalogueSize)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(catalogueSize, 1);
        bool[] seen = new bool[catalogueSize];
        int distinct = 0;
        foreach (int item in recommended)
        {
            if ((uint)item >= (uint)catalogueSize) throw new ArgumentOutOfRangeException(nameof(recommended), item, $"Items are numbered 0 to {catalogueSize - 1}.");
            if (!seen[item]) distinct++;
            seen[item] = true;
        }
        return (double)distinct / catalogueSize;
    }

    // The ranks of the relevant items, from 1, rising.
    private static int[] RelevantRanks<T>(ReadOnlySpan<T> scores, ReadOnlySpan<T> relevance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int[] order = new int[scores.Length];
        Ordering.Descending(scores, order);
        var ranks = new List<int>();
        for (int i = 0; i < order.Length; i++)
            if (relevance[order[i]] > T.Zero) ranks.Add(i + 1);
        return [.. ranks];
    }

    private static int AtMost(int[] rising, int limit)
    {
        int found = 0;
        while (found < rising.Length && rising[found] <= limit) found++;
        return found;
    }
}
