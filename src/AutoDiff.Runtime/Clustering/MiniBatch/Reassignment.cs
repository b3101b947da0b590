using System.Numerics;

namespace AutoDiff.Clustering;

/// <summary>Gives centroids with too little weight another chance on random rows of a batch.</summary>
internal static class Reassignment
{
    /// <summary>Moves those below ratio * the largest weight, the lightest first, at most half as many as the batch has rows. Each starts again with the smallest weight of the others.</summary>
    public static int Apply<T>(BatchState<T> state, Tensor<T> batch, double ratio, CounterRandom random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double most = state.Weights.Max();
        int limit = batch.Shape[0] / 2;
        int[] light = [.. Enumerable.Range(0, state.Clusters).Where(j => state.Weights[j] < ratio * most).OrderBy(j => state.Weights[j]).Take(limit)];
        if (light.Length == 0) return 0;
        double weight = state.Weights.Where((_, j) => !light.Contains(j)).DefaultIfEmpty(0).Min();
        int[] order = random.Permutation(batch.Shape[0]);
        for (int i = 0; i < light.Length; i++)
        {
            int dimension = state.Dimension;
            var row = batch.Span.Slice(order[i] * dimension, dimension);
            for (int k = 0; k < dimension; k++)
                state.Centroids[light[i] * dimension + k] = double.CreateTruncating(row[k]) - double.CreateTruncating(state.Offset[k]);
            state.Weights[light[i]] = weight;
        }
        return light.Length;
    }
}
