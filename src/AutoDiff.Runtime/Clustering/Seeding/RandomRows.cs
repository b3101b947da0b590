namespace AutoDiff.Clustering;

/// <summary>Distinct rows, each as likely as any other of positive weight.</summary>
internal static unsafe class RandomRows
{
    /// <summary>Rows of weight 0 follow when all others are taken.</summary>
    public static int[] Choose(int count, double* weights, int clusters, CounterRandom random)
    {
        int[] order = random.Permutation(count);
        if (weights is null) return order[..clusters];
        var first = new List<int>(clusters);
        var last = new List<int>();
        foreach (int row in order)
        {
            if (first.Count == clusters) break;
            if (weights[row] > 0) first.Add(row);
            else last.Add(row);
        }
        return [.. first, .. last.Take(clusters - first.Count)];
    }
}
