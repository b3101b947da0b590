namespace AutoDiff.Preprocessing;

/// <summary>Cuts of a sorted sample that need no labels. Cuts are strictly rising, above the smallest number and not above the largest.</summary>
internal static class BinCuts
{
    public static FeatureBins Of(WeightedSample sample, BinRule rule, int bins)
    {
        if (sample.Numbers.Length == 0) return FeatureBins.None;
        double least = sample.Numbers[0], most = sample.Numbers[^1];
        if (least == most) return new FeatureBins(least, [], most);
        double[] cuts = rule switch
        {
            BinRule.Quantile => Quantiles(sample, bins),
            BinRule.KMeans => new LineKMeans(sample).Cuts(bins),
            _ => EqualWidths(least, most, bins),
        };
        return new FeatureBins(least, Distinct(cuts, least), most);
    }

    /// <summary>Cuts at equal distances.</summary>
    public static double[] EqualWidths(double least, double most, int bins) =>
        [.. Enumerable.Range(1, bins - 1).Select(b => Interpolation.Between(least, most, (double)b / bins))];

    private static double[] Quantiles(WeightedSample sample, int bins) =>
        [.. Enumerable.Range(1, bins - 1).Select(b => sample.Quantile((double)b / bins))];

    private static double[] Distinct(double[] rising, double least)
    {
        var cuts = new List<double>();
        foreach (double cut in rising)
            if (cut > (cuts.Count == 0 ? least : cuts[^1])) cuts.Add(cut);
        return [.. cuts];
    }
}
