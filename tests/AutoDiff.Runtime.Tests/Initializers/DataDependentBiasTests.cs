using AutoDiff.Diagnostics;
using AutoDiff.Initializers;

namespace AutoDiff.Runtime.Tests.Initializers;

public class DataDependentBiasTests
{
    [Fact]
    public void TheSigmoidOfTheLogOdds_IsTheBaseRate()
    {
        double bias = DataDependentBias.LogOdds(30, 970, smoothing: 0);
        Assert.Equal(0.03, 1 / (1 + Math.Exp(-bias)), 1e-15);
        Assert.Equal(bias, DataDependentBias.LogOdds([.. Enumerable.Repeat(1, 30), .. Enumerable.Repeat(0, 970)], 0));
        Assert.Equal(0, DataDependentBias.LogOdds(5, 5));
        Assert.Equal(-DataDependentBias.LogOdds(2, 9), DataDependentBias.LogOdds(9, 2));
    }

    [Fact]
    public void TheFirstLossWithTheBias_IsTheEntropyOfTheBaseRate()
    {
        double bias = DataDependentBias.LogOdds(10, 990, 0);
        double loss = 0.01 * Math.Log(1 + Math.Exp(-bias)) + 0.99 * Math.Log(1 + Math.Exp(bias));
        var result = InitialLoss.OfBinary(loss, 0.01);
        Assert.Equal(result.Expected, loss, 1e-14);
    }

    [Fact]
    public void TheSoftmaxOfTheLogFrequencies_IsTheFrequencies()
    {
        int[] labels = [0, 0, 0, 0, 0, 1, 1, 1, 2, 2];
        var bias = new double[3];
        DataDependentBias.FillLogFrequencies<double>(labels, bias, smoothing: 0);
        Assert.Equal([0.5, 0.3, 0.2], bias.Select(Math.Exp), (a, b) => Math.Abs(a - b) < 1e-14);
        double loss = labels.Average(l => Reductions.LogSumExp<double>(bias) - bias[l]);
        Assert.Equal(InitialLoss.OfFrequencies(loss, [5, 3, 2]).Expected, loss, 1e-14);
    }

    [Fact]
    public void AnAbsentClass_StaysFinite()
    {
        var bias = new float[4];
        DataDependentBias.FillLogFrequencies([0, 0, 2], bias);
        // (n + 1/2) / (3 + 4/2).
        Assert.Equal([2.5 / 5, 0.5 / 5, 1.5 / 5, 0.5 / 5], bias.Select(b => Math.Exp(b)), (a, b) => Math.Abs(a - b) < 1e-7);
        Assert.Equal(Math.Log(0.5 / 100.5), DataDependentBias.LogOdds(0, 100), 1e-14);
    }

    [Fact]
    public void WithoutSmoothing_AnAbsentClassIsRefused_AndNothingIsWritten()
    {
        double[] bias = [7, 7, 7];
        Assert.Contains("Class 1", Assert.Throws<ArgumentException>(() => DataDependentBias.FillLogFrequencies<double>([0, 2], bias, 0)).Message, StringComparison.Ordinal);
        Assert.Equal([7.0, 7, 7], bias);
        Assert.Throws<ArgumentException>(() => DataDependentBias.LogOdds(0, 5, 0));
    }

    [Fact]
    public void BadLabels_AreNamed()
    {
        var bias = new double[3];
        Assert.Equal(1, Assert.Throws<InvalidSampleException>(() => DataDependentBias.FillLogFrequencies<double>([0, 3], bias)).Row);
        Assert.Equal(2, Assert.Throws<InvalidSampleException>(() => DataDependentBias.LogOdds([0, 1, 2])).Row);
        Assert.Throws<ArgumentException>(() => DataDependentBias.LogOdds([]));
        Assert.Throws<ArgumentException>(() => DataDependentBias.FillLogFrequencies<double>([], bias));
        Assert.Throws<ArgumentException>(() => DataDependentBias.FillLogFrequencies<double>([0], []));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataDependentBias.LogOdds(1, 1, -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataDependentBias.LogOdds(-1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => DataDependentBias.LogOdds(1, 1, double.NaN));
    }
}
