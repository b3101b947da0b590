namespace AutoDiff.Tests.Numerics;

public class NormalDistributionTests
{
    // scipy.special.erfc and ndtri.
    [Theory]
    [InlineData(-3, 1.9999779095030015)]
    [InlineData(0.25, 0.7236736098317631)]
    [InlineData(0.5, 0.4795001221869535)]
    [InlineData(0.75, 0.28884436634648486)]
    [InlineData(1, 0.15729920705028513)]
    [InlineData(2, 0.004677734981047266)]
    [InlineData(3, 2.209049699858544e-05)]
    [InlineData(10, 2.088487583762545e-45)]
    public void ComplementaryErrorFunction_EqualsTheReference(double x, double expected) =>
        Assert.Equal(1, SpecialFunctions.Erfc(x) / expected, 1e-14);

    [Theory]
    [InlineData(1e-300, -37.0470962993612)]
    [InlineData(1e-12, -7.034483825301131)]
    [InlineData(0.025, -1.9599639845400545)]
    [InlineData(0.5, 0)]
    [InlineData(0.9, 1.2815515655446004)]
    [InlineData(0.999, 3.090232306167813)]
    public void Quantile_EqualsTheReference(double p, double expected) => Assert.Equal(expected, NormalDistribution.Quantile(p), 1e-13 * Math.Max(1, Math.Abs(expected)));

    [Fact]
    public void Quantile_InvertsTheCumulative()
    {
        for (double x = -8; x <= 5; x += 0.37) Assert.Equal(x, NormalDistribution.Quantile(NormalDistribution.Cumulative(x)), 1e-9);
        Assert.Equal(double.NegativeInfinity, NormalDistribution.Quantile(0));
        Assert.Equal(double.PositiveInfinity, NormalDistribution.Quantile(1));
        Assert.True(double.IsNaN(NormalDistribution.Quantile(1.5)));
    }
}
