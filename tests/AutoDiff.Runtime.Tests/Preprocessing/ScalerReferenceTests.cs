using AutoDiff.Preprocessing;
using AutoDiff.Runtime.Tests.Metrics;
using static AutoDiff.Runtime.Tests.Preprocessing.ScalerReference;

namespace AutoDiff.Runtime.Tests.Preprocessing;

[Trait("Category", "Reference")]
public class ScalerReferenceTests
{
    public static TheoryData<string> Cases => Names;

    [Fact]
    public void ThereAre10Cases() => Assert.Equal(10, Cases.Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void StandardScaler_EqualsTheReference(string name)
    {
        var c = new ScalerReference(name);
        var expected = c["standard"];
        var scaler = new StandardScaler(c.Features);
        scaler.Fit<double>(c.X, c.Weights);
        bool isConstantCase = name == "constant_and_near_constant", isHuge = name.StartsWith("huge", StringComparison.Ordinal);
        double relative = isHuge ? 1e-6 : 1e-10;
        double[] mean = Of(c, scaler.Mean), variance = Of(c, scaler.Variance);
        AssertEqual(expected.AllNumbers("scale"), Of(c, scaler.Scale), relative);
        AssertEqual(expected.AllNumbers("n_seen"), Of(c, scaler.Count), 1e-14);
        if (c.Has("exact_mean"))
        {
            AssertClose(c["exact_mean"].Numbers(), mean, 1e-15, Size(c));
            AssertEqual(c["exact_var"].Numbers(), variance, 1e-12);
        }
        if (!isConstantCase)
        {
            // A mean near 0 of large numbers has the error of the large ones.
            AssertClose(expected.AllNumbers("mean"), mean, 1e-14, Size(c));
            AssertEqual(expected.AllNumbers("var"), variance, relative);
        }
        double[] scaled = Transformed(scaler, c.Query);
        // Where the reference's mean of a constant is off by a unit, its transform shows it: 1e-16 of the constant.
        if (isConstantCase) AssertClose(expected.AllNumbers("transform"), scaled, 1e-15, [.. Size(c).Zip(Of(c, scaler.Scale), (size, scale) => size / scale)]);
        else AssertClose(expected.AllNumbers("transform"), scaled, relative, 1);
        double[] back = new double[scaled.Length];
        scaler.Inverse<double>(scaled, back);
        AssertClose(expected.AllNumbers("inverse_of_transform"), back, 1e-14, Size(c));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void StandardScaler_EqualsTheReferenceAfterEachChunk(string name)
    {
        var c = new ScalerReference(name);
        var scaler = new StandardScaler(c.Features);
        bool isHuge = name.StartsWith("huge", StringComparison.Ordinal), isConstantCase = name == "constant_and_near_constant";
        int chunk = 0;
        foreach (var (rows, weights) in c.InChunks())
        {
            var expected = c["standard_stream"][chunk];
            Assert.Equal(c.Chunks.Take(chunk + 1).Sum(), expected.GetProperty("rows").GetInt32());
            scaler.PartialFit<double>(rows, weights);
            chunk++;
            AssertEqual(expected.AllNumbers("n_seen"), Of(c, scaler.Count), 1e-14);
            if (!isConstantCase) AssertClose(expected.AllNumbers("mean"), Of(c, scaler.Mean), 1e-13, Size(c));
            if (isConstantCase || isHuge) continue; // there the reference's stream is wrong, or as inexact as its mean is large
            AssertEqual(expected.AllNumbers("var"), Of(c, scaler.Variance));
            AssertEqual(expected.AllNumbers("scale"), Of(c, scaler.Scale));
        }
        if (c.Has("exact_var")) AssertEqual(c["exact_var"].Numbers(), Of(c, scaler.Variance), 1e-12);
        AssertEqual(c["standard"].AllNumbers("scale"), Of(c, scaler.Scale), isHuge ? 1e-6 : 1e-10);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void MinMaxScaler_EqualsTheReference(string name)
    {
        var c = new ScalerReference(name);
        if (!c.Has("minmax")) return; // the reference has no weights here
        foreach (var (property, scaler) in new[]
        {
            ("minmax", new MinMaxScaler(c.Features)),
            ("minmax_m1_1_clip", new MinMaxScaler(c.Features, -1, 1, OutOfRange.Clip)),
        })
        {
            var expected = c[property];
            foreach (var (rows, _) in c.InChunks()) scaler.PartialFit<double>(rows);
            AssertEqual(expected.AllNumbers("data_min"), Of(c, scaler.Minimum), 0);
            AssertEqual(expected.AllNumbers("data_max"), Of(c, scaler.Maximum), 0);
            AssertEqual(expected.AllNumbers("scale"), Of(c, scaler.Factor), 1e-14);
            AssertEqual(expected.AllNumbers("offset"), Of(c, f => scaler.Low - scaler.Minimum(f) * scaler.Factor(f)), 1e-14);
            // The reference computes x · scale + offset, whose error grows with the offset.
            double offset = expected.AllNumbers("offset").Max(Math.Abs);
            AssertClose(expected.AllNumbers("transform"), Transformed(scaler, c.Query), 1e-15 * Math.Max(1, offset), 1);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void MaxAbsScaler_EqualsTheReference(string name)
    {
        var c = new ScalerReference(name);
        if (!c.Has("maxabs")) return;
        var scaler = new MaxAbsScaler(c.Features);
        foreach (var (rows, _) in c.InChunks()) scaler.PartialFit<double>(rows);
        AssertEqual(c["maxabs"].AllNumbers("max_abs"), Of(c, scaler.MaximumAbsolute), 0);
        AssertEqual(c["maxabs"].AllNumbers("scale"), Of(c, scaler.Scale), 1e-15);
        AssertEqual(c["maxabs"].AllNumbers("transform"), Transformed(scaler, c.Query));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void RobustScaler_EqualsTheReference(string name)
    {
        var c = new ScalerReference(name);
        if (!c.Has("robust")) return;
        RobustScaler all = new(c.Features), stream = new(c.Features);
        all.Fit<double>(c.X);
        foreach (var (rows, _) in c.InChunks()) stream.PartialFit<double>(rows);
        foreach (var scaler in new[] { all, stream })
        {
            AssertClose(c["robust"].AllNumbers("center"), Of(c, scaler.Center), 1e-15, Size(c));
            AssertEqual(c["robust"].AllNumbers("scale"), Of(c, scaler.Scale), name.StartsWith("huge", StringComparison.Ordinal) ? 1e-6 : 1e-10);
            AssertClose(c["robust"].AllNumbers("transform"), Transformed(scaler, c.Query), name.StartsWith("huge", StringComparison.Ordinal) ? 1e-6 : 1e-10, 1);
        }
    }

    private static double[] Of(ScalerReference c, Func<int, double> figure) => [.. Enumerable.Range(0, c.Features).Select(figure)];

    private static double[] Transformed(FeatureScaler scaler, double[] rows)
    {
        double[] scaled = new double[rows.Length];
        scaler.Transform<double>(rows, scaled);
        return scaled;
    }

    // The largest number of each feature.
    private static double[] Size(ScalerReference c) =>
        [.. Enumerable.Range(0, c.Features).Select(f => c.X.Where((x, i) => i % c.Features == f && !double.IsNaN(x)).Max(Math.Abs))];

    private static void AssertClose(double[] expected, double[] actual, double relative, double size) => AssertClose(expected, actual, relative, [size]);

    // Within a tolerance relative to the number or to the size of its feature, whatever is larger.
    private static void AssertClose(double[] expected, double[] actual, double relative, double[] size)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i])) Assert.True(double.IsNaN(actual[i]));
            else Assert.Equal(expected[i], actual[i], relative * Math.Max(size[i % size.Length], Math.Abs(expected[i])) * 2);
        }
    }
}
