using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>How alike two orders of the same samples are.</summary>
public static class RankCorrelation
{
    private const string Constant = "All values of one side are equal; they have no order to compare.";

    /// <summary>
    /// Kendall's tau-b: (concordant - discordant pairs) / sqrt(pairs not tied in a · pairs not tied in b), from -1 to 1. Counted exactly in O(n log n)
    /// (Knight, 1966). Undefined if all values of one side are equal.
    /// </summary>
    /// <param name="a">[N], no NaN.</param>
    /// <param name="b">[N], no NaN.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A value is NaN.</exception>
    public static MetricValue KendallTauB<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(a, b);
        int n = a.Length;
        int[] order = new int[n];
        // Sorted by a, and by b where a is equal: the second sort is stable.
        Ordering.Ascending(b, order);
        Ordering.Sort(a, order, descending: false);
        Int128 all = Pairs(n), tiedA = 0, tiedBoth = 0;
        for (int first = 0, end; first < n; first = end)
        {
            end = first + 1;
            while (end < n && a[order[end]] == a[order[first]]) end++;
            tiedA += Pairs(end - first);
            for (int i = first, next; i < end; i = next)
            {
                next = i + 1;
                while (next < end && b[order[next]] == b[order[i]]) next++;
                tiedBoth += Pairs(next - i);
            }
        }
        var sequence = new T[n];
        for (int i = 0; i < n; i++) sequence[i] = b[order[i]];
        Int128 discordant = Inversions.Count<T>(sequence), tiedB = 0; // counting sorts the sequence
        for (int first = 0, end; first < n; first = end)
        {
            end = first + 1;
            while (end < n && sequence[end] == sequence[first]) end++;
            tiedB += Pairs(end - first);
        }
        if (tiedA == all || tiedB == all) return MetricValue.Undefined(Constant);
        Int128 difference = all - tiedA - tiedB + tiedBoth - 2 * discordant;
        return MetricValue.Of(Math.Clamp((double)difference / Math.Sqrt((double)(all - tiedA)) / Math.Sqrt((double)(all - tiedB)), -1, 1));
    }

    /// <summary>Spearman's rho: the correlation of the ranks, equal values sharing their mean rank; from -1 to 1. Undefined if all values of one side are equal.</summary>
    /// <inheritdoc cref="KendallTauB"/>
    public static MetricValue Spearman<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Check(a, b);
        double[] rankA = new double[a.Length], rankB = new double[b.Length];
        Ordering.MidRanks(a, rankA);
        Ordering.MidRanks(b, rankB);
        double mean = (a.Length + 1) / 2.0;
        CompensatedSum cross = default, squareA = default, squareB = default;
        for (int i = 0; i < rankA.Length; i++)
        {
            cross.Add((rankA[i] - mean) * (rankB[i] - mean));
            squareA.Add((rankA[i] - mean) * (rankA[i] - mean));
            squareB.Add((rankB[i] - mean) * (rankB[i] - mean));
        }
        if (squareA.Value == 0 || squareB.Value == 0) return MetricValue.Undefined(Constant);
        return MetricValue.Of(Math.Clamp(cross.Value / Math.Sqrt(squareA.Value) / Math.Sqrt(squareB.Value), -1, 1));
    }

    private static Int128 Pairs(int n) => (long)n * (n - 1) / 2;

    private static void Check<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleCheck.SameLength(a.Length, b.Length, "values on one side", "values on the other");
        SampleCheck.NoNaN(a, "value");
        SampleCheck.NoNaN(b, "value");
    }
}
