namespace AutoDiff.Runtime.Tests.Numerics;

public class SoftplusTests
{
    [Theory]
    [InlineData(-50, 1.9287498479639178e-22)]
    [InlineData(200, 200)]
    [InlineData(0, 0.6931471805599453)]
    public void Softplus_NeitherOverflowsNorVanishes(double x, double expected)
    {
        Assert.Equal(expected, Ops.Softplus(x), 1e-15 * expected);
        Assert.Equal(expected, Ops.Softplus((float)x), 1e-6 * expected);
        Assert.Equal(expected, Ops.Softplus(Tensor<double>.From([x, x, x, x, x])).Span[4], 1e-14 * expected);
        Assert.Equal(expected, Ops.Softplus(Tensor<float>.From([(float)x, (float)x])).Span[1], 1e-6 * expected);
    }
}
