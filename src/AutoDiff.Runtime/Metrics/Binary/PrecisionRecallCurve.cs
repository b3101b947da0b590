using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>Precision against recall when the threshold falls from infinity past each distinct score.</summary>
/// <param name="Precision">1 at the threshold infinity by convention, then true positives / all at or above the threshold.</param>
/// <param name="Recall">0, then true positives / all positives; 1 everywhere but at the start if there are no positives.</param>
/// <param name="Thresholds">Infinity, then the distinct scores, falling.</param>
public sealed record PrecisionRecallCurve(double[] Precision, double[] Recall, double[] Thresholds)
{
    /// <summary>The curve with a point for every distinct score.</summary>
    /// <inheritdoc cref="RocAuc.Compute"/>
    public static PrecisionRecallCurve Of<T>(ReadOnlySpan<T> scores, ReadOnlySpan<int> labels, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        using var groups = ScoreGroups.Of(scores, labels, weights);
        int points = groups.Count + 1;
        double[] precision = new double[points], recall = new double[points], thresholds = new double[points];
        precision[0] = 1;
        thresholds[0] = double.PositiveInfinity;
        groups.Scores.CopyTo(thresholds.AsSpan(1));
        double truePositives = 0, all = 0;
        for (int i = 0; i < groups.Count; i++)
        {
            truePositives += groups.Positive[i];
            all += groups.Positive[i] + groups.Negative[i];
            precision[i + 1] = truePositives / all;
            recall[i + 1] = groups.PositiveTotal > 0 ? truePositives / groups.PositiveTotal : 1;
        }
        return new PrecisionRecallCurve(precision, recall, thresholds);
    }

    /// <summary>Precision at each recall as the best that any recall from there on has: a curve that never rises.</summary>
    public PrecisionRecallCurve Interpolated()
    {
        double[] envelope = [.. Precision];
        for (int i = envelope.Length - 2; i >= 0; i--) envelope[i] = Math.Max(envelope[i], envelope[i + 1]);
        return this with { Precision = envelope };
    }
}
