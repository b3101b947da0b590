using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// Discounted cumulative gain (Järvelin and Kekäläinen, 2002): the gains of the first k items of a ranking by score, the i-th (from 0) divided by
/// log2(i + 2); normalized by what the best order would have.
/// </summary>
public static class Ndcg
{
    private static readonly NdcgOptions Default = new();

    /// <summary>The means over all lists, for each cutoff, in one pass over the data, on all threads of the pool; the same bits at any number of them.</summary>
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
        var sums = new NdcgSums(cutoffs.Length);
        foreach (var part in Run(scores, relevance, offsets, cutoffs, options)) sums.Add(part);
        return new NdcgResult(
            Array.ConvertAll(sums.Ndcg, sum => Mean(sum, sums.Lists)), Array.ConvertAll(sums.Dcg, sum => Mean(sum, sums.Lists)), sums.Lists, sums.EmptyLists);
    }

    /// <summary>The NDCG of one list.</summary>
    /// <inheritdoc cref="Compute"/>
    public static MetricValue OfList<T>(ReadOnlySpan<T> scores, ReadOnlySpan<T> relevance, int cutoff = int.MaxValue, NdcgOptions? options = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        => Compute(scores, relevance, [0, scores.Length], [cutoff], options).Ndcg[0];

    private static unsafe NdcgSums[] Run<T>(
        ReadOnlySpan<T> scores, ReadOnlySpan<T> relevance, ReadOnlySpan<int> offsets, ReadOnlySpan<int> cutoffs, NdcgOptions options)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int lists = offsets.Length - 1, longest = LongestList(offsets);
        int[] depths = cutoffs.ToArray();
        var sums = new NdcgSums[(lists + NdcgJob<T>.ListsOfPart - 1) / NdcgJob<T>.ListsOfPart];
        fixed (T* score = scores, gain = relevance)
        {
            fixed (int* offset = offsets)
            {
                var job = new NdcgJob<T>
                {
                    Scores = score,
                    Relevance = gain,
                    Offsets = offset,
                    Lists = lists,
                    Options = options,
                    Queries = new QueryGain<T>?[WorkerPool.WorkerLimit],
                    NewQuery = () => new QueryGain<T>(longest, depths, options),
                    Sums = sums,
                };
                WorkerPool.Shared.Run(job, sums.Length);
            }
        }
        return sums;
    }

    private static MetricValue Mean(double sum, int count) =>
        count > 0 ? MetricValue.Of(sum / count) : MetricValue.Undefined("There is no list to take the mean over.");

    private static int LongestList(ReadOnlySpan<int> offsets)
    {
        int longest = 0;
        for (int q = 1; q < offsets.Length; q++) longest = Math.Max(longest, offsets[q] - offsets[q - 1]);
        return longest;
    }
}
