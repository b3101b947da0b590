using System.Numerics;
using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>K-medians: absolute differences and medians.</summary>
public class ManhattanTests
{
    private static KMeansOptions Medians(int clusters) => new() { Clusters = clusters, Metric = KMeansMetric.Manhattan, RelativeTolerance = 0 };

    [Fact]
    public void OneCluster_IsTheMedianOfEachFeature()
    {
        OneCluster<double>();
        OneCluster<float>();
    }

    private static void OneCluster<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var odd = KMeans.Fit(Points.Rows<T>([1, -7], [2, 5], [100, 6]), Medians(1));
        Assert.Equal([2, 5], odd.Model.Centroids.Span.ToArray(), (a, b) => Math.Abs(a - b) < 1e-5);
        Assert.Equal(1 + 98 + 12 + 1, odd.Inertia, 1e-4);
        // Of an even number of values, the middle of the two in the middle.
        var even = KMeans.Fit(Points.Rows<T>([1], [2], [4], [100]), Medians(1));
        Assert.Equal(3, even.Model.Centroids.Span[0], 1e-5);
    }

    [Fact]
    public void AFarPoint_HardlyMovesAMedian()
    {
        var x = Points.Rows([0.0], [0.5], [1], [10], [10.5], [11], [1000]);
        var start = Points.Rows([0], [11]);
        var medians = KMeans.Fit(x, start, Medians(2));
        Assert.Equal([0, 0, 0, 1, 1, 1, 1], medians.Labels);
        Assert.Equal([0.5, 10.75], medians.Model.Centroids.Span.ToArray());
        var means = KMeans.Fit(x, start, Medians(2) with { Metric = KMeansMetric.Euclidean });
        Assert.Equal([0, 0, 0, 0, 0, 0, 1], means.Labels);
    }

    [Fact]
    public void EachIteration_IsAssignAndMedian_AndTheInertiaNeverRises()
    {
        var x = Points.Noise(200, 3, 1);
        var start = x.First(6);
        var once = KMeans.Fit(x, start, Medians(6) with { MaxIterations = 1 });
        int[] labels = Nearest(x, start);
        for (int part = 0; part < 18; part++)
        {
            double[] values = [.. Enumerable.Range(0, 200).Where(i => labels[i] == part / 3).Select(i => x.Span[i * 3 + part % 3]).Order()];
            Assert.Equal((values[(values.Length - 1) / 2] + values[values.Length / 2]) / 2, once.Model.Centroids.Span[part], 1e-14);
        }
        Assert.Equal(Nearest(x, once.Model.Centroids), once.Labels);
        var trace = KMeans.Fit(x, start, Medians(6)).Trace;
        Assert.True(trace.Count > 3);
        for (int i = 1; i < trace.Count; i++) Assert.True(trace[i].Inertia <= trace[i - 1].Inertia);
    }

    private static double Distance(Tensor<double> x, int row, Tensor<double> centroids, int j)
    {
        int d = x.Shape[1];
        return Enumerable.Range(0, d).Sum(k => Math.Abs(x.Span[row * d + k] - centroids.Span[j * d + k]));
    }

    private static int[] Nearest(Tensor<double> x, Tensor<double> centroids) =>
        [.. Enumerable.Range(0, x.Shape[0]).Select(i => Enumerable.Range(0, centroids.Shape[0]).MinBy(j => Distance(x, i, centroids, j)))];

    [Fact]
    public void PredictTransformAndScore_AgreeWithTheFit()
    {
        var x = Points.Blobs(300, 19, 5, 2, offset: 1000);
        double[] weights = [.. Enumerable.Range(0, 300).Select(i => 0.5 + i % 3)];
        var result = KMeans.Fit(x, Medians(5), weights);
        Assert.Equal(KMeansMetric.Manhattan, result.Model.Metric);
        Assert.Equal(result.Labels, result.Model.Predict(x));
        Assert.Equal(result.Inertia, -result.Model.Score(x, weights), 1e-12 * result.Inertia);
        var distances = result.Model.Transform(x);
        for (int i = 0; i < 300; i++)
            for (int j = 0; j < 5; j++) Assert.Equal(Distance(x, i, result.Model.Centroids, j), distances.Span[i * 5 + j], 1e-10);
    }

    [Fact]
    public void AWholeWeight_IsARepetition_AndAWeightOfZeroHasNoEffect()
    {
        var x = Points.Noise(60, 2, 3);
        double[] weights = [.. Enumerable.Range(0, 60).Select(i => (double)(i % 4))];
        var repeated = x.Take([.. Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(i, i % 4))]);
        var start = x.Take(1, 2, 3);
        var weighted = KMeans.Fit(x, start, Medians(3), weights);
        var copies = KMeans.Fit(repeated, start, Medians(3));
        Assert.Equal(copies.Labels, Enumerable.Range(0, 60).SelectMany(i => Enumerable.Repeat(weighted.Labels[i], i % 4)));
        // The offsets differ, by which both are computed.
        for (int i = 0; i < 6; i++) Assert.Equal(copies.Model.Centroids.Span[i], weighted.Model.Centroids.Span[i], 1e-14);
        Assert.Equal(copies.Inertia, weighted.Inertia, 1e-12 * copies.Inertia);
    }

    [Fact]
    public void EmptyClusters_FollowThePolicy()
    {
        var x = Points.Noise(50, 2, 4);
        var start = Points.Rows([0, 0], [1e3, 0]);
        Assert.Equal(1, KMeans.Fit(x, start, Medians(2) with { EmptyClusters = EmptyClusterPolicy.Keep }).DistinctClusters);
        foreach (var policy in (EmptyClusterPolicy[])[EmptyClusterPolicy.RelocateFarthest, EmptyClusterPolicy.Split])
        {
            var result = KMeans.Fit(x, start, Medians(2) with { EmptyClusters = policy });
            Assert.Equal((2, 1), (result.DistinctClusters, result.Relocations));
        }
        Assert.Throws<EmptyClusterException>(() => KMeans.Fit(x, start, Medians(2) with { EmptyClusters = EmptyClusterPolicy.Throw }));
        var equal = KMeans.Fit(Points.Rows([1, 1], [1, 1], [2, 2]), Medians(3));
        Assert.Equal((2, 0.0), (equal.DistinctClusters, equal.Inertia));
    }

    [Fact]
    public void AModelSurvivesItsFile_AndAnUnknownMetricIsRefused()
    {
        using var folder = new Serialization.TemporaryFolder();
        string path = Path.Combine(folder.Path, "model.json");
        var x = Points.Blobs(100, 3, 4, 5);
        var model = KMeans.Fit(x, Medians(4)).Model;
        model.Save(path);
        var loaded = KMeansModel<double>.Load(path);
        Assert.Equal(KMeansMetric.Manhattan, loaded.Metric);
        Assert.Equal(model.Transform(x).Span.ToArray(), loaded.Transform(x).Span.ToArray());
        File.WriteAllText(path, File.ReadAllText(path).Replace("Manhattan", "Taxi", StringComparison.Ordinal));
        Assert.Contains("Taxi", Assert.Throws<AutoDiff.Serialization.DataFormatException>(() => KMeansModel<double>.Load(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void BadInput_IsRefused()
    {
        var x = Points.Noise(10, 2, 6);
        Assert.Throws<ArgumentException>(() => KMeans.Fit(x, Medians(2) with { Spherical = true }));
        Assert.Throws<ArgumentException>(() => new KMeansModel<double>(x, spherical: true, KMeansMetric.Manhattan));
        var bad = Points.Noise(10, 2, 6);
        bad.Span[7] = double.NaN;
        var error = Assert.Throws<InvalidSampleException>(() => new KMeansModel<double>(x, metric: KMeansMetric.Manhattan).Predict(bad));
        Assert.Equal((3, 1), (error.Row, error.Column));
        Assert.Contains(KMeans.Fit(x, Medians(2) with { Algorithm = KMeansAlgorithm.Elkan }).Notes, n => n.Contains("Elkan", StringComparison.Ordinal));
    }
}
