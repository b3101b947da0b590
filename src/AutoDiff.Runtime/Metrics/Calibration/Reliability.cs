using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>How bins of probabilities are cut.</summary>
public enum ReliabilityBins
{
    /// <summary>[0, 1] in equal parts.</summary>
    EqualWidth,

    /// <summary>The sorted samples in equal parts; equal probabilities stay together.</summary>
    EqualCount,
}

/// <summary>One bin of a reliability diagram.</summary>
/// <param name="Weight">Weight of its samples.</param>
/// <param name="Confidence">Mean probability.</param>
/// <param name="Frequency">Share of positives.</param>
public readonly record struct ReliabilityBin(double Weight, double Confidence, double Frequency)
{
    /// <summary>|confidence - frequency|.</summary>
    public double Gap => Math.Abs(Confidence - Frequency);
}

/// <summary>Whether probabilities mean what they say: predicted against observed shares of positives, in bins without the empty ones.</summary>
/// <param name="Bins">The bins, probabilities rising.</param>
public sealed record Reliability(IReadOnlyList<ReliabilityBin> Bins)
{
    /// <summary>Expected calibration error: the mean gap by weight.</summary>
    public double ExpectedError => Bins.Sum(b => b.Weight * b.Gap) / Bins.Sum(b => b.Weight);

    /// <summary>The largest gap.</summary>
    public double MaximumError => Bins.Max(b => b.Gap);

    /// <param name="probabilities">p of class 1, [N], each in [0, 1].</param>
    /// <param name="labels">y, [N], 0 or 1.</param>
    /// <param name="bins">How many bins, from 1.</param>
    /// <param name="cut">How the bins are cut.</param>
    /// <param name="weights">[N], finite and not negative; empty for 1 each.</param>
    /// <exception cref="ArgumentException">There are no samples, all weights are 0, or the lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A probability is not in [0, 1], a label is not 0 or 1, or a weight is negative or not finite.</exception>
    public static Reliability Of<T>(
        ReadOnlySpan<T> probabilities, ReadOnlySpan<int> labels, int bins = 15, ReliabilityBins cut = ReliabilityBins.EqualWidth, ReadOnlySpan<double> weights = default)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        Probabilities.Check(probabilities);
        using var groups = ScoreGroups.Of(probabilities, labels, weights);
        double total = groups.PositiveTotal + groups.NegativeTotal, before = 0;
        if (total == 0) throw new ArgumentException("There are no samples of positive weight; give at least one.", nameof(probabilities));
        double[] weight = new double[bins], confidence = new double[bins], positive = new double[bins];
        for (int i = groups.Count - 1; i >= 0; i--)
        {
            double p = groups.Scores[i], w = groups.Positive[i] + groups.Negative[i];
            double place = cut == ReliabilityBins.EqualWidth ? p : (before + w / 2) / total;
            int bin = Math.Min(bins - 1, (int)(place * bins));
            weight[bin] += w;
            confidence[bin] += w * p;
            positive[bin] += groups.Positive[i];
            before += w;
        }
        var filled = new List<ReliabilityBin>();
        for (int b = 0; b < bins; b++)
            if (weight[b] > 0) filled.Add(new ReliabilityBin(weight[b], confidence[b] / weight[b], positive[b] / weight[b]));
        return new Reliability(filled);
    }
}
