using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// NDCG of lists in parts of <see cref="ListsOfPart"/>. Each part has its own sums, which are merged in the order of the parts: the same bits at any number of
/// threads.
/// </summary>
internal unsafe struct NdcgJob<T> : IJob
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public const int ListsOfPart = 128;

    public T* Scores, Relevance;
    public int* Offsets;
    public int Lists;
    public NdcgOptions Options;

    /// <summary>One for each thread, made by the thread that needs it.</summary>
    public QueryGain<T>?[] Queries;
    public Func<QueryGain<T>> NewQuery;

    /// <summary>Receives the sums, one for each part.</summary>
    public NdcgSums[] Sums;

    public readonly void Execute(int part, int worker)
    {
        var query = Queries[worker] ??= NewQuery();
        var sums = new NdcgSums(query.Dcg.Length);
        int last = Math.Min(Lists, (part + 1) * ListsOfPart);
        for (int q = part * ListsOfPart; q < last; q++)
        {
            int first = Offsets[q], length = Offsets[q + 1] - first;
            query.Evaluate(new ReadOnlySpan<T>(Scores + first, length), new ReadOnlySpan<T>(Relevance + first, length));
            sums.Add(query, Options.EmptyQueries);
        }
        Sums[part] = sums;
    }
}
