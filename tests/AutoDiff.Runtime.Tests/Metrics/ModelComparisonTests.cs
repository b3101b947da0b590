using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class ModelComparisonTests
{
    private static readonly CounterRandom Random = new(11);
    private static readonly int[] Labels = [.. Enumerable.Range(0, 400).Select(i => i % 3 == 0 ? 1 : 0)];
    private static readonly double[] Good = [.. Labels.Select((y, i) => y + Random.Normal((ulong)i))];
    private static readonly double[] Worse = [.. Good.Select((s, i) => s + Random.Normal((ulong)(i + 5000)))];

    [Fact]
    public void IdenticalScores_HaveZZero()
    {
        var test = DeLongTest.Of<double>(Good, Good, Labels);
        Assert.Equal((0, 1), (test.Z, test.PValue));
        Assert.InRange(test.AucA, 0, 1);
    }

    [Fact]
    public void Variances_EqualTheQuadraticDefinition()
    {
        // The variance of a mean of placements, each placement from all pairs.
        var positives = Good.Where((_, i) => Labels[i] == 1).ToArray();
        var negatives = Good.Where((_, i) => Labels[i] == 0).ToArray();
        double[] v10 = [.. positives.Select(p => negatives.Average(n => p > n ? 1 : p == n ? 0.5 : 0))];
        double[] v01 = [.. negatives.Select(n => positives.Average(p => p > n ? 1 : p == n ? 0.5 : 0))];
        double Variance(double[] v) => v.Sum(x => (x - v.Average()) * (x - v.Average())) / (v.Length - 1) / v.Length;
        Assert.Equal(Variance(v10) + Variance(v01), DeLongTest.Of<double>(Good, Worse, Labels).VarianceA, 1e-15);
    }

    [Fact]
    public void PairedTest_SeesWhatUnpairedIntervalsCannot()
    {
        var test = DeLongTest.Of<double>(Good, Worse, Labels);
        Assert.InRange(test.PValue, 0, 0.01);
        double unpaired = test.Difference / Math.Sqrt(test.VarianceA + test.VarianceB);
        Assert.True(Math.Abs(unpaired) < test.Z);
        var (low, high) = test.Interval();
        Assert.True(low > 0 && high > low);
    }

    [Fact]
    public void TooFewSamplesOfAClass_AreRefused() =>
        Assert.Contains("1 positive", Assert.Throws<UndefinedMetricException>(() => DeLongTest.Of<double>([1, 2, 3], [1, 2, 3], [1, 0, 0])).Message, StringComparison.Ordinal);

    [Fact]
    public void PresortedArea_EqualsTheSortedOne()
    {
        double[] weights = [.. Labels.Select((_, i) => (double)(i % 4))], rounded = [.. Good.Select(s => Math.Round(s * 4))];
        Assert.Equal(RocAuc.Compute<double>(rounded, Labels, weights).Value, PresortedAuc.Of<double>(rounded, Labels).Value(weights).Value, 1e-15);
    }

    [Theory]
    [InlineData(IntervalKind.Percentile)]
    [InlineData(IntervalKind.Basic)]
    [InlineData(IntervalKind.BiasCorrected)]
    public void StratifiedInterval_AgreesWithDeLong(IntervalKind kind)
    {
        var auc = PresortedAuc.Of<double>(Good, Labels);
        var interval = Bootstrap.Stratified(Labels, w => auc.Value(w).OrNaN, new BootstrapOptions { Draws = 2000, Seed = 4, Kind = kind });
        var test = DeLongTest.Of<double>(Good, Worse, Labels);
        double half = 1.96 * Math.Sqrt(test.VarianceA);
        Assert.Equal(test.AucA, interval.Estimate, 1e-14);
        Assert.Equal(test.AucA - half, interval.Low, 0.15 * half);
        Assert.Equal(test.AucA + half, interval.High, 0.15 * half);
        Assert.Equal(half / 1.96, interval.StandardError, 0.1 * half);
    }

    [Fact]
    public void Intervals_AreSeeded()
    {
        var auc = PresortedAuc.Of<double>(Good, Labels);
        ConfidenceInterval With(ulong seed) => Bootstrap.Stratified(Labels, w => auc.Value(w).OrNaN, new BootstrapOptions { Draws = 50, Seed = seed });
        Assert.Equal(With(1), With(1));
        Assert.NotEqual(With(1), With(2));
    }

    [Fact]
    public void ClusteredInterval_IsWiderWhereSamplesOfAClusterAreAlike()
    {
        int[] cluster = [.. Enumerable.Range(0, 400).Select(i => i / 20)];
        double[] values = [.. cluster.Select(c => Random.Normal((ulong)(c + 9000)))];
        double Mean(ReadOnlySpan<double> weights)
        {
            double sum = 0, total = 0;
            for (int i = 0; i < values.Length; i++)
            {
                sum += weights[i] * values[i];
                total += weights[i];
            }
            return sum / total;
        }
        var clustered = Bootstrap.Clustered(cluster, Mean);
        var plain = Bootstrap.Stratified(new int[400], Mean);
        Assert.InRange(clustered.StandardError / plain.StandardError, 3.5, 5.5); // sqrt(20) = 4.5
    }

    [Fact]
    public void UndefinedStatistics_AreReported()
    {
        Assert.Throws<UndefinedMetricException>(() => Bootstrap.Stratified([0, 0], _ => double.NaN));
        Assert.Throws<ArgumentException>(() => Bootstrap.Stratified([], _ => 1));
        var auc = PresortedAuc.Of<double>([1, 2, 3], [0, 1, 1]);
        Assert.InRange(Bootstrap.Stratified([0, 0, 0], w => auc.Value(w).OrNaN).UndefinedDraws, 100, 500);
    }
}
