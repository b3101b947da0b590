namespace AutoDiff.Metrics;

/// <summary>Means over lists, one for each cutoff that was asked for.</summary>
/// <param name="Ndcg">Normalized: from 0 to 1.</param>
/// <param name="Dcg">Not normalized.</param>
/// <param name="Lists">How many lists the means are over.</param>
/// <param name="EmptyLists">How many lists have no relevant item, whether they count or not.</param>
public sealed record NdcgResult(IReadOnlyList<MetricValue> Ndcg, IReadOnlyList<MetricValue> Dcg, int Lists, int EmptyLists);
