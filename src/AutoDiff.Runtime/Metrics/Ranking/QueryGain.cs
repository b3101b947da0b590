using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>DCG and ideal DCG of one list after the other, for several cutoffs; memory is allocated once.</summary>
internal sealed class QueryGain<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly NdcgOptions _options;
    private readonly int[] _cutoffs, _order;
    private readonly T[] _top;
    private readonly double[] _gains, _discounts;

    public QueryGain(int longest, ReadOnlySpan<int> cutoffs, NdcgOptions options)
    {
        _options = options;
        _cutoffs = cutoffs.ToArray();
        int depth = Math.Min(longest, _cutoffs.Max());
        _order = new int[longest];
        _top = new T[depth];
        _gains = new double[longest];
        _discounts = new double[depth];
        for (int i = 0; i < depth; i++) _discounts[i] = 1 / Math.Log2(i + 2);
        Dcg = new double[_cutoffs.Length];
        IdealDcg = new double[_cutoffs.Length];
    }

    /// <summary>For each cutoff, of the list that was evaluated last.</summary>
    public double[] Dcg { get; }

    /// <summary>For each cutoff, of the list that was evaluated last.</summary>
    public double[] IdealDcg { get; }

    /// <summary>Whether the list that was evaluated last has no relevant item.</summary>
    public bool IsEmpty { get; private set; }

    public void Evaluate(ReadOnlySpan<T> scores, ReadOnlySpan<T> relevance)
    {
        int depth = Math.Min(_top.Length, scores.Length);
        TopK.Select(relevance, depth, _order, _top);
        IsEmpty = depth == 0 || _top[0] == T.Zero;
        for (int i = 0; i < depth; i++) _gains[i] = GainOf(_top[i]);
        Accumulate(depth, IdealDcg);

        TopK.Select(scores, depth, _order, _top);
        for (int i = 0; i < depth; i++) _gains[i] = GainOf(relevance[_order[i]]);
        if (_options.Ties != TiePolicy.ByIndex) SettleTies(scores, relevance, depth);
        Accumulate(depth, Dcg);
    }

    private double GainOf(T relevance)
    {
        double r = double.CreateTruncating(relevance);
        return _options.Gain == Gain.Linear ? r : Math.Pow(2, r) - 1;
    }

    private void SettleTies(ReadOnlySpan<T> scores, ReadOnlySpan<T> relevance, int depth)
    {
        for (int first = 0, end; first < depth; first = end)
        {
            end = first + 1;
            while (end < depth && _top[end] == _top[first]) end++;
            // The last group may go on behind the deepest cutoff; its members there count as well.
            int members = end == depth && depth < scores.Length ? Collect(scores, relevance, _top[first], first) : end - first;
            if (members > 1) Settle(_gains.AsSpan(first, members));
        }
    }

    private int Collect(ReadOnlySpan<T> scores, ReadOnlySpan<T> relevance, T score, int first)
    {
        int members = 0;
        for (int i = 0; i < scores.Length; i++)
            if (scores[i] == score) _gains[first + members++] = GainOf(relevance[i]);
        return members;
    }

    private void Settle(Span<double> tied)
    {
        if (_options.Ties == TiePolicy.Average)
        {
            double sum = 0;
            foreach (double gain in tied) sum += gain;
            tied.Fill(sum / tied.Length);
            return;
        }
        tied.Sort();
        if (_options.Ties == TiePolicy.Optimistic) tied.Reverse();
    }

    private void Accumulate(int depth, double[] sums)
    {
        for (int c = 0; c < sums.Length; c++)
        {
            int k = Math.Min(depth, _cutoffs[c]);
            double sum = 0;
            for (int i = 0; i < k; i++) sum += _gains[i] * _discounts[i];
            sums[c] = sum;
        }
    }
}
