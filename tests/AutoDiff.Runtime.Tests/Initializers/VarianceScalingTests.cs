using AutoDiff.Initializers;

namespace AutoDiff.Runtime.Tests.Initializers;

public class VarianceScalingTests
{
    private static readonly TensorShape Wide = new(512, 256);

    [Theory]
    [InlineData(FanMode.In, 0.08839)]
    [InlineData(FanMode.Out, 0.0625)]
    [InlineData(FanMode.Average, 0.07217)]
    public void RectifierWeights_HaveTheDeviationOfTheirFan(FanMode mode, double deviation)
    {
        Assert.Equal(deviation, VarianceScaling.Deviation(Wide, Gain.Relu, mode), 5e-6);
        Tensor<float> normal = Tensor<float>.Zeros(Wide), uniform = Tensor<float>.Zeros(Wide);
        VarianceScaling.FillNormal(normal, Gain.Relu, mode, 1, 0);
        VarianceScaling.FillUniform(uniform, Gain.Relu, mode, 1, 0);
        foreach (var tensor in new[] { normal, uniform })
            Assert.Equal(deviation, Math.Sqrt(tensor.Span.ToArray().Average(v => (double)v * v)), 0.01 * deviation);
        Assert.InRange(uniform.Span.ToArray().Max(Math.Abs), 0.999 * Math.Sqrt(3) * deviation, 1.0001 * Math.Sqrt(3) * deviation);
    }

    [Theory]
    [InlineData(Initialization.HeNormal, Gain.Relu, FanMode.In)]
    [InlineData(Initialization.GlorotNormal, Gain.Linear, FanMode.Average)]
    public void TheNamedStarts_AreSpecialCases(Initialization init, double gain, FanMode mode)
    {
        Tensor<double> named = Tensor<double>.Zeros(Wide), scaled = Tensor<double>.Zeros(Wide);
        Initializer.Fill(named, init, 0, 9, 2);
        VarianceScaling.FillNormal(scaled, gain, mode, 9, 2);
        for (int i = 0; i < named.Length; i++) Assert.Equal(named.Span[i], scaled.Span[i], 1e-14);
    }

    [Fact]
    public void AConvolution_CountsItsKernel() =>
        Assert.Equal(Math.Sqrt(1.0 / (8 * 9)), VarianceScaling.Deviation(new TensorShape(8, 4, 3, 3), 1, FanMode.Out), 1e-15);

    [Fact]
    public void Gains_AreThoseOfTheTable()
    {
        Assert.Equal(2, Gain.Relu * Gain.Relu, 1e-15);
        Assert.Equal(Gain.Relu, Gain.LeakyRelu(0));
        Assert.Equal(1, Gain.LeakyRelu(1), 1e-15);
        Assert.Equal(5, 3 * Gain.Tanh, 1e-15);
    }

    [Fact]
    public void BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => VarianceScaling.Deviation(Wide, 0, FanMode.In));
        Assert.Throws<ArgumentException>(() => VarianceScaling.Deviation(Wide, double.NaN, FanMode.In));
        Assert.Throws<ArgumentException>(() => VarianceScaling.Deviation(new TensorShape([]), 1, FanMode.In));
        Assert.Throws<ArgumentOutOfRangeException>(() => VarianceScaling.Deviation(Wide, 1, (FanMode)9));
    }
}
