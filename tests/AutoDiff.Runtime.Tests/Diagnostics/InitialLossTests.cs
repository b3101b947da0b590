using AutoDiff.Diagnostics;

namespace AutoDiff.Runtime.Tests.Diagnostics;

public class InitialLossTests
{
    [Fact]
    public void AGuessOfKClasses_HasTheLossLnK()
    {
        var result = InitialLoss.OfClasses(2.31, 10);
        Assert.Equal(Math.Log(10), result.Expected, 1e-15);
        Assert.Equal(InitialLossVerdict.AsExpected, result.Verdict);
    }

    [Fact]
    public void AGuessOfTheBaseRate_HasItsEntropy()
    {
        var result = InitialLoss.OfBinary(0.05, 0.01);
        Assert.Equal(0.0560015343, result.Expected, 1e-9);
        Assert.Equal(InitialLossVerdict.AsExpected, result.Verdict);
        Assert.Equal(Math.Log(2), InitialLoss.OfBinary(1, 0.5).Expected, 1e-15);
        // A bias of 0 in the presence of 1 % positives costs twelve times as much.
        Assert.Equal(InitialLossVerdict.TooHigh, InitialLoss.OfBinary(Math.Log(2), 0.01).Verdict);
    }

    [Fact]
    public void FrequenciesGeneralizeBoth()
    {
        Assert.Equal(Math.Log(4), InitialLoss.OfFrequencies(1, [7, 7, 7, 7]).Expected, 1e-15);
        Assert.Equal(InitialLoss.OfBinary(1, 0.2).Expected, InitialLoss.OfFrequencies(1, [80, 20, 0]).Expected, 1e-15);
    }

    [Theory]
    [InlineData(4.6, InitialLossVerdict.TooHigh)]
    [InlineData(1.0, InitialLossVerdict.TooLow)]
    [InlineData(double.NaN, InitialLossVerdict.NotFinite)]
    [InlineData(double.PositiveInfinity, InitialLossVerdict.NotFinite)]
    public void OtherLosses_AreNamed(double loss, InitialLossVerdict verdict) => Assert.Equal(verdict, InitialLoss.OfClasses(loss, 10).Verdict);

    [Fact]
    public void AWrongFinalBias_ShowsInTheLossOfTheModel()
    {
        var stack = new ReluStack();
        var gradient = new double[stack.Parameters.Length];
        Assert.Equal(InitialLossVerdict.AsExpected, InitialLoss.OfClasses(stack.Evaluate(0, gradient), 3).Verdict);
        stack.Tensor("B3")[1] = 4;
        Assert.Equal(InitialLossVerdict.TooHigh, InitialLoss.OfClasses(stack.Evaluate(0, gradient), 3).Verdict);
    }

    [Fact]
    public void BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => InitialLoss.OfClasses(1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => InitialLoss.OfBinary(1, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => InitialLoss.OfBinary(1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => InitialLoss.OfClasses(1, 3, 0));
        Assert.Throws<ArgumentException>(() => InitialLoss.OfFrequencies(1, [5, 0]));
        Assert.Throws<ArgumentException>(() => InitialLoss.OfFrequencies(1, [5, -1, 3]));
    }
}
