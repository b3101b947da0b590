using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>The mean squared error of probabilities (Brier, 1950).</summary>
public static class BrierScore
{
    /// <summary>Σ w (p - y)² / Σ w, from 0 to 1.</summary>
    /// <param name="probabilities">p of class 1, [N], each in [0, 1].</param>
    /// <param name="labels">y, [N], 0 or 1.</param>
    /// <param name="weights">w, [N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">There are no samples, or the lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A probability is not in [0, 1], a label is not 0 or 1, or a weight is negative or not finite.</exception>
    public static MetricValue Binary<T>(ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        SampleCheck.NotEmpty(labels.Length);
        SampleCheck.SameLength(probabilities.Length, labels.Length, "probabilities", "labels");
        SampleCheck.Weights(weights, labels.Length);
        SampleCheck.BinaryLabels(labels);
        Probabilities.Check(probabilities);
        CompensatedSum sum = default;
        double total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double w = weights.IsEmpty ? 1 : weights[i], error = double.CreateTruncating(probabilities[i]) - labels[i];
            sum.Add(w * error * error);
            total += w;
        }
        return total > 0 ? MetricValue.Of(sum.Value / total) : MetricValue.Undefined("All weights are 0.");
    }

    /// <summary>Σ w Σ_c (p_c - [c = label])² / Σ w, from 0 to 2.</summary>
    /// <param name="probabilities">[N, C] row by row, each in [0, 1].</param>
    /// <param name="classes">C.</param>
    /// <param name="labels">[N], 0 to C - 1.</param>
    /// <param name="weights">w, [N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">There are no samples, or the lengths do not agree.</exception>
    /// <exception cref="InvalidSampleException">A probability is not in [0, 1], a label is no class, or a weight is negative or not finite.</exception>
    public static MetricValue Multiclass<T>(ReadOnlySpan<T> probabilities, int classes, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ClassRows.Check(probabilities, classes, labels, weights);
        Probabilities.Check(probabilities, classes);
        CompensatedSum sum = default;
        double total = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double w = weights.IsEmpty ? 1 : weights[i];
            for (int c = 0; c < classes; c++)
            {
                double error = double.CreateTruncating(probabilities[i * classes + c]) - (labels[i] == c ? 1 : 0);
                sum.Add(w * error * error);
            }
            total += w;
        }
        return total > 0 ? MetricValue.Of(sum.Value / total) : MetricValue.Undefined("All weights are 0.");
    }
}
