namespace AutoDiff.Metrics;

/// <summary>How many pairs of a positive and a negative sample their scores put into the right order: the integers behind an area under the ROC curve.</summary>
/// <param name="Positives">Samples of class 1.</param>
/// <param name="Negatives">Samples of class 0.</param>
/// <param name="Concordant">Pairs in which the positive sample scores higher.</param>
/// <param name="Tied">Pairs with equal scores.</param>
public readonly record struct PairCounts(long Positives, long Negatives, UInt128 Concordant, UInt128 Tied)
{
    /// <summary>All pairs.</summary>
    public UInt128 Total => (UInt128)(ulong)Positives * (ulong)Negatives;

    /// <summary>Pairs in which the negative sample scores higher.</summary>
    public UInt128 Discordant => Total - Concordant - Tied;

    /// <summary>(concordant + tied / 2) / total; undefined without pairs.</summary>
    public MetricValue Auc => Total == 0
        ? MetricValue.Undefined($"There are {Positives} positive and {Negatives} negative samples; the area under the ROC curve compares both.")
        : MetricValue.Of((double)(2 * Concordant + Tied) / (double)(2 * Total));
}
