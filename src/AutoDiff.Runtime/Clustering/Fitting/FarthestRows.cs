namespace AutoDiff.Clustering;

/// <summary>The rows that are farthest from their own centroids.</summary>
internal static unsafe class FarthestRows
{
    /// <summary>At most so many rows of positive distance and weight, the farthest first; of equally far ones the lowest row number.</summary>
    /// <param name="distances">One for each row.</param>
    /// <param name="weights">One for each row; null where all are 1.</param>
    /// <param name="rows">Their number.</param>
    /// <param name="count">How many are wanted.</param>
    public static List<int> Of(double* distances, double* weights, int rows, int count)
    {
        // The nearest of those kept comes out first; of equally near ones the highest row number.
        var kept = new PriorityQueue<int, (double, int)>();
        for (int i = 0; i < rows; i++)
        {
            if (!(distances[i] > 0) || (weights is not null && weights[i] == 0)) continue;
            if (kept.Count < count) kept.Enqueue(i, (distances[i], -i));
            else if (kept.TryPeek(out _, out var least) && distances[i] > least.Item1) kept.EnqueueDequeue(i, (distances[i], -i));
        }
        var order = new List<int>(kept.Count);
        while (kept.TryDequeue(out int row, out _)) order.Add(row);
        order.Reverse();
        return order;
    }
}
