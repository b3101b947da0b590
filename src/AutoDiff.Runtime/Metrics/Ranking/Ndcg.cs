using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// Discounted cumulative gain (Järvelin and Kekäläinen, 2002): the gains of the first k items of a ranking by score, the i-th (from 0) divided by
/// log2(i + 2); normalized by what the best order would have.
/// </summary>
public static class Ndcg
{
    private static readonly NdcgOptions Default = new();

    /// <summary>The means over all lists, for each cutoff, in one pass over the data.</summary>
    /// <param name="scores">[N], no NaN; only their order counts.</param>
    /// <param name="relevance">[N], finite and not negative.</param>
    /// <param name="offsets">[Q + 1]: list q holds the elements offsets[q] to offsets[q + 1] - 1; one list of everything is [0, N].</param>
    /// <param name="cutoffs">k, from 1; one beyond the length of a list takes the whole list.</param>
    /// <param name="options">The variant.</param>
    /// <returns>For each cutoff, the mean NDCG and DCG over the lists that count.</returns>
    /// <exception cref="ArgumentException">The lengths do not agree, or the offsets are no division of the elements.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN, or a relevance is negative or not finite.</exception>
    public static NdcgResult Compute<T>(
        ReadOnlySpan<T> scores, ReadOnlySpan<T> relevance, ReadOnlySpan<int> offsets, ReadOnlySpan<int> cutoffs, NdcgOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        options ??= Default;
        QueryGroups.Check(scores, relevance);
        QueryGroups.Check(offsets, scores.Length);
        QueryGroups.CheckCutoffs(cutoffs);
        double[] ndcg = new double[cutoffs.Length], dcg = new double[cutoffs.Length];
        int counted = 0, empty = 0;
        var query = new QueryGain<T>(LongestList(offsets), cutoffs, options);
        for (int q = 0; q + 1 < offsets.Length; q++)
        {
            int first = offsets[q], length = offsets[q + 1] - first;
            query.Evaluate(scores.Slice(first, length), relevance.Slice(first, length));
            if (query.IsEmpty) empty++;
            if (query.IsEmpty && options.EmptyQueries == EmptyQueryPolicy.Skip) continue;
            counted++;
            for (int c = 0; c < cutoffs.Length; c++)
            {
                dcg[c] += query.Dcg[c];
                ndcg[c] += query.IsEmpty ? (options.EmptyQueries == EmptyQueryPolicy.One ? 1 : 0) : query.Dcg[c] / query.IdealDcg[c];
            }
        }
        return new NdcgResult(
            Array.ConvertAll(ndcg, sum => Mean(sum, counted)), Array.ConvertAll(dcg, sum => Mean(sum, counted)), counted, empty);
    }

    /// <summary>The NDCG of one list.</summary>
    /// <inheritdoc cref="Compute"/>
    public static MetricValue OfList<T>(ReadOnlySpan<T> scores, ReadOnlySpan<T> relevance, int cutoff = int.MaxValue, NdcgOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Compute(scores, relevance, [0, scores.Length], [cutoff], options).Ndcg[0];

    private static MetricValue Mean(double sum, int count) =>
        count > 0 ? MetricValue.Of(sum / count) : MetricValue.Undefined("There is no list to take the mean over.");

    private static int LongestList(ReadOnlySpan<int> offsets)
    {
        int longest = 0;
        for (int q = 1; q < offsets.Length; q++) longest = Math.Max(longest, offsets[q] - offsets[q - 1]);
        return longest;
    }
}
