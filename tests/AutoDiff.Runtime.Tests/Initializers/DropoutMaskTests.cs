using AutoDiff;

namespace AutoDiff.Runtime.Tests.Initializers;

public class DropoutMaskTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void AMask_HoldsZeroAndTheInverseOfTheKeptShare_AndKeepsTheMean(double rate)
    {
        var mask = Tensor<float>.Zeros(500, 401);
        CounterRandom.FillDropoutMask(mask, rate, 1, 2);
        float kept = (float)(1 / (1 - rate));
        Assert.All(mask.Span.ToArray(), v => Assert.True(v == 0 || v == kept));
        Assert.Equal(rate, mask.Span.ToArray().Count(v => v == 0) / (double)mask.Length, 0.005);
    }

    [Fact]
    public void ARateOfZero_KeepsEverything()
    {
        var mask = Tensor<double>.Zeros(33);
        CounterRandom.FillDropoutMask(mask, 0, 1, 2);
        Assert.All(mask.Span.ToArray(), v => Assert.Equal(1, v));
    }

    [Fact]
    public void TheSameStep_GivesTheSameMask_AnotherStepAnotherOne()
    {
        Tensor<float> a = Tensor<float>.Zeros(64), b = Tensor<float>.Zeros(64), c = Tensor<float>.Zeros(64);
        CounterRandom.FillDropoutMask(a, 0.5, 1, 10);
        CounterRandom.FillDropoutMask(b, 0.5, 1, 10);
        CounterRandom.FillDropoutMask(c, 0.5, 1, 11);
        Assert.Equal(a.Span.ToArray(), b.Span.ToArray());
        Assert.NotEqual(a.Span.ToArray(), c.Span.ToArray());
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.0)]
    [InlineData(double.NaN)]
    public void ARateThatIsNoProbabilityBelowOne_IsRefused(double rate) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CounterRandom.FillDropoutMask(Tensor<float>.Zeros(4), rate, 1, 1));
}
