using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>A ROC curve: what is called positive when the threshold falls from infinity past each distinct score.</summary>
/// <param name="FalsePositiveRate">Share of the negative weight at or above each threshold, from 0 to 1.</param>
/// <param name="TruePositiveRate">Share of the positive weight at or above each threshold, from 0 to 1.</param>
/// <param name="Thresholds">Infinity, then the distinct scores, falling.</param>
public sealed record RocCurve(double[] FalsePositiveRate, double[] TruePositiveRate, double[] Thresholds)
{
    /// <summary>The curve with a point for every distinct score. Rates of a class that has no samples are NaN.</summary>
    /// <inheritdoc cref="RocAuc.Compute"/>
    public static RocCurve Of<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var groups = ScoreGroups.Of(scores, labels, weights);
        int points = groups.Count + 1;
        double[] falsePositive = new double[points], truePositive = new double[points], thresholds = new double[points];
        thresholds[0] = double.PositiveInfinity;
        groups.Scores.CopyTo(thresholds.AsSpan(1));
        Share(groups.Positive, truePositive);
        Share(groups.Negative, falsePositive);
        return new RocCurve(falsePositive, truePositive, thresholds);
    }

    // The running sum divided by the whole, which is the same sum: the last share is exactly 1.
    private static void Share(ReadOnlySpan<double> weights, double[] shares)
    {
        for (int i = 0; i < weights.Length; i++) shares[i + 1] = shares[i] + weights[i];
        double total = shares[^1];
        for (int i = 0; i < shares.Length; i++) shares[i] /= total;
    }
}
