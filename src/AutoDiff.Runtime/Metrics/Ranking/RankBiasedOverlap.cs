namespace AutoDiff.Metrics;

/// <summary>
/// Rank-biased overlap (Webber, Moffat and Zobel, 2010): how alike two rankings are that need not hold the same items, the top counting most. 1 for equal
/// lists, 0 for lists without a common item.
/// </summary>
public static class RankBiasedOverlap
{
    /// <summary>The value extrapolated to infinite depth from what the lists agree on (equation 32 of the paper, for lists of different lengths).</summary>
    /// <param name="a">Items, best first, each once.</param>
    /// <param name="b">Items, best first, each once.</param>
    /// <param name="persistence">p in (0, 1): the chance to look one item further; the expected depth is 1 / (1 - p).</param>
    /// <exception cref="ArgumentOutOfRangeException">p is not in (0, 1).</exception>
    /// <exception cref="InvalidSampleException">An item is twice in one list.</exception>
    public static MetricValue Compute(ReadOnlySpan<int> a, ReadOnlySpan<int> b, double persistence = 0.9)
    {
        double p = persistence;
        if (!(p > 0 && p < 1)) throw new ArgumentOutOfRangeException(nameof(persistence), p, "The persistence lies in (0, 1); 0.9 looks at about 10 items.");
        if (a.IsEmpty && b.IsEmpty) return MetricValue.Undefined("Both lists are empty.");
        var longer = a.Length >= b.Length ? a : b;
        var shorter = a.Length >= b.Length ? b : a;
        HashSet<int> inLonger = [], inShorter = [];
        int overlap = 0, overlapAtShort = 0;
        double sum = 0, power = 1; // power = p^depth
        for (int depth = 1; depth <= longer.Length; depth++)
        {
            int item = longer[depth - 1];
            if (!inLonger.Add(item)) throw Twice(item, depth - 1);
            if (inShorter.Contains(item)) overlap++;
            if (depth <= shorter.Length)
            {
                int other = shorter[depth - 1];
                if (!inShorter.Add(other)) throw Twice(other, depth - 1);
                if (inLonger.Contains(other)) overlap++;
                overlapAtShort = overlap;
            }
            power *= p;
            sum += power * overlap / depth;
            // Below its end, the shorter list is taken to agree as it did up to there.
            if (depth > shorter.Length && shorter.Length > 0)
                sum += power * overlapAtShort * (depth - shorter.Length) / ((double)depth * shorter.Length);
        }
        double atShort = shorter.Length > 0 ? (double)overlapAtShort / shorter.Length : 0;
        double tail = (double)(overlap - overlapAtShort) / longer.Length + atShort;
        return MetricValue.Of(Math.Clamp((1 - p) / p * sum + tail * power, 0, 1));
    }

    private static InvalidSampleException Twice(int item, int row) => new($"item {item} is in the list a second time.", "A ranking holds each item once.", row);
}
