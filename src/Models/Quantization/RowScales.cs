using System.Numerics;

namespace AutoDiff.Models;

/// <summary>Scales of weights, one per row (output channel).</summary>
public static class RowScales
{
    /// <summary>scale[c] = max |w[c, :]| / highest, so that the largest weight of each row has the largest code; 1 for a row of zeros.</summary>
    /// <param name="weights">[C, K].</param>
    /// <param name="highest">Largest code, for instance 127.</param>
    /// <param name="scales">Receives the scales, [C].</param>
    /// <exception cref="ArgumentException">The shapes do not agree.</exception>
    public static void Fill<T>(Tensor<T> weights, int highest, Tensor<T> scales)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weights.Rank != 2 || weights.Dimension(0) != scales.Length)
            throw new ArgumentException($"Weights {weights.Shape} and scales {scales.Shape} do not agree; expected [C, K] and [C].", nameof(scales));
        int width = weights.Dimension(1);
        T divisor = T.CreateChecked(highest);
        for (int row = 0; row < scales.Length; row++)
        {
            T largest = T.Zero;
            foreach (T weight in weights.Span.Slice(row * width, width)) largest = T.Max(largest, T.Abs(weight));
            scales.Span[row] = largest > T.Zero ? largest / divisor : T.One;
        }
    }
}
