namespace AutoDiff.Neighbors;

internal static class NeighborVotes
{
    /// <summary>The weight of each neighbour of one query.</summary>
    public static void Fill(ReadOnlySpan<double> distances, NeighborWeights kind, Span<double> weights)
    {
        weights.Fill(1);
        if (kind == NeighborWeights.Uniform) return;
        bool onTop = distances[0] == 0;
        for (int i = 0; i < distances.Length; i++) weights[i] = onTop ? (distances[i] == 0 ? 1 : 0) : distances[0] / distances[i];
    }
}
