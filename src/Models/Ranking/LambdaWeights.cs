using System.Numerics;

namespace AutoDiff.Models;

/// <summary>The pair weights of LambdaRank.</summary>
public static class LambdaWeights
{
    /// <summary>
    /// w[i, j] = |gain_i - gain_j| |discount_i - discount_j| / IDCG where item i is more relevant than item j, else 0, with gain 2^relevance - 1 and
    /// discount 1 / log2(rank + 2). Ranks come from a stable descending sort of the scores, from 0. All weights are 0 if IDCG is 0.
    /// </summary>
    /// <param name="scores">[M].</param>
    /// <param name="relevance">[M], not negative.</param>
    /// <param name="weights">Receives the weights, [M, M].</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public static void Fill<T>(Tensor<T> scores, Tensor<T> relevance, Tensor<T> weights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = scores.Length;
        if (relevance.Length != count || weights.Length != count * count)
            throw new ArgumentException($"Scores {scores.Shape}, relevance {relevance.Shape} and weights {weights.Shape} do not agree; expected [M], [M], [M, M].");
        double[] gain = Array.ConvertAll(relevance.Span.ToArray(), r => Math.Pow(2, double.CreateChecked(r)) - 1);
        double[] discount = Discounts(scores);
        double ideal = IdealDcg(gain);
        weights.Span.Clear();
        if (ideal == 0) return;
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++)
                if (relevance.Span[i] > relevance.Span[j])
                    weights.Span[i * count + j] = T.CreateChecked(Math.Abs(gain[i] - gain[j]) * Math.Abs(discount[i] - discount[j]) / ideal);
    }

    private static double[] Discounts<T>(Tensor<T> scores)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // OrderByDescending is stable: equal scores keep the order of the list.
        T[] values = scores.Span.ToArray();
        var discount = new double[values.Length];
        int rank = 0;
        foreach (int item in Enumerable.Range(0, values.Length).OrderByDescending(i => values[i]))
            discount[item] = 1 / Math.Log2(rank++ + 2);
        return discount;
    }

    private static double IdealDcg(double[] gain)
    {
        double sum = 0;
        int rank = 0;
        foreach (double g in gain.OrderDescending()) sum += g / Math.Log2(rank++ + 2);
        return sum;
    }
}
