using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>What holds for any data.</summary>
public class KMeansLawTests
{
    private static KMeansOptions Options(int clusters, KMeansAlgorithm algorithm = KMeansAlgorithm.Auto) => new() { Clusters = clusters, Algorithm = algorithm };

    [Theory]
    [InlineData("noise", 1e-2)]
    [InlineData("noise", 1e-8)]
    [InlineData("noise", 1e-100)]
    [InlineData("noise", 0)]
    [InlineData("blobs", 1e-2)]
    [InlineData("blobs", 1e-8)]
    [InlineData("blobs", 1e-100)]
    [InlineData("blobs", 0)]
    public void AllAlgorithmsGiveTheSameBits(string data, double tolerance)
    {
        var x = data == "noise" ? Points.Noise(5000, 10, 3) : Points.Blobs(5000, 10, 5, 3);
        if (data == "noise")
            foreach (ref double value in x.Span) value = Math.Max(value, 0);
        var start = x.First(5);
        var lloyd = KMeans.Fit(x, start, Options(5, KMeansAlgorithm.Lloyd) with { RelativeTolerance = tolerance });
        Assert.InRange(lloyd.Iterations, 1, 299);
        foreach (var algorithm in (KMeansAlgorithm[])[KMeansAlgorithm.Hamerly, KMeansAlgorithm.Yinyang, KMeansAlgorithm.Elkan])
        {
            var other = KMeans.Fit(x, start, Options(5, algorithm) with { RelativeTolerance = tolerance });
            Assert.Equal(algorithm, other.Algorithm);
            Assert.Equal(lloyd.Labels, other.Labels);
            Assert.Equal(lloyd.Iterations, other.Iterations);
            Assert.Equal(lloyd.Model.Centroids.Span.ToArray(), other.Model.Centroids.Span.ToArray());
            Assert.Equal(lloyd.Inertia, other.Inertia);
        }
    }

    [Fact]
    public void AllAlgorithmsAgreeInFloat_WithManyClusters()
    {
        var x = Points.Blobs(3000, 20, 60, 4, spread: 1).As<float>();
        var start = x.Wide().First(60);
        var results = Enum.GetValues<KMeansAlgorithm>().Select(a => KMeans.Fit(x, start, Options(60, a))).ToList();
        Assert.All(results, r => Assert.Equal(results[0].Labels, r.Labels));
        Assert.All(results, r => Assert.Equal(results[0].Inertia, r.Inertia));
    }

    [Fact]
    public void OneIteration_IsAssignMoveAssign()
    {
        var x = Points.Noise(300, 7, 5);
        var result = KMeans.Fit(x, x.First(9), Options(9) with { MaxIterations = 1 });
        int[] labels = PlainLabels(x, x.First(9));
        var moved = Tensor<double>.Zeros(9, 7);
        for (int i = 0; i < 300; i++)
            for (int k = 0; k < 7; k++) moved.Span[labels[i] * 7 + k] += x.Span[i * 7 + k] / labels.Count(l => l == labels[i]);
        Assert.Equal(PlainLabels(x, moved), result.Labels);
        Assert.Equal(KMeansStop.MaxIterations, result.Stop);
    }

    private static int[] PlainLabels(Tensor<double> x, Tensor<double> centroids)
    {
        int d = x.Shape[1];
        return [.. Enumerable.Range(0, x.Shape[0]).Select(i => Enumerable.Range(0, centroids.Shape[0])
            .MinBy(j => Enumerable.Range(0, d).Sum(k => Math.Pow(x.Span[i * d + k] - centroids.Span[j * d + k], 2))))];
    }

    [Fact]
    public void AWholeWeight_IsARepetition()
    {
        var x = Points.Blobs(150, 4, 3, 6);
        double[] weights = [.. Enumerable.Range(0, 150).Select(i => (double)(i % 4))];
        var repeated = x.Take([.. Enumerable.Range(0, 150).SelectMany(i => Enumerable.Repeat(i, i % 4))]);
        var start = x.Take(1, 2, 3);
        var weighted = KMeans.Fit(x, start, Options(3), weights);
        var copies = KMeans.Fit(repeated, start, Options(3));
        Assert.Equal(copies.Labels, Enumerable.Range(0, 150).SelectMany(i => Enumerable.Repeat(weighted.Labels[i], i % 4)));
        Assert.Equal(copies.Inertia, weighted.Inertia, copies.Inertia * 1e-12);
        AssertNear(copies.Model.Centroids, weighted.Model.Centroids, 1e-12);
    }

    [Fact]
    public void UnitWeights_AreNoWeights_AndTheirScaleDoesNotMatter()
    {
        var x = Points.Blobs(400, 6, 4, 7);
        var none = KMeans.Fit(x, x.First(4), Options(4));
        var unit = KMeans.Fit(x, x.First(4), Options(4), [.. Enumerable.Repeat(1.0, 400)]);
        var half = KMeans.Fit(x, x.First(4), Options(4), [.. Enumerable.Repeat(0.5, 400)]);
        Assert.Equal(none.Labels, unit.Labels);
        Assert.Equal(none.Labels, half.Labels);
        AssertNear(none.Model.Centroids, unit.Model.Centroids, 1e-14);
        AssertNear(none.Model.Centroids, half.Model.Centroids, 1e-14);
    }

    [Fact]
    public void APointOfWeightZero_GetsALabelAndHasNoOtherEffect()
    {
        var x = Points.Blobs(60, 2, 3, 8);
        double[] weights = [.. Enumerable.Repeat(1.0, 60)];
        weights[59] = 0;
        x.Span[^2..].Fill(1e6);
        var with = KMeans.Fit(x, x.First(3), Options(3) with { RelativeTolerance = 0 }, weights);
        var without = KMeans.Fit(x.First(59), x.First(3), Options(3) with { RelativeTolerance = 0 });
        Assert.Equal(without.Labels, with.Labels[..59]);
        AssertNear(without.Model.Centroids, with.Model.Centroids, 1e-9);
        Assert.InRange(with.Labels[59], 0, 2);
    }

    [Fact]
    public void FloatAgreesWithDouble()
    {
        var x = Points.Blobs(2000, 12, 6, 9).As<float>().Wide();
        var wide = KMeans.Fit(x, x.First(6), Options(6));
        var narrow = KMeans.Fit(x.As<float>(), x.First(6), Options(6));
        Assert.Equal(wide.Labels, narrow.Labels);
        Assert.Equal(wide.Inertia, narrow.Inertia, wide.Inertia * 1e-6);
        AssertNear(wide.Model.Centroids, narrow.Model.Centroids, 1e-6);
        AssertNear(wide.Model.Transform(x), narrow.Model.Transform(x.As<float>()).Wide(), 1e-6);
    }

    [Fact]
    public void InertiaFallsInEveryIteration()
    {
        var x = Tensor<double>.Zeros(1000, 64);
        new CounterRandom(10).FillUniform(x.Span, 0, 1);
        var trace = KMeans.Fit(x.As<float>(), x.First(32), Options(32) with { MaxIterations = 10, RelativeTolerance = 0 }).Trace;
        for (int i = 1; i < trace.Count; i++) Assert.True(trace[i].Inertia < trace[i - 1].Inertia);
    }

    [Fact]
    public void MoreClusters_MoreIterations_AndMoreStarts_AreNotWorse()
    {
        var x = Points.Blobs(600, 5, 8, 11, spread: 1);
        double[] byClusters = [.. ((int[])[2, 8, 32]).Select(k => KMeans.Fit(x, Options(k)).Inertia)];
        Assert.True(byClusters[0] > byClusters[1] && byClusters[1] > byClusters[2]);
        var random = Options(8) with { Initialization = KMeansInitialization.Random };
        double one = KMeans.Fit(x, random with { MaxIterations = 1 }).Inertia, ten = KMeans.Fit(x, random with { MaxIterations = 10 }).Inertia;
        Assert.True(ten < one);
        double[] byStarts = [.. ((int[])[1, 5, 10]).Select(r => KMeans.Fit(x, random with { Restarts = r }).Inertia)];
        Assert.True(byStarts[0] >= byStarts[1] && byStarts[1] >= byStarts[2]);
    }

    [Fact]
    public void ARestartFromTheFittedCentroids_ChangesNothing()
    {
        var x = Points.Blobs(1000, 6, 5, 12).As<float>();
        var first = KMeans.Fit(x, Options(5) with { RelativeTolerance = 0 });
        var second = KMeans.Fit(x, first.Model.Centroids, Options(5) with { RelativeTolerance = 0 });
        Assert.Equal(first.Labels, second.Labels);
        AssertNear(first.Model.Centroids, second.Model.Centroids, 1e-14);
    }

    [Fact]
    public void PredictTransformAndScore_AgreeWithTheFit()
    {
        var x = Points.Blobs(700, 9, 6, 13, offset: 1000);
        double[] weights = [.. Enumerable.Range(0, 700).Select(i => 0.5 + i % 3)];
        var result = KMeans.Fit(x, Options(6), weights);
        Assert.Equal(result.Labels, result.Model.Predict(x));
        Assert.Equal(result.Inertia, -result.Model.Score(x, weights), result.Inertia * 1e-12);
        Assert.Equal([0, 1, 2, 3, 4, 5], result.Model.Predict(result.Model.Centroids));
        var between = result.Model.Transform(result.Model.Centroids);
        for (int i = 0; i < 6; i++)
        {
            Assert.Equal(0, between.Span[i * 7], 1e-12);
            for (int j = 0; j < 6; j++) Assert.Equal(between.Span[i * 6 + j], between.Span[j * 6 + i], 1e-9);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e2)]
    [InlineData(1e4)]
    [InlineData(1e6)]
    public void AnOffsetInFloat_ChangesNoLabel(double offset)
    {
        // The oracle gets the same numbers in double: what differs is the arithmetic alone.
        var rounded = Points.Blobs(20_000, 8, 10, 15, offset: offset).As<float>();
        var start = rounded.Wide().First(10);
        var wide = KMeans.Fit(rounded.Wide(), start, Options(10));
        var narrow = KMeans.Fit(rounded, start, Options(10));
        Assert.Equal(wide.Labels, narrow.Labels);
        Assert.Equal(wide.Inertia, narrow.Inertia, wide.Inertia * 1e-6);
        Assert.Equal(wide.Labels, new KMeansModel<float>(wide.Model.Centroids).Predict(rounded));
        Assert.Equal(wide.Model.Score(rounded.Wide()), narrow.Model.Score(rounded), wide.Inertia * 1e-6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e4)]
    [InlineData(1e6)]
    public void RoundingShiftedBlobsToFloat_ChangesFewLabels(double offset)
    {
        // At 1e6 floats are 0.06 apart: points near a border move over it.
        var exact = Points.Blobs(20_000, 8, 10, 15, spread: 10, offset: offset);
        var fit = KMeans.Fit(exact, Options(10) with { Restarts = 5 });
        int allowed = offset > 1e5 ? 20 : 0;
        AssertDiffer(fit.Labels, new KMeansModel<float>(fit.Model.Centroids).Predict(exact.As<float>()), allowed);
        AssertDiffer(fit.Labels, KMeans.Fit(exact.As<float>(), fit.Model.Centroids, Options(10)).Labels, allowed);
    }

    private static void AssertDiffer(int[] expected, int[] actual, int most)
    {
        int different = expected.Where((l, i) => l != actual[i]).Count();
        Assert.True(different <= most, $"{different} of {expected.Length} labels differ");
    }

    [Fact]
    public void DataFarBeyondTheSquareRootOfTheFloatRange_AreStillClustered()
    {
        var x = Points.Blobs(100, 3, 2, 16, spread: 20).As<float>();
        foreach (ref float value in x.Span) value *= 1e30f;
        var result = KMeans.Fit(x, x.Wide().First(2), Options(2));
        Assert.Equal(result.Model.Predict(x), result.Labels);
        Assert.True(double.IsFinite(result.Inertia));
    }

    private static void AssertNear(Tensor<double> expected, Tensor<double> actual, double relative)
    {
        double scale = expected.Span.ToArray().Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected.Span[i], actual.Span[i], relative * scale);
    }
}
