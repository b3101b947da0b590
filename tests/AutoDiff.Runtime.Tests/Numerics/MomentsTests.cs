namespace AutoDiff.Tests.Numerics;

public class MomentsTests
{
    [Fact]
    public void Variance_OfEveryLengthAgreesWithTheDefinition()
    {
        foreach (int n in Lengths.UpTo257.Skip(1))
        {
            var x = Numbers.Doubles(n, seed: n);
            double mean = x.Average(), expected = x.Sum(v => (v - mean) * (v - mean)) / n;
            Assert.Equal(expected, Reductions.Variance<double>(x), 1e-12);
        }
    }

    [Fact]
    public void Variance_OfEqualNumbersIsExactlyZero()
    {
        var x = new double[5000];
        Array.Fill(x, 0.1);
        Assert.Equal(0, Reductions.Variance<double>(x));
        Assert.Equal(0.1, Moments.Of<double>(x).Mean);
    }

    [Fact]
    public void Variance_DoesNotLoseDigitsToAnOffset()
    {
        var x = Enumerable.Range(0, 3000).Select(i => 1e9 + i % 2).ToArray();
        Assert.Equal(0.25, Reductions.Variance<double>(x), 1e-12);
    }

    [Fact]
    public void Variance_DoesNotDependOnAnOutlierThatComesFirst()
    {
        var x = Enumerable.Range(0, 1000).Select(i => i == 0 ? 1e8 : i % 2).ToArray();
        double mean = x.Average();
        double expected = x.Sum(v => (v - mean) * (v - mean)) / x.Length;
        Assert.Equal(1, Reductions.Variance<double>(x) / expected, 1e-12);
    }

    [Fact]
    public void Variance_WithoutEnoughElementsIsRefused()
    {
        Assert.Contains("1 elements with correction 1", Assert.Throws<ArgumentException>(() => Reductions.Variance<double>([3], correction: 1)).Message);
        Assert.Throws<ArgumentException>(() => Reductions.Variance<double>([]));
        Assert.Equal(0, Reductions.Variance<double>([3]));
    }

    [Fact]
    public void Merge_OfAnySplitGivesTheMomentsOfAll()
    {
        var x = Numbers.Doubles(500, seed: 4);
        var all = Moments.Of<double>(x);
        for (int split = 0; split <= x.Length; split += 25)
        {
            var merged = Moments.Merge(Moments.Of<double>(x.AsSpan(0, split)), Moments.Of<double>(x.AsSpan(split)));
            Assert.Equal(all.Count, merged.Count);
            Assert.Equal(all.Mean, merged.Mean, 1e-14);
            Assert.Equal(all.Variance(1), merged.Variance(1), 1e-13);
        }
    }

    [Fact]
    public void NaN_MakesTheVarianceNaN() => Assert.True(double.IsNaN(Reductions.Variance<double>([1, double.NaN, 2])));
}
