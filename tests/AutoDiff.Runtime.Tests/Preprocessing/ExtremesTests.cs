using AutoDiff.Preprocessing;

namespace AutoDiff.Runtime.Tests.Preprocessing;

public class ExtremesTests
{
    private static readonly double[] Rows = [0, 1, 0.5, 0, 1, -0.1, 0, 1, 1.1];
    private static readonly double[] NewRows = [0, 2, 0.5, -1, 1, 0, 0, 1, 1.5];

    private static double[] Transform(FeatureScaler scaler, double[] rows)
    {
        double[] scaled = new double[rows.Length];
        scaler.Transform<double>(rows, scaled);
        return scaled;
    }

    private static void AssertClose(double[] expected, double[] actual, double tolerance = 1e-15)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], tolerance);
    }

    [Fact]
    public void MinMax_OfTheHandCase()
    {
        var scaler = new MinMaxScaler(3);
        scaler.Fit<double>(Rows);
        AssertClose([0, 0, 0.5, 0, 0, 0, 0, 0, 1], Transform(scaler, Rows));
        AssertClose([0, 1, 0.5, -1, 0, 0.1 / 1.2, 0, 0, 1.6 / 1.2], Transform(scaler, NewRows));
        var shifted = new MinMaxScaler(3, 1, 2);
        shifted.Fit<double>(Rows);
        AssertClose([1, 1, 1.5, 1, 1, 1, 1, 1, 2], Transform(shifted, Rows));
    }

    [Fact]
    public void Clip_MakesTheEndsExact()
    {
        var random = new CounterRandom(2);
        for (int trial = 0; trial < 200; trial++)
        {
            double low = random.Normal((ulong)(4 * trial)), high = low + Math.Exp(3 * random.Normal((ulong)(4 * trial + 1)));
            var scaler = new MinMaxScaler(1, -1, 1, OutOfRange.Clip);
            scaler.Fit<double>([low, high]);
            Assert.Equal([-1, 1, -1, 1], Transform(scaler, [low, high, low - 5, high + 5]));
        }
    }

    [Fact]
    public void Refuse_NamesRowAndColumn_AndWritesNothing()
    {
        var scaler = new MinMaxScaler(3, outOfRange: OutOfRange.Refuse);
        scaler.Fit<double>(Rows);
        double[] scaled = new double[9];
        var error = Assert.Throws<InvalidSampleException>(() => scaler.Transform<double>(NewRows, scaled));
        Assert.Equal((0L, 1), (error.Row, error.Column));
        Assert.Contains("outside the learnt range", error.Message, StringComparison.Ordinal);
        Assert.Equal(new double[9], scaled);
    }

    [Fact]
    public void MaxAbs_WithAnOutlier_IsExactThirds()
    {
        var scaler = new MaxAbsScaler(2);
        scaler.Fit<double>([-100, 0, 50, 0, 25, 0]);
        AssertClose([-1, 0, 0.5, 0, 0.25, 0], Transform(scaler, [-100, 0, 50, 0, 25, 0]), 0);
        var thirds = new MaxAbsScaler(1);
        thirds.Fit<double>([-3, 1, 2]);
        AssertClose([-1, 1 / 3.0, 2 / 3.0], Transform(thirds, [-3, 1, 2]));
    }

    [Fact]
    public void MaxAbs_ClipsOrRefusesWhatIsBeyond()
    {
        var clip = new MaxAbsScaler(2, OutOfRange.Clip);
        clip.Fit<double>([-3, 0, 1, 0]);
        Assert.Equal([-1, 0, 1, 1, 1, -1], Transform(clip, [-3, 0, 9, 5, 3, -1]));
        Assert.Throws<InvalidOperationException>(() => clip.FoldInto<double>([1, 1], [0]));
        var refuse = new MaxAbsScaler(2, OutOfRange.Refuse);
        refuse.Fit<double>([-3, 2, 1, 0]);
        double[] scaled = new double[4];
        var error = Assert.Throws<InvalidSampleException>(() => refuse.Transform<double>([3, 2, 1, -2.5], scaled));
        Assert.Equal((1L, 1), (error.Row, error.Column));
        Assert.Equal(new double[4], scaled);
        Assert.Equal([1, -1], Transform(refuse, [3, -2]));
    }

    [Fact]
    public void RangesThatOverflow_AreRefusedWhenTheyAreLearnt()
    {
        var scaler = new MinMaxScaler(2);
        scaler.PartialFit<double>([1, 2]);
        var error = Assert.Throws<InvalidSampleException>(() => scaler.PartialFit<double>([0, 0, 0, -1.7e308]));
        Assert.Equal((1L, 1), (error.Row, error.Column));
        scaler.PartialFit<double>([-1e307, 1e307]);
        Assert.Equal([0, 1], Transform(scaler, [-1e307, 1e307]));
    }

    [Fact]
    public void Merge_IsExact()
    {
        MinMaxScaler a = new(3), b = new(3), all = new(3);
        a.Fit<double>(Rows);
        b.Fit<double>(NewRows);
        all.Fit<double>([.. Rows, .. NewRows]);
        a.Merge(b);
        for (int f = 0; f < 3; f++) Assert.Equal((all.Minimum(f), all.Maximum(f)), (a.Minimum(f), a.Maximum(f)));
    }

    [Fact]
    public void MissingNumbersAndRowsOfWeightZero_AreSkipped()
    {
        var scaler = new MinMaxScaler(2);
        scaler.Fit<double>([1, double.NaN, double.PositiveInfinity, 5, 3, 7], [1, 0, 2]);
        Assert.Equal((1, 3), (scaler.Minimum(0), scaler.Maximum(0)));
        Assert.Equal((7, 7), (scaler.Minimum(1), scaler.Maximum(1)));
        Assert.True(double.IsNaN(Transform(scaler, [2, double.NaN])[1]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(16)]
    [InlineData(50)]
    [InlineData(3000)]
    public void AnyWidth_FindsTheExtremesOfEachFeature(int features)
    {
        var random = new CounterRandom((ulong)features);
        float[] rows = [.. Enumerable.Range(0, features * 37).Select(i => (float)random.Normal((ulong)i))];
        var scaler = new MinMaxScaler(features);
        scaler.PartialFit<float>(rows.AsSpan(0, features * 20));
        scaler.PartialFit<float>(rows.AsSpan(features * 20));
        for (int f = 0; f < features; f += Math.Max(1, features / 7))
        {
            float[] column = [.. rows.Where((_, i) => i % features == f)];
            Assert.Equal((column.Min(), column.Max()), (scaler.Minimum(f), scaler.Maximum(f)));
        }
    }
}
