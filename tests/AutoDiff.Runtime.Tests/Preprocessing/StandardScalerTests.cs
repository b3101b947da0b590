using AutoDiff.Preprocessing;

namespace AutoDiff.Runtime.Tests.Preprocessing;

public class StandardScalerTests
{
    private static readonly double[] Dogs = [600, 470, 170, 430, 300];
    private static readonly CounterRandom Random = new(1);

    [Fact]
    public void DogHeights_HaveMean394AndVariance21704_InAnySplit()
    {
        for (int split = 0; split <= 5; split++)
        {
            var scaler = new StandardScaler(1);
            scaler.PartialFit<double>(Dogs.AsSpan(0, split));
            scaler.PartialFit<double>(Dogs.AsSpan(split));
            Assert.Equal(394, scaler.Mean(0), 1e-12);
            Assert.Equal(21704, scaler.Variance(0), 1e-10);
        }
    }

    [Fact]
    public void MissingNumbers_AreAsIfAbsent()
    {
        double[] rows = [double.NaN, 600, 600, double.NaN, 470, 470, double.NaN, 170, 170, 430, 430, 300, 300, double.NaN];
        foreach (int chunk in new[] { 1, 3, 7 })
        {
            var scaler = new StandardScaler(2);
            for (int r = 0; r < 7; r += chunk) scaler.PartialFit<double>(rows.AsSpan(r * 2, Math.Min(chunk, 7 - r) * 2));
            Assert.Equal((394, 394), (Math.Round(scaler.Mean(0), 10), Math.Round(scaler.Mean(1), 10)));
            Assert.Equal(21704, scaler.Variance(0), 1e-9);
            Assert.Equal(21704, scaler.Variance(1), 1e-9);
        }
    }

    [Fact]
    public void Counts_AreThoseOfEachFeature()
    {
        var scaler = new StandardScaler(3);
        scaler.Fit<double>([0, 1, 3, double.NaN, 6, 10, 5, 4, double.NaN, 8, 0, double.NaN]);
        Assert.Equal((3, 4, 2), (scaler.Count(0), scaler.Count(1), scaler.Count(2)));
    }

    [Fact]
    public void PriorMoments_MergeWithRows()
    {
        var scaler = StandardScaler.FromMoments([535], [4225], 2);
        scaler.PartialFit<double>([170, 430, 300]);
        Assert.Equal(394, scaler.Mean(0), 1e-12);
        Assert.Equal(21704, scaler.Variance(0), 1e-10);
    }

    [Fact]
    public void LargeThenTiny_OneByOneAndInChunks_ErrsByLessThan1()
    {
        double tiny = Math.Log(1e-5), half = (1e8 - tiny) / 2;
        double[] x = [.. Enumerable.Range(0, 10_000).Select(i => i < 5000 ? 1e8 : tiny)];
        foreach (int chunk in new[] { 1, 100, 300, 10_000 })
        {
            var scaler = new StandardScaler(1);
            for (int i = 0; i < x.Length; i += chunk) scaler.PartialFit<double>(x.AsSpan(i, Math.Min(chunk, x.Length - i)));
            Assert.Equal(half * half, scaler.Variance(0), 1.0); // of 2.5e15
        }
    }

    [Theory]
    [InlineData(1e15, 1e3)]
    [InlineData(1e15, 1e6)]
    [InlineData(-1e15, 1e3)]
    [InlineData(-1e15, 1e6)]
    [InlineData(1e10, 1e4)]
    [InlineData(0, 1)]
    public void RowsOneByOne_EqualTheBatch_AtAnyOffset(double offset, double deviation)
    {
        double[] x = [.. Enumerable.Range(0, 100).Select(i => offset + deviation * Random.Normal((ulong)i))];
        StandardScaler batch = new(1), stream = new(1);
        batch.Fit<double>(x);
        foreach (double value in x) stream.PartialFit<double>([value]);
        Assert.Equal(batch.Mean(0), stream.Mean(0), 1e-15 * Math.Abs(offset) + 1e-14 * deviation);
        Assert.Equal(1, stream.Variance(0) / batch.Variance(0), 1e-12);
        Assert.Equal(1, stream.Scale(0) / batch.Scale(0), 1e-12);
    }

    [Fact]
    public void MeanOf1E9_CostsNoDigitsOfTheVariance()
    {
        double[] x = [.. Enumerable.Range(0, 10_000).Select(i => 1e9 + (i % 2 == 0 ? 1 : -1))];
        var scaler = new StandardScaler(1);
        foreach (double value in x) scaler.PartialFit<double>([value]);
        Assert.Equal(1, scaler.Variance(0), 1e-12);
    }

    [Fact]
    public void FirstRowFarFromTheRest_CostsFewDigits()
    {
        double[] x = [1e6, .. Enumerable.Range(0, 9999).Select(i => Random.Normal((ulong)i))];
        double mean = x.Average(), variance = x.Sum(v => (v - mean) * (v - mean)) / x.Length;
        var scaler = new StandardScaler(1);
        scaler.Fit<double>(x);
        Assert.Equal(1, scaler.Variance(0) / variance, 1e-12);
    }

    [Fact]
    public void Weights_OfNearlyEqualNumbers_KeepTheVariance()
    {
        double[] x = [99.99999978143265, 99.99999989071631, 99.99999994535816, 99.99999997267908, 99.99999998633952, 99.99999999316977, 99.99999999829245, 99.99999999957309];
        double[] weights = [6, 8, 6, 9, 10, 3, 5, 9];
        var scaler = new StandardScaler(1);
        scaler.Fit<double>(x, weights);
        double total = weights.Sum();
        double sample = scaler.Variance(0) * total / (total - 1);
        // Rational arithmetic on these doubles; the published 4.648047194845607e-15 is off by 8e-8 of itself.
        Assert.Equal(1, sample / 4.648046815078954e-15, 1e-12);
        Assert.Equal(1, sample / 4.648047194845607e-15, 1e-7);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(14.62)]
    [InlineData(1e-100)]
    [InlineData(1e100)]
    [InlineData(-11.512925464970229)]
    public void Constant_BecomesExactlyZero(double constant)
    {
        double[] rows = new double[1000], scaled = new double[1000];
        Array.Fill(rows, constant);
        StandardScaler batch = new(1), stream = new(1);
        batch.Fit<double>(rows);
        foreach (double x in rows) stream.PartialFit<double>([x]);
        foreach (var scaler in new[] { batch, stream })
        {
            Assert.Equal((0, 1), (scaler.Variance(0), scaler.Scale(0)));
            scaler.Transform<double>(rows, scaled);
            Assert.All(scaled, z => Assert.Equal(0, z));
        }
    }

    [Fact]
    public void TinyAndHugeScales_AroundAnyMean_AreScaledOrConstant()
    {
        foreach (double mean in new[] { 1e-10, 1, 1e10 })
        {
            for (double deviation = 1e-30; deviation <= 1e19; deviation *= 1e7)
            {
                double[] rows = [mean - deviation, mean + deviation, mean - deviation, mean + deviation], scaled = new double[4];
                var scaler = new StandardScaler(1);
                scaler.Fit<double>(rows);
                scaler.Transform<double>(rows, scaled);
                bool isConstant = deviation < mean * 1e-15;
                Assert.Equal(isConstant ? 0 : 1, Math.Abs(scaled[0]), isConstant ? 1e-9 : 1e-6 + mean * 4e-16 / deviation);
            }
        }
    }

    [Fact]
    public void Half_Of200000Values_EqualsTheDoubleResultToTwoDecimals()
    {
        Half[] x = [.. Enumerable.Range(0, 200_000).Select(i => (Half)(5 + 5 * Random.Uniform((ulong)i)))];
        double[] wide = [.. x.Select(v => (double)v)];
        StandardScaler half = new(1), full = new(1);
        half.Fit<Half>(x);
        full.Fit<double>(wide);
        Assert.Equal(full.Mean(0), half.Mean(0));
        Half[] scaled = new Half[x.Length];
        half.Transform<Half>(x, scaled);
        double[] expected = new double[x.Length];
        full.Transform<double>(wide, expected);
        for (int i = 0; i < x.Length; i++) Assert.Equal(expected[i], (double)scaled[i], 5e-3);
    }

    [Fact]
    public void MoreThan2To25Floats_HaveTheRightMean()
    {
        // A running sum in float stops growing at 2^24 ones.
        float[] ones = new float[1 << 20];
        Array.Fill(ones, 1f);
        var scaler = new StandardScaler(1);
        for (int i = 0; i < 33; i++) scaler.PartialFit<float>(ones);
        scaler.PartialFit<float>([2f]);
        double n = 33.0 * (1 << 20) + 1;
        Assert.Equal(n, scaler.Count(0));
        Assert.Equal((n + 1) / n, scaler.Mean(0), 1e-15);
    }

    [Fact]
    public void FirstSingleRow_HasVarianceZeroAndBecomesZero()
    {
        var scaler = new StandardScaler(2);
        double[] z = new double[2];
        scaler.PartialFit<double>([3, -7]);
        scaler.Transform<double>([3, -7], z);
        Assert.Equal((0, 1), (scaler.Variance(0), scaler.Scale(1)));
        Assert.Equal([0, 0], z);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(300)]
    [InlineData(342)]
    public void Chunks_EqualTheBatch(int chunk)
    {
        double[] x = [.. Enumerable.Range(0, 300 * 3).Select(i => 100 * (i % 3) + Random.Normal((ulong)i))];
        StandardScaler batch = new(3), stream = new(3);
        batch.Fit<double>(x);
        for (int r = 0; r < 300; r += chunk) stream.PartialFit<double>(x.AsSpan(r * 3, Math.Min(chunk, 300 - r) * 3));
        for (int f = 0; f < 3; f++)
        {
            Assert.Equal(batch.Mean(f), stream.Mean(f), 1e-13);
            Assert.Equal(1, stream.Variance(f) / batch.Variance(f), 1e-12);
        }
    }

    [Fact]
    public void Merge_IsAssociativeAndExact()
    {
        double[] x = [.. Enumerable.Range(0, 900).Select(i => 1e6 + i / 300 * 50 + Random.Normal((ulong)i))];
        StandardScaler Of(int part)
        {
            var scaler = new StandardScaler(1);
            scaler.Fit<double>(x.AsSpan(part * 300, 300));
            return scaler;
        }
        StandardScaler all = new(1), left = Of(0), right = Of(1);
        all.Fit<double>(x);
        left.Merge(Of(1));
        left.Merge(Of(2));
        right.Merge(Of(2));
        var first = Of(0);
        first.Merge(right);
        Assert.Equal(1, left.Variance(0) / all.Variance(0), 1e-12);
        Assert.Equal(1, first.Variance(0) / left.Variance(0), 1e-12);
        Assert.Equal(all.Mean(0), first.Mean(0), 1e-9);
        Assert.Throws<ArgumentException>(() => left.Merge(new StandardScaler(2)));
    }

    [Fact]
    public void WholeWeights_EqualCopies()
    {
        double[] rows = [1, 5, 2, 3, 7, 7], weights = [2, 0, 3], copies = [1, 5, 1, 5, 7, 7, 7, 7, 7, 7];
        StandardScaler weighted = new(2), copied = new(2);
        weighted.Fit<double>(rows, weights);
        copied.Fit<double>(copies);
        for (int f = 0; f < 2; f++)
        {
            Assert.Equal(copied.Count(f), weighted.Count(f));
            Assert.Equal(copied.Mean(f), weighted.Mean(f), 1e-15);
            Assert.Equal(copied.Variance(f), weighted.Variance(f), 1e-14);
        }
    }

    [Fact]
    public void NearConstant_IsWhatRoundingOfItsRowsCanLeave()
    {
        // var <= n ε var + (n ε mean)², here with n = 2 and mean 1e10: deviations up to about 4.4e-6. Neighbours of 1e10 are 1.9e-6 apart.
        const double Mean = 1e10, Unit = 1.9073486328125e-6;
        foreach (int steps in new[] { 1, 2, 3, 8 })
        {
            double deviation = steps * Unit, noise = 2 * 2.220446049250313e-16 * Mean;
            var scaler = new StandardScaler(1);
            scaler.Fit<double>([Mean - deviation, Mean + deviation]);
            Assert.Equal(deviation * deviation, scaler.Variance(0), 1e-20);
            Assert.Equal(deviation <= noise ? 1 : deviation, scaler.Scale(0), 1e-12);
        }
    }

    [Fact]
    public void ZerosCount_AndInfinitiesAreRefusedWhereOtherSoftwareSkipsThem()
    {
        // A sparse zero is a value, not a missing one. A constant gets scale 1 and becomes 0; other software gives it scale 0, with the same result.
        var scaler = new StandardScaler(2);
        scaler.Fit<double>([0, 7, 0, 7, 6, 7]);
        Assert.Equal((3, 2, 8), (scaler.Count(0), scaler.Mean(0), scaler.Variance(0)));
        Assert.Equal(1, scaler.Scale(1));
        Assert.Equal((1L, 0), Place(() => scaler.PartialFit<double>([1, 1, double.PositiveInfinity, 1])));
        scaler.PartialFit<double>([double.NaN, 7]);
        Assert.Equal((3, 4), (scaler.Count(0), scaler.Count(1)));

        static (long, int?) Place(Action action)
        {
            var error = Assert.Throws<InvalidSampleException>(action);
            return (error.Row, error.Column);
        }
    }

    [Fact]
    public void Options_LeaveOutCenterOrScale()
    {
        double[] z = new double[2];
        var noScale = new StandardScaler(1, new StandardScalerOptions { Scale = false });
        noScale.Fit<double>([1, 5]);
        noScale.Transform<double>([1, 5], z);
        Assert.Equal([-2, 2], z);
        var noCenter = new StandardScaler(1, new StandardScalerOptions { Center = false });
        noCenter.Fit<double>([1, 5]);
        noCenter.Transform<double>([1, 5], z);
        Assert.Equal([0.5, 2.5], z);
    }
}
