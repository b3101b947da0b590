namespace AutoDiff.Metrics;

/// <summary>Sums over lists, one for each cutoff.</summary>
internal sealed class NdcgSums(int cutoffs)
{
    public double[] Ndcg { get; } = new double[cutoffs];

    public double[] Dcg { get; } = new double[cutoffs];

    /// <summary>Lists that count.</summary>
    public int Lists { get; private set; }

    /// <summary>Lists without relevant items, whether they count or not.</summary>
    public int EmptyLists { get; private set; }

    public void Add<T>(QueryGain<T> query, EmptyQueryPolicy policy)
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        if (query.IsEmpty) EmptyLists++;
        if (query.IsEmpty && policy == EmptyQueryPolicy.Skip) return;
        Lists++;
        for (int c = 0; c < Dcg.Length; c++)
        {
            Dcg[c] += query.Dcg[c];
            Ndcg[c] += query.IsEmpty ? (policy == EmptyQueryPolicy.One ? 1 : 0) : query.Dcg[c] / query.IdealDcg[c];
        }
    }

    public void Add(NdcgSums other)
    {
        Lists += other.Lists;
        EmptyLists += other.EmptyLists;
        for (int c = 0; c < Dcg.Length; c++)
        {
            Dcg[c] += other.Dcg[c];
            Ndcg[c] += other.Ndcg[c];
        }
    }
}
