using System.Numerics;

namespace AutoDiff.Metrics;

/// <summary>
/// Whether two models that scored the same samples differ in their area under the ROC curve (DeLong, DeLong and Clarke-Pearson, 1988). The test is paired:
/// errors that the models share cancel, so it sees differences that two separate confidence intervals cannot.
/// </summary>
/// <param name="AucA">Area of the first model.</param>
/// <param name="AucB">Area of the second model.</param>
/// <param name="VarianceA">Variance of the first area.</param>
/// <param name="VarianceB">Variance of the second area.</param>
/// <param name="Covariance">Covariance of both.</param>
/// <param name="VarianceOfDifference">Variance of the difference, from the differences themselves: no cancellation.</param>
public sealed record DeLongTest(double AucA, double AucB, double VarianceA, double VarianceB, double Covariance, double VarianceOfDifference)
{
    /// <summary>AucA - AucB.</summary>
    public double Difference => AucA - AucB;

    /// <summary>The difference in standard errors; 0 if the models order all pairs alike.</summary>
    public double Z => VarianceOfDifference > 0 ? Difference / Math.Sqrt(VarianceOfDifference) : Difference == 0 ? 0 : Math.CopySign(double.PositiveInfinity, Difference);

    /// <summary>Probability of so large a difference if the models were equally good.</summary>
    public double PValue => NormalDistribution.TwoSidedTail(Z);

    /// <summary>The difference with a normal confidence interval.</summary>
    /// <param name="level">In (0, 1).</param>
    public (double Low, double High) Interval(double level = 0.95)
    {
        if (!(level > 0 && level < 1)) throw new ArgumentOutOfRangeException(nameof(level), level, "The confidence level lies in (0, 1).");
        double half = NormalDistribution.Quantile((1 + level) / 2) * Math.Sqrt(VarianceOfDifference);
        return (Difference - half, Difference + half);
    }

    /// <param name="a">Scores of the first model, [N], no NaN.</param>
    /// <param name="b">Scores of the second model, [N], no NaN.</param>
    /// <param name="labels">[N], 0 or 1, at least two of each.</param>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="InvalidSampleException">A score is NaN, or a label is not 0 or 1.</exception>
    /// <exception cref="UndefinedMetricException">A class has fewer than two samples.</exception>
    public static DeLongTest Of<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, ReadOnlySpan<int> labels)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (positiveA, negativeA) = Placements.Of(a, labels);
        var (positiveB, negativeB) = Placements.Of(b, labels);
        if (positiveA.Length < 2 || negativeA.Length < 2)
            throw new UndefinedMetricException($"There are {positiveA.Length} positive and {negativeA.Length} negative samples; a variance needs two of each.");
        return new DeLongTest(
            positiveA.Average(), positiveB.Average(),
            Variance(positiveA, positiveA) + Variance(negativeA, negativeA),
            Variance(positiveB, positiveB) + Variance(negativeB, negativeB),
            Variance(positiveA, positiveB) + Variance(negativeA, negativeB),
            Variance(Minus(positiveA, positiveB)) + Variance(Minus(negativeA, negativeB)));
    }

    // The covariance of two means over the same samples: Σ (x - mean x)(y - mean y) / (n - 1) / n.
    private static double Variance(double[] x, double[] y)
    {
        double meanX = x.Average(), meanY = y.Average();
        CompensatedSum sum = default;
        for (int i = 0; i < x.Length; i++) sum.Add((x[i] - meanX) * (y[i] - meanY));
        return sum.Value / (x.Length - 1) / x.Length;
    }

    private static double Variance(double[] x) => Variance(x, x);

    private static double[] Minus(double[] x, double[] y) => [.. x.Zip(y, (u, v) => u - v)];
}
