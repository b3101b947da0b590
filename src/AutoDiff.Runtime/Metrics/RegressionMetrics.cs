namespace AutoDiff.Metrics;

/// <summary>How far predicted numbers are from the true ones.</summary>
/// <param name="R2">1 - Σ w (y - ŷ)² / Σ w (y - mean y)²; undefined if all true values are equal.</param>
/// <param name="ExplainedVariance">As R2 with the mean error removed: 1 - Var(y - ŷ) / Var(y); undefined if all true values are equal.</param>
/// <param name="MeanSquaredError">Σ w (y - ŷ)² / Σ w, in squared units.</param>
/// <param name="MeanAbsoluteError">Σ w |y - ŷ| / Σ w.</param>
/// <param name="LargestError">max |y - ŷ| over samples of positive weight.</param>
public sealed record RegressionMetrics(MetricValue R2, MetricValue ExplainedVariance, double MeanSquaredError, double MeanAbsoluteError, double LargestError)
{
    /// <summary>Square root of the mean squared error.</summary>
    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <param name="predictions">ŷ, [N], finite.</param>
    /// <param name="targets">y, [N], finite.</param>
    /// <param name="weights">w, [N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">There are no samples, all weights are 0, or the lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A number is not finite, or a weight is negative or not finite.</exception>
    public static RegressionMetrics Of(ReadOnlySpan<double> predictions, ReadOnlySpan<double> targets, ReadOnlySpan<double> weights = default)
    {
        SampleCheck.SameLength(targets.Length, predictions.Length, "targets", "predictions");
        SampleCheck.Weights(weights, targets.Length);
        SampleCheck.Finite(predictions, "prediction");
        SampleCheck.Finite(targets, "target");
        double total = 0, meanTarget = 0, meanError = 0, squares = 0, absolute = 0, largest = 0, targetSpread = 0, errorSpread = 0;
        for (int i = 0; i < targets.Length; i++)
        {
            double w = weights.IsEmpty ? 1 : weights[i], error = targets[i] - predictions[i];
            if (w == 0) continue;
            total += w;
            Spread(targets[i], w / total, w, ref meanTarget, ref targetSpread);
            Spread(error, w / total, w, ref meanError, ref errorSpread);
            squares += w * error * error;
            absolute += w * Math.Abs(error);
            largest = Math.Max(largest, Math.Abs(error));
        }
        if (total == 0) throw new ArgumentException("There are no samples of positive weight; give at least one.", nameof(targets));
        const string Constant = "All true values are equal; there is no variance to explain.";
        return new RegressionMetrics(
            targetSpread > 0 ? MetricValue.Of(1 - squares / targetSpread) : MetricValue.Undefined(Constant),
            targetSpread > 0 ? MetricValue.Of(1 - errorSpread / targetSpread) : MetricValue.Undefined(Constant),
            squares / total, absolute / total, largest);
    }

    // Welford's step: no cancellation where the mean is large.
    private static void Spread(double x, double share, double weight, ref double mean, ref double squares)
    {
        double difference = x - mean;
        mean += difference * share;
        squares += weight * difference * (x - mean);
    }
}
