using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class ProbabilityMetricsTests
{
    [Fact]
    public void LogLoss_OfTheHandCase() =>
        Assert.Equal(1.8817971, LogLoss.Binary<double>([0.5, 0.9, 0.99, 0.1, 0.25, 0.999], [0, 0, 0, 1, 1, 1]).Value, 1e-7);

    [Fact]
    public void LogLoss_OfCertainPredictions()
    {
        Assert.Equal(0, LogLoss.Binary<double>([0, 1], [0, 1]).Value);
        Assert.Equal(double.PositiveInfinity, LogLoss.Binary<double>([0, 0], [0, 1]).Value);
        Assert.Equal(0, LogLoss.Binary<double>([0, 0], [0, 1], [1, 0]).Value);
        Assert.Equal(-Math.Log(1e-7) / 2, LogLoss.Binary<double>([0, 0], [0, 1], clip: 1e-7).Value, 1e-6);
    }

    [Fact]
    public void LogLoss_OfThreeClasses()
    {
        double[] p = [0.2, 0.7, 0.1, 0.6, 0.2, 0.2, 0.6, 0.1, 0.3];
        Assert.Equal(0.6904911, LogLoss.Multiclass<double>(p, 3, [1, 0, 2]).Loss.Value, 1e-7);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(8)]
    [InlineData(1024)]
    [InlineData(2051)]
    public void LogLoss_OfEveryLengthEqualsTheDefinition(int n)
    {
        var random = new CounterRandom(9);
        double[] p = [.. Enumerable.Range(0, n).Select(i => random.Uniform((ulong)i))];
        int[] y = [.. Enumerable.Range(0, n).Select(i => random.Uniform((ulong)(i + n)) < 0.4 ? 1 : 0)];
        double expected = p.Zip(y, (q, label) => -Math.Log(label == 1 ? q : 1 - q)).Average();
        Assert.Equal(expected, LogLoss.Binary<double>(p, y).Value, 1e-13);
        double[] ones = new double[n];
        Array.Fill(ones, 0.5);
        Assert.Equal(expected, LogLoss.Binary<double>(p, y, ones).Value, 1e-13);
        float[] single = [.. p.Select(q => (float)q)];
        Assert.Equal(LogLoss.Binary<double>([.. single.Select(q => (double)q)], y).Value, LogLoss.Binary<float>(single, y).Value);
    }

    [Fact]
    public void RowsThatDoNotSumToOne_AreReported()
    {
        var loss = LogLoss.Multiclass<float>([0.5f, 0.5f, 0.9f, 0.3f, 0.2f, 0.2f], 2, [0, 0, 1]);
        Assert.Equal(2, loss.UnnormalizedRows);
        Assert.Equal(1, loss.FirstUnnormalizedRow);
    }

    [Fact]
    public void NormalizedEntropy_OfTheBaseRateIsOne()
    {
        Assert.Equal(1, LogLoss.NormalizedEntropy<double>([0.25, 0.25, 0.25, 0.25], [0, 1, 0, 0]).Value, 1e-15);
        Assert.False(LogLoss.NormalizedEntropy<double>([0.25], [0]).IsDefined);
    }

    [Fact]
    public void Brier_OfHandCases()
    {
        Assert.Equal((0.01 + 0.36) / 2, BrierScore.Binary<double>([0.1, 0.4], [0, 1]).Value, 1e-15);
        Assert.Equal((0.01 + 3 * 0.36) / 4, BrierScore.Binary<double>([0.1, 0.4], [0, 1], [1, 3]).Value, 1e-15);
    }

    [Fact]
    public void CalibrationError_OfHandBins()
    {
        var bins = Reliability.Of<double>([0.1, 0.1, 0.6, 0.9, 0.9, 1], [0, 1, 1, 1, 1, 0], bins: 2);
        Assert.Equal(2, bins.Bins.Count);
        Assert.Equal(0.4, bins.Bins[0].Gap, 1e-15);
        Assert.Equal(0.1, bins.Bins[1].Gap, 1e-15);
        Assert.Equal((2 * 0.4 + 4 * 0.1) / 6, bins.ExpectedError, 1e-15);
        Assert.Equal(0.4, bins.MaximumError, 1e-15);
        Assert.Equal(3, Reliability.Of<double>([0.1, 0.1, 0.6, 0.9, 0.9, 1], [0, 1, 1, 1, 1, 0], 3, ReliabilityBins.EqualCount).Bins.Count);
    }

    [Fact]
    public void BadProbabilities_AreNamed()
    {
        Assert.StartsWith("row 1: the probability is 1.5", Assert.Throws<InvalidSampleException>(() => LogLoss.Binary<double>([0, 1.5], [0, 1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("row 9: the probability is NaN", Assert.Throws<InvalidSampleException>(
            () => LogLoss.Binary<double>([.. new double[9], double.NaN], new int[10])).Message, StringComparison.Ordinal);
        Assert.StartsWith("row 1: the label is 2", Assert.Throws<InvalidSampleException>(() => LogLoss.Binary<double>([0, 1], [0, 2])).Message, StringComparison.Ordinal);
        var error = Assert.Throws<InvalidSampleException>(() => LogLoss.Multiclass<double>([0.5, 0.5, 0.5, -0.5], 2, [0, 1]));
        Assert.Equal((1L, 1), (error.Row, error.Column));
        Assert.Throws<ArgumentException>(() => LogLoss.Binary<double>([], []));
        Assert.False(LogLoss.Binary<double>([0.5], [1], [0]).IsDefined);
    }
}
