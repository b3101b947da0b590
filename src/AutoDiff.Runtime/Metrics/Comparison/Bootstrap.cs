namespace AutoDiff.Metrics;

/// <summary>A statistic of samples that count several times or not at all: what almost every metric with weights is. NaN where it is undefined.</summary>
/// <param name="weights">How often each sample was drawn, [N].</param>
public delegate double WeightedStatistic(ReadOnlySpan<double> weights);

/// <summary>
/// Confidence intervals by drawing the samples again with replacement (Efron, 1979). A draw is handed to the statistic as weights, so that two models can be
/// compared on the same draws: give the difference of their metrics as the statistic. The same seed gives the same interval.
/// </summary>
public static class Bootstrap
{
    /// <summary>Each draw takes as many samples of every stratum (for instance, class) as there are.</summary>
    /// <param name="strata">The stratum of each sample, [N], from 0; all 0 for a plain bootstrap.</param>
    /// <param name="statistic">What the interval is for.</param>
    /// <param name="options">Number of draws, level, seed and kind of interval.</param>
    /// <exception cref="ArgumentException">There are no samples.</exception>
    /// <exception cref="UndefinedMetricException">The statistic is undefined on the samples, or on every draw.</exception>
    public static ConfidenceInterval Stratified(ReadOnlySpan<int> strata, WeightedStatistic statistic, BootstrapOptions? options = null)
    {
        int[][] members = Members(strata);
        int samples = strata.Length;
        return Run(samples, statistic, options ?? new(), (random, weights) =>
        {
            ulong counter = 0;
            foreach (int[] stratum in members)
                for (int i = 0; i < stratum.Length; i++) weights[stratum[random.Below(stratum.Length, counter++)]]++;
        });
    }

    /// <summary>Each draw takes as many whole clusters (for instance, users) as there are: for samples that are alike within a cluster.</summary>
    /// <param name="clusters">The cluster of each sample, [N], from 0.</param>
    /// <param name="statistic">What the interval is for.</param>
    /// <param name="options">Number of draws, level, seed and kind of interval.</param>
    /// <inheritdoc cref="Stratified"/>
    public static ConfidenceInterval Clustered(ReadOnlySpan<int> clusters, WeightedStatistic statistic, BootstrapOptions? options = null)
    {
        int[][] members = [.. Members(clusters).Where(m => m.Length > 0)];
        return Run(clusters.Length, statistic, options ?? new(), (random, weights) =>
        {
            for (int i = 0; i < members.Length; i++)
                foreach (int sample in members[random.Below(members.Length, (ulong)i)]) weights[sample]++;
        });
    }

    private static ConfidenceInterval Run(int samples, WeightedStatistic statistic, BootstrapOptions options, Action<CounterRandom, double[]> draw)
    {
        ArgumentNullException.ThrowIfNull(statistic);
        if (samples == 0) throw new ArgumentException("There are no samples to draw from.");
        double[] weights = new double[samples];
        Array.Fill(weights, 1);
        double estimate = statistic(weights);
        if (double.IsNaN(estimate)) throw new UndefinedMetricException("The statistic is undefined on the samples themselves.");
        var values = new List<double>(options.Draws);
        for (int i = 0; i < options.Draws; i++)
        {
            Array.Clear(weights);
            draw(new CounterRandom(options.Seed, RandomDomain.Bootstrap + (ulong)i), weights);
            double value = statistic(weights);
            if (!double.IsNaN(value)) values.Add(value);
        }
        if (values.Count == 0) throw new UndefinedMetricException($"The statistic is undefined on all {options.Draws} draws; stratify by class.");
        values.Sort();
        return ConfidenceInterval.Of(estimate, values, options);
    }

    private static int[][] Members(ReadOnlySpan<int> groups)
    {
        var members = new List<List<int>>();
        for (int i = 0; i < groups.Length; i++)
        {
            if (groups[i] < 0 || groups[i] > 1 << 28) throw new InvalidSampleException($"the group is {groups[i]}.", "Number the groups from 0.", i);
            while (members.Count <= groups[i]) members.Add([]);
            members[groups[i]].Add(i);
        }
        return [.. members.Select(m => m.ToArray())];
    }
}
