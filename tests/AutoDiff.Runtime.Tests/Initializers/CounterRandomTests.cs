using AutoDiff;

namespace AutoDiff.Runtime.Tests.Initializers;

public class CounterRandomTests
{
    [Theory]
    // Known answers published with the generator: counter, key, output as four 32-bit words.
    [InlineData(0UL, 0UL, 0UL, 0xe169c58d6627e8d5UL, 0x9b00dbd8bc57ac4cUL)]
    [InlineData(~0UL, ~0UL, ~0UL, 0x41c83b0e408f276dUL, 0x6d5451fda20bc7c6UL)]
    [InlineData(0x299f31d0a4093822UL, 0x0370734413198a2eUL, 0x85a308d3243f6a88UL, 0x94fdccebd16cfe09UL, 0x24126ea15001e420UL)]
    public void Philox_GivesThePublishedAnswers(ulong seed, ulong stream, ulong counter, ulong low, ulong high) =>
        Assert.Equal((low, high), Philox.Block(seed, stream, counter));

    [Fact]
    public void ANumberDependsOnlyOnItsCounter_NotOnTheOrderOfTheCalls()
    {
        var random = new CounterRandom(7, 3);
        var filled = new double[101];
        random.FillNormal(filled.AsSpan(), 0, 1);
        for (int i = 100; i >= 0; i--) Assert.Equal(filled[i], random.Normal((ulong)i));
        random.FillUniform(filled.AsSpan(), 0, 1);
        for (int i = 100; i >= 0; i--) Assert.Equal(filled[i], random.Uniform((ulong)i));
    }

    [Fact]
    public void AShorterFill_IsAPrefixOfALongerOne()
    {
        var random = new CounterRandom(1);
        var longer = new float[64];
        random.FillTruncatedNormal(longer.AsSpan(), 0, 1);
        for (int n = 0; n < 64; n++)
        {
            var shorter = new float[n];
            random.FillTruncatedNormal(shorter.AsSpan(), 0, 1);
            Assert.Equal(longer[..n], shorter);
        }
    }

    [Fact]
    public void SeedsAndStreams_GiveDifferentNumbers()
    {
        Assert.NotEqual(new CounterRandom(1, 0).Bits(0), new CounterRandom(2, 0).Bits(0));
        Assert.NotEqual(new CounterRandom(1, 0).Bits(0), new CounterRandom(1, 1).Bits(0));
    }

    [Fact]
    public void UniformNumbers_HaveTheMomentsOfTheUniformDistribution()
    {
        var values = new double[200_000];
        new CounterRandom(5).FillUniform(values.AsSpan(), -1, 3);
        Assert.All(values, v => Assert.InRange(v, -1, 3));
        Assert.Equal(1, values.Average(), 0.01);
        Assert.Equal(16.0 / 12, Variance(values), 0.01);
    }

    [Fact]
    public void NormalNumbers_HaveTheMomentsAndTailsOfTheNormalDistribution()
    {
        var values = new double[200_000];
        new CounterRandom(5).FillNormal(values.AsSpan(), 2, 3);
        Assert.Equal(2, values.Average(), 0.03);
        Assert.Equal(9, Variance(values), 0.1);
        Assert.Equal(0.3173, values.Count(v => Math.Abs(v - 2) > 3) / 200_000.0, 0.005);
        Assert.Equal(3, values.Average(v => Math.Pow((v - 2) / 3, 4)), 0.06);
    }

    [Fact]
    public void TruncatedNormalNumbers_StayWithinTwoDeviations()
    {
        var values = new double[100_000];
        new CounterRandom(5).FillTruncatedNormal(values.AsSpan(), 0, 0.02);
        Assert.All(values, v => Assert.InRange(v, -0.04, 0.04));
        Assert.Equal(0.02 * 0.8796, Math.Sqrt(Variance(values)), 1e-4);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1000)]
    public void APermutation_HoldsEveryNumberOnce(int count) =>
        Assert.Equal(Enumerable.Range(0, count), new CounterRandom(9, 4).Permutation(count).Order());

    [Fact]
    public void EveryOrderOfThreeItems_IsEquallyLikely()
    {
        var counts = new Dictionary<string, int>();
        for (ulong stream = 0; stream < 6000; stream++)
        {
            string order = string.Concat(new CounterRandom(3, stream).Permutation(3));
            counts[order] = counts.GetValueOrDefault(order) + 1;
        }
        Assert.Equal(6, counts.Count);
        Assert.All(counts.Values, c => Assert.InRange(c, 880, 1120));
    }

    [Fact]
    public void Below_StaysBelowItsBoundAndRefusesNonPositiveOnes()
    {
        var random = new CounterRandom(1);
        for (ulong i = 0; i < 1000; i++) Assert.InRange(random.Below(7, i), 0, 6);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CounterRandom(1).Below(0, 0));
    }

    private static double Variance(double[] values)
    {
        double mean = values.Average();
        return values.Average(v => (v - mean) * (v - mean));
    }
}
