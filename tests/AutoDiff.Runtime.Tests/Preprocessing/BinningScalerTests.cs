using AutoDiff.Preprocessing;

namespace AutoDiff.Runtime.Tests.Preprocessing;

public class BinningScalerTests
{
    private static readonly double[] X = [-2, 0.1, 0.5, 1.2, 3, 7.5, 20, -0.3, 0, 2.2, 2.3, 19];
    private static readonly CounterRandom Random = new(31);

    private static double[] Transform(FeatureScaler scaler, double[] rows)
    {
        double[] scaled = new double[rows.Length];
        scaler.Transform<double>(rows, scaled);
        return scaled;
    }

    // scikit-learn 1.2.1, KBinsDiscretizer(4, encode="ordinal").
    public static TheoryData<BinRule, double[], double[], double> References => new()
    {
        { BinRule.EqualWidth, [3.5, 9, 14.5], [0, 0, 0, 0, 0, 1, 3, 0, 0, 0, 0, 3], 0.75 },
        { BinRule.Quantile, [0.07500000000000001, 1.7000000000000002, 4.125], [0, 1, 1, 1, 2, 3, 3, 0, 0, 2, 2, 3], -0.9625 },
        { BinRule.KMeans, [4.138888888888889, 13.25, 19.5], [0, 0, 0, 0, 0, 1, 3, 0, 0, 0, 0, 2], 1.0694444444444446 },
    };

    [Theory]
    [MemberData(nameof(References))]
    public void Cuts_EqualTheReference_InOneBatchAndAsAStream(BinRule rule, double[] cuts, double[] bins, double middle)
    {
        BinningScaler batch = new(1, 4, rule), stream = new(1, 4, rule), merged = new(1, 4, rule), other = new(1, 4, rule);
        batch.Fit<double>(X);
        foreach (double x in X) stream.PartialFit<double>([x]);
        merged.PartialFit<double>(X.AsSpan(0, 5));
        other.PartialFit<double>(X.AsSpan(5));
        merged.Merge(other);
        foreach (var scaler in new[] { batch, stream, merged })
        {
            Assert.Equal(4, scaler.CountOf(0));
            for (int i = 0; i < 3; i++) Assert.Equal(cuts[i], scaler.Cuts(0)[i], 1e-14);
            Assert.Equal(bins, Transform(scaler, X));
        }
        double[] back = new double[12];
        batch.Inverse<double>(bins, back);
        Assert.Equal(middle, back[0], 1e-14);
    }

    [Fact]
    public void Share_ReachesFromZeroToOne()
    {
        var scaler = new BinningScaler(1, 5, BinRule.EqualWidth, BinOutput.Share);
        scaler.Fit<double>([0, 10]);
        Assert.Equal([0, 0.25, 0.5, 0.75, 1, 1, 0, 1], Transform(scaler, [1, 2, 5, 7, 9, 10, -50, 1e9]));
        double[] back = new double[2];
        scaler.Inverse<double>([0.25, 1], back);
        Assert.Equal([3, 9], back);
    }

    [Fact]
    public void QuantileBins_HoldTheSameShare()
    {
        double[] x = [.. Enumerable.Range(0, 10_000).Select(i => Math.Exp(Random.Normal((ulong)i)))];
        var scaler = new BinningScaler(1, 8);
        scaler.Fit<double>(x);
        foreach (var bin in Transform(scaler, x).GroupBy(b => b)) Assert.InRange(bin.Count(), 1249, 1251);
    }

    [Fact]
    public void FrequentNumbers_LeaveFewerBins_AndAConstantOne()
    {
        var scaler = new BinningScaler(2, 4);
        scaler.Fit<double>([5, 3, 5, 3, 5, 3, 5, 4, 5, 9]);
        Assert.Equal((1, 2), (scaler.CountOf(0), scaler.CountOf(1)));
        Assert.Equal([0, 0, 0, 1], Transform(scaler, [5, 3, 100, 9]));
        double[] back = new double[2];
        scaler.Inverse<double>([0, 0], back);
        Assert.Equal(5, back[0]);
    }

    [Fact]
    public void Weights_EqualCopies()
    {
        double[] weights = [2, 1, 0, 3, 1, 4, 1, 1, 2, 1, 1, 2];
        double[] copies = [.. X.SelectMany((x, i) => Enumerable.Repeat(x, (int)weights[i]))];
        foreach (var rule in new[] { BinRule.EqualWidth, BinRule.Quantile, BinRule.KMeans })
        {
            BinningScaler weighted = new(1, 3, rule), copied = new(1, 3, rule);
            weighted.Fit<double>(X, weights);
            copied.Fit<double>(copies);
            Assert.Equal(copied.CountOf(0), weighted.CountOf(0));
            for (int i = 0; i < weighted.Cuts(0).Length; i++) Assert.Equal(copied.Cuts(0)[i], weighted.Cuts(0)[i], 1e-14);
        }
    }

    [Fact]
    public void SupervisedCuts_LieWhereLabelsChange()
    {
        double[] rows = [.. Enumerable.Range(0, 300).SelectMany(i => (double[])[i, Random.Normal((ulong)i)])];
        int[] labels = [.. Enumerable.Range(0, 300).Select(i => i < 100 ? 0 : i < 220 ? 1 : 0)];
        var scaler = new BinningScaler(2, 10, BinRule.Supervised);
        scaler.FitSupervised<double>(rows, labels);
        Assert.Equal([99.5, 219.5], scaler.Cuts(0).ToArray());
        Assert.Equal(1, scaler.CountOf(1)); // noise says nothing about the labels
        var two = new BinningScaler(2, 2, BinRule.Supervised);
        two.FitSupervised<double>(rows, labels);
        Assert.Equal(2, two.CountOf(0));
        // Every row twice is the same as weight 2.
        BinningScaler weighted = new(2, 10, BinRule.Supervised), copied = new(2, 10, BinRule.Supervised);
        double[] weights = new double[300];
        Array.Fill(weights, 2);
        weighted.FitSupervised<double>(rows, labels, weights);
        copied.FitSupervised<double>([.. rows, .. rows], [.. labels, .. labels]);
        Assert.Equal(copied.Cuts(0).ToArray(), weighted.Cuts(0).ToArray());
        Assert.Equal(Transform(scaler, rows), Transform(FeatureScaler.FromJson(scaler.ToJson()), rows));
    }

    [Fact]
    public void SupervisedBins_RefuseWhatHasNoLabels()
    {
        var scaler = new BinningScaler(1, 4, BinRule.Supervised);
        Assert.Contains("needs labels", Assert.Throws<InvalidOperationException>(() => scaler.Fit<double>(X)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => scaler.PartialFit<double>(X));
        Assert.Throws<ArgumentException>(() => scaler.FitSupervised<double>(X, [1, 0]));
        Assert.Equal(2, Assert.Throws<InvalidSampleException>(() => scaler.FitSupervised<double>([1, 2, 3], [0, 1, -1])).Row);
        Assert.Throws<InvalidOperationException>(() => new BinningScaler(1).FitSupervised<double>(X, new int[12]));
        Assert.Throws<InvalidOperationException>(() => Transform(scaler, X));
    }

    [Fact]
    public void MissingNumbers_StayMissing()
    {
        var scaler = new BinningScaler(2, 3, BinRule.EqualWidth);
        scaler.Fit<double>([1, double.NaN, 2, double.NaN, double.NaN, double.NaN]);
        double[] z = Transform(scaler, [double.NaN, 1, 2, double.NaN]);
        Assert.Equal([true, false, false, true], z.Select(double.IsNaN));
        Assert.Equal((0, 2), (z[1], z[2]));
    }

    [Fact]
    public void StreamAfterFit_IsRefused()
    {
        var scaler = new BinningScaler(1, 4);
        scaler.Fit<double>(X);
        double[] before = scaler.Cuts(0).ToArray();
        Assert.Throws<InvalidOperationException>(() => scaler.PartialFit<double>([4]));
        Assert.Throws<InvalidOperationException>(() => new BinningScaler(1, 4).Merge(scaler));
        Assert.Equal(before, scaler.Cuts(0).ToArray());
    }

    [Fact]
    public void LongStreams_CutWithinTheRankErrorOfTheirSketch()
    {
        double[] x = [.. Enumerable.Range(0, 50_000).Select(i => Random.Normal((ulong)i))];
        var scaler = new BinningScaler(1, 4, sketchSize: 200);
        scaler.PartialFit<double>(x);
        for (int i = 0; i < 3; i++) Assert.Equal((i + 1) / 4.0, x.Count(v => v <= scaler.Cuts(0)[i]) / 50_000.0, 0.0133);
    }
}
