namespace AutoDiff.Metrics;

/// <summary>A statistic and where its true value may lie.</summary>
/// <param name="Estimate">On the samples as they are.</param>
/// <param name="Low">Lower end.</param>
/// <param name="High">Upper end.</param>
/// <param name="StandardError">Standard deviation of the draws.</param>
/// <param name="UndefinedDraws">Draws on which the statistic was undefined; they were left out.</param>
public sealed record ConfidenceInterval(double Estimate, double Low, double High, double StandardError, int UndefinedDraws)
{
    internal static ConfidenceInterval Of(double estimate, List<double> sorted, BootstrapOptions options)
    {
        double tail = (1 - options.Level) / 2;
        var (low, high) = options.Kind switch
        {
            IntervalKind.Basic => (2 * estimate - Quantile(sorted, 1 - tail), 2 * estimate - Quantile(sorted, tail)),
            IntervalKind.BiasCorrected => BiasCorrected(estimate, sorted, tail),
            _ => (Quantile(sorted, tail), Quantile(sorted, 1 - tail)),
        };
        double mean = sorted.Average(), squares = sorted.Sum(v => (v - mean) * (v - mean));
        double error = sorted.Count > 1 ? Math.Sqrt(squares / (sorted.Count - 1)) : double.NaN;
        return new ConfidenceInterval(estimate, low, high, error, options.Draws - sorted.Count);
    }

    private static (double Low, double High) BiasCorrected(double estimate, List<double> sorted, double tail)
    {
        // Draws equal to the estimate count one half; the share is kept inside (0, 1), where the quantile is finite.
        double below = sorted.Count(v => v < estimate) + sorted.Count(v => v == estimate) / 2.0;
        double share = Math.Clamp(below / sorted.Count, 0.5 / sorted.Count, 1 - 0.5 / sorted.Count);
        double shift = 2 * NormalDistribution.Quantile(share), z = NormalDistribution.Quantile(tail);
        return (Quantile(sorted, NormalDistribution.Cumulative(shift + z)), Quantile(sorted, NormalDistribution.Cumulative(shift - z)));
    }

    // Linear between order statistics.
    private static double Quantile(List<double> sorted, double share)
    {
        double place = share * (sorted.Count - 1);
        int below = Math.Clamp((int)place, 0, sorted.Count - 1), above = Math.Min(below + 1, sorted.Count - 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
