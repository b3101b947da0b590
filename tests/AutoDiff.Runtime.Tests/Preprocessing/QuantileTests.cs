using AutoDiff.Preprocessing;

namespace AutoDiff.Runtime.Tests.Preprocessing;

public class QuantileTests
{
    private static readonly CounterRandom Random = new(5);

    private static double[] Transform(FeatureScaler scaler, double[] rows)
    {
        double[] scaled = new double[rows.Length];
        scaler.Transform<double>(rows, scaled);
        return scaled;
    }

    [Fact]
    public void Robust_OfTheHandCase()
    {
        var scaler = new RobustScaler(3);
        scaler.Fit<double>([0, 1, 0.5, 0, 1, -0.1, 0, 1, 1.1]);
        double[] z = Transform(scaler, [0, 1, 0.5, 0, 1, -0.1, 0, 1, 1.1, 0, 2, 0.5, -1, 1, 0, 0, 1, 1.5]);
        double[] expected = [0, 0, 0, 0, 0, -1, 0, 0, 1, 0, 1, 0, -1, 0, -0.5 / 0.6, 0, 0, 1 / 0.6];
        for (int i = 0; i < z.Length; i++) Assert.Equal(expected[i], z[i], 1e-14);
    }

    [Fact]
    public void RangeFrom10To90_BecomesOne()
    {
        double[] x = [.. Enumerable.Range(0, 5000).Select(i => Math.Exp(Random.Normal((ulong)i)))];
        var scaler = new RobustScaler(1, new RobustScalerOptions(0.1, 0.9));
        scaler.Fit<double>(x);
        double[] z = Transform(scaler, x);
        Array.Sort(z);
        double Quantile(double q) => z[(int)(q * 4999)] + (q * 4999 % 1) * (z[(int)(q * 4999) + 1] - z[(int)(q * 4999)]);
        Assert.Equal(1, Quantile(0.9) - Quantile(0.1), 1e-12);
    }

    [Fact]
    public void UnitVariance_IgnoresOutliers()
    {
        // Normal quantiles at equal shares, in random order, because the median of a million drawn numbers has a standard error of 1.25e-3.
        int[] order = Random.Permutation(1_000_000);
        double[] x = [.. order.Select(i => i % 5000 == 0 ? (i % 10000 == 0 ? 100 : -100) : NormalDistribution.Quantile((i + 0.5) / 1_000_000))];
        Assert.Equal((100, 100), (x.Count(v => v == 100), x.Count(v => v == -100)));
        var scaler = new RobustScaler(1, new RobustScalerOptions { UnitVariance = true });
        scaler.Fit<double>(x);
        Assert.Equal(0, scaler.Center(0), 1e-3);
        Assert.Equal(1, scaler.Scale(0), 1e-2);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1e-16, 1)]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    public void ScalesBelowTenEpsilon_AreOne(double range, double scale)
    {
        var scaler = new RobustScaler(1, new RobustScalerOptions(0, 1));
        scaler.Fit<double>([0, range]);
        Assert.Equal(scale, scaler.Scale(0));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(1000)]
    [InlineData(5000)]
    [InlineData(20000)]
    public void ExactQuantiles_EqualThoseOfTheSortedNumbers(int n)
    {
        float[] x = [.. Enumerable.Range(0, 11 * n).Select(i => (i % 11) switch
        {
            0 => MathF.Round((float)Random.Normal((ulong)i)),
            1 => 7,
            2 when i % 3 == 0 => float.NaN,
            _ => (float)(Random.Normal((ulong)i) * Math.Pow(10, i % 11)),
        })];
        RobustScaler single = new(11), wide = new(11);
        single.Fit<float>(x);
        wide.Fit<double>([.. x.Select(v => (double)v)]);
        for (int f = 0; f < 11; f++)
        {
            double[] sorted = [.. x.Where((v, i) => i % 11 == f && !float.IsNaN(v)).Select(v => (double)v).Order()];
            double Quantile(double q)
            {
                double place = q * (sorted.Length - 1);
                int below = (int)place;
                return sorted[below] + (place - below) * (sorted[Math.Min(below + 1, sorted.Length - 1)] - sorted[below]);
            }
            double range = Quantile(0.75) - Quantile(0.25);
            Assert.Equal(Quantile(0.5), single.Center(f), 1e-14 * Math.Abs(sorted[^1] - sorted[0]));
            Assert.Equal(range > 0 ? range : 1, single.Scale(f), 1e-14 * Math.Abs(sorted[^1] - sorted[0]));
            Assert.Equal(single.Center(f), wide.Center(f));
            Assert.Equal(single.Scale(f), wide.Scale(f));
        }
    }

    [Fact]
    public void WeightedQuantiles_EqualThoseOfCopies()
    {
        double[] x = [3, 1, 4, 1.5, 9, 2.6], weights = [2, 1, 0, 3, 1, 4];
        double[] copies = [.. x.SelectMany((v, i) => Enumerable.Repeat(v, (int)weights[i]))];
        RobustScaler weighted = new(1), copied = new(1), stream = new(1);
        weighted.Fit<double>(x, weights);
        copied.Fit<double>(copies);
        stream.PartialFit<double>(x, weights);
        Assert.Equal((copied.Center(0), copied.Scale(0)), (weighted.Center(0), weighted.Scale(0)));
        Assert.Equal((copied.Center(0), copied.Scale(0)), (stream.Center(0), stream.Scale(0)));
        Assert.Equal(1, Assert.Throws<InvalidSampleException>(() => stream.PartialFit<double>([1, 2], [1, 0.5])).Row);
    }

    [Fact]
    public void Stream_StaysWithinTheRankErrorOfItsSketch()
    {
        double[] x = [.. Enumerable.Range(0, 100_000).Select(i => Random.Normal((ulong)i))];
        RobustScaler a = new(1), b = new(1);
        a.PartialFit<double>(x.AsSpan(0, 40_000));
        b.PartialFit<double>(x.AsSpan(40_000));
        a.Merge(b);
        Assert.Equal(0.0133, a.RankError(0), 1e-4);
        double share = x.Count(v => v <= a.Center(0)) / 100_000.0;
        Assert.InRange(share, 0.5 - a.RankError(0), 0.5 + a.RankError(0));
    }

    [Fact]
    public void StreamAfterFit_IsRefused()
    {
        var scaler = new RobustScaler(1);
        scaler.Fit<double>([1, 2, 3]);
        Assert.Contains("PartialFit alone", Assert.Throws<InvalidOperationException>(() => scaler.PartialFit<double>([4])).Message, StringComparison.Ordinal);
        Assert.Equal(2, scaler.Center(0));
    }

    [Theory]
    [InlineData(QuantileOutput.Uniform)]
    [InlineData(QuantileOutput.Normal)]
    public void QuantileScaler_MakesItsDistribution(QuantileOutput output)
    {
        double[] x = [.. Enumerable.Range(0, 5000).Select(i => Math.Exp(2 * Random.Normal((ulong)i)))], back = new double[5000];
        var scaler = new QuantileScaler(1, output);
        scaler.Fit<double>(x);
        double[] z = Transform(scaler, x);
        double mean = z.Average(), variance = z.Sum(v => (v - mean) * (v - mean)) / 5000;
        Assert.Equal(output == QuantileOutput.Uniform ? 0.5 : 0, mean, 2e-3);
        Assert.Equal(output == QuantileOutput.Uniform ? 1 / 12.0 : 1, variance, 2e-2);
        scaler.Inverse<double>(z, back);
        for (int i = 0; i < 5000; i += 61) Assert.Equal(1, back[i] / x[i], 1e-6);
        double[] ends = Transform(scaler, [-1, 1e300, double.NaN]);
        Assert.Equal(output == QuantileOutput.Uniform ? 0 : -5.199337582187471, ends[0], 1e-9);
        Assert.Equal(output == QuantileOutput.Uniform ? 1 : 5.199337582187471, ends[1], 1e-9);
        Assert.True(double.IsNaN(ends[2]));
    }

    [Fact]
    public void TiedLandmarks_GiveTheMiddleOfTheirShares()
    {
        var scaler = new QuantileScaler(1, landmarks: 5);
        scaler.Fit<double>([1, 2, 2, 2, 3]);
        Assert.Equal([0, 0.5, 1, 0.125], Transform(scaler, [1, 2, 3, 1.5]));
    }

    [Fact]
    public void YeoJohnson_EqualsTheReference()
    {
        // scikit-learn 1.2.1, PowerTransformer().
        double[] x = [-2, 0.1, 0.5, 1.2, 3, 7.5, 20, -0.3, 0, 2.2];
        var scaler = new YeoJohnsonScaler(1);
        scaler.Fit<double>(x);
        Assert.Equal(YeoJohnsonLambda, scaler.Power(0), 1e-6);
        double[] z = Transform(scaler, x), back = new double[10];
        for (int i = 0; i < 10; i++) Assert.Equal(YeoJohnsonScaled[i], z[i], 1e-6);
        scaler.Inverse<double>(z, back);
        for (int i = 0; i < 10; i++) Assert.Equal(x[i], back[i], 1e-12);
    }

    private const double YeoJohnsonLambda = 0.274444440878496;
    private static readonly double[] YeoJohnsonScaled =
    [
        -2.054860487015579, -0.37595288831233775, -0.21064577613684526, 0.01388694861162067, 0.41513408265871116,
        1.024537747851577, 1.943324816800317, -0.5890535084708394, -0.4239892145716612, 0.2576182785850371,
    ];

    [Fact]
    public void YeoJohnson_OfAStreamIsThatOfItsNumbers()
    {
        double[] x = [.. Enumerable.Range(0, 900).Select(i => Math.Exp(Random.Normal((ulong)i)))];
        YeoJohnsonScaler batch = new(1), stream = new(1);
        batch.Fit<double>(x);
        stream.PartialFit<double>(x.AsSpan(0, 300));
        stream.PartialFit<double>(x.AsSpan(300));
        Assert.Equal(batch.Power(0), stream.Power(0), 1e-7);
        double skewness = Transform(batch, x).Average(z => z * z * z);
        Assert.Equal(0, skewness, 0.2);
    }
}
