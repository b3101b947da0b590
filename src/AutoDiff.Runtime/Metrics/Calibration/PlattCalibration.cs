namespace AutoDiff.Metrics;

/// <summary>
/// Turns scores into probabilities by p = 1 / (1 + exp(-(slope · score + intercept))) (Platt, 1999), fitted by Newton's method with backtracking
/// (Lin, Lin and Weng, 2007) to targets that are pulled in from 0 and 1, so that separable scores keep finite parameters.
/// </summary>
/// <param name="Slope">Positive where higher scores mean class 1.</param>
/// <param name="Intercept">The log-odds at score 0.</param>
public sealed record PlattCalibration(double Slope, double Intercept)
{
    private const int MaxIterations = 100;
    private const double Damping = 1e-12, GradientTolerance = 1e-10, SmallestStep = 1e-10;

    /// <param name="scores">[N], finite.</param>
    /// <param name="labels">[N], 0 or 1, of both classes.</param>
    /// <param name="weights">[N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A score is not finite, a label is not 0 or 1, or a weight is negative or not finite.</exception>
    /// <exception cref="UndefinedMetricException">There are samples of one class only.</exception>
    public static PlattCalibration Fit(ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
    {
        SampleCheck.SameLength(scores.Length, labels.Length, "scores", "labels");
        SampleCheck.Weights(weights, scores.Length);
        SampleCheck.BinaryLabels(labels);
        SampleCheck.Finite(scores, "score");
        double positive = 0, negative = 0, largest = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double w = weights.IsEmpty ? 1 : weights[i];
            if (labels[i] == 1) positive += w;
            else negative += w;
            largest = Math.Max(largest, Math.Abs(scores[i]));
        }
        if (positive == 0 || negative == 0) throw new UndefinedMetricException("The samples are of one class only; a calibration needs both.");
        // Scores are measured in units of the largest, so that the tolerances do not depend on their scale.
        double unit = largest > 0 ? largest : 1;
        double high = (positive + 1) / (positive + 2), low = 1 / (negative + 2);
        double slope = 0, intercept = Math.Log((positive + 1) / (negative + 1));
        double loss = Loss(scores, labels, weights, unit, slope, intercept, high, low);
        for (int iteration = 0; iteration < MaxIterations; iteration++)
        {
            double g1 = 0, g2 = 0, h11 = Damping, h12 = 0, h22 = Damping;
            for (int i = 0; i < labels.Length; i++)
            {
                double w = weights.IsEmpty ? 1 : weights[i], x = scores[i] / unit;
                double p = SpecialFunctions.Sigmoid(slope * x + intercept), error = w * (p - (labels[i] == 1 ? high : low)), curvature = w * p * (1 - p);
                g1 += error * x;
                g2 += error;
                h11 += curvature * x * x;
                h12 += curvature * x;
                h22 += curvature;
            }
            if (Math.Max(Math.Abs(g1), Math.Abs(g2)) < GradientTolerance * (positive + negative)) break;
            double determinant = h11 * h22 - h12 * h12;
            double d1 = -(h22 * g1 - h12 * g2) / determinant, d2 = -(h11 * g2 - h12 * g1) / determinant, expected = g1 * d1 + g2 * d2, step = 1;
            for (; step >= SmallestStep; step /= 2)
            {
                double next = Loss(scores, labels, weights, unit, slope + step * d1, intercept + step * d2, high, low);
                if (!(next < loss + 1e-4 * step * expected)) continue;
                slope += step * d1;
                intercept += step * d2;
                loss = next;
                break;
            }
            if (step < SmallestStep) break;
        }
        return new PlattCalibration(slope / unit, intercept);
    }

    /// <summary>The probability of class 1.</summary>
    public double Predict(double score) => SpecialFunctions.Sigmoid(Slope * score + Intercept);

    // Cross-entropy as softplus(z) - target z: no overflow.
    private static double Loss(
        ReadOnlySpan<double> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights, double unit, double slope, double intercept, double high, double low)
    {
        double sum = 0;
        for (int i = 0; i < labels.Length; i++)
        {
            double z = slope * (scores[i] / unit) + intercept, w = weights.IsEmpty ? 1 : weights[i];
            sum += w * (SpecialFunctions.Softplus(z) - (labels[i] == 1 ? high : low) * z);
        }
        return sum;
    }
}
