using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

public class MiniBatchTests
{
    private static readonly Tensor<double> X = Points.Blobs(5000, 6, 5, 30, spread: 10);

    private static MiniBatchKMeansOptions Options => new() { Clusters = 5, BatchSize = 256 };

    [Fact]
    public void SeparateClusters_AreFound()
    {
        var result = MiniBatchKMeans.Fit(X, Options);
        double full = KMeans.Fit(X, new KMeansOptions { Clusters = 5 }).Inertia;
        Assert.InRange(result.Inertia, full * (1 - 1e-12), full * 1.05);
        Assert.Equal(result.Model.Predict(X), result.Labels);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1e4)]
    public void AnOffsetInFloat_DoesNotMatter(double offset)
    {
        var x = Points.Blobs(5000, 6, 5, 30, spread: 10, offset: offset);
        double wide = MiniBatchKMeans.Fit(x, Options).Inertia, narrow = MiniBatchKMeans.Fit(x.As<float>(), Options).Inertia;
        Assert.Equal(wide, narrow, wide * 1e-3);
    }

    [Fact]
    public void StepsAreEpochsTimesRowsOverBatch()
    {
        var result = MiniBatchKMeans.Fit(X, Options with { Epochs = 2, Patience = null });
        Assert.Equal(2 * 5000 / 256, result.Steps);
        Assert.Equal(KMeansStop.MaxIterations, result.Stop);
    }

    [Fact]
    public void WithoutProgressItStops()
    {
        var result = MiniBatchKMeans.Fit(X, Options with { Epochs = 1000 });
        Assert.Equal(KMeansStop.NoImprovement, result.Stop);
        Assert.True(result.Steps < 1000 * 5000 / 256);
        Assert.Equal(KMeansStop.RelativeTolerance, MiniBatchKMeans.Fit(X, Options with { Epochs = 1000, Patience = null, RelativeTolerance = 1e-3 }).Stop);
    }

    [Fact]
    public void GoodCentroidsAreNotReassigned()
    {
        var good = KMeans.Fit(X, new KMeansOptions { Clusters = 5 }).Model.Centroids;
        var result = MiniBatchKMeans.Fit(X, good, Options with { ReassignmentRatio = 1e-15 });
        Assert.Equal(0, result.Reassigned);
        for (int i = 0; i < good.Length; i++) Assert.Equal(good.Span[i], result.Model.Centroids.Span[i], 0.5);
    }

    [Fact]
    public void CentroidsWithoutPoints_AreReassigned()
    {
        var start = Tensor<double>.Full(1e3, 20, 6);
        for (int i = 0; i < 20; i++) start.Span[6 * i] += i;
        var result = MiniBatchKMeans.Fit(X, start, new MiniBatchKMeansOptions { Clusters = 20, BatchSize = 10, Patience = null, Epochs = 5, ReassignmentRatio = 0.9 });
        Assert.True(result.Reassigned > 5);
        Assert.True(result.Labels.Distinct().Count() > 5);
    }

    [Theory]
    [InlineData(256, 5, 5000, 768)]
    [InlineData(10, 40, 5000, 120)]
    [InlineData(256, 5, 300, 300)]
    public void FirstCentroids_AreChosenAmongThreeBatches_AtLeastThreeRowsForEachCluster_AtMostAllRows(int batch, int clusters, int rows, int expected) =>
        Assert.Equal(expected, new MiniBatchKMeansOptions { Clusters = clusters, BatchSize = batch }.RowsToStartFrom(rows));

    [Fact]
    public void LightCentroids_AreReassignedLightestFirst_AtMostHalfABatch()
    {
        var state = new BatchState<double>(new double[12], [0.0, 0], 6, 2);
        ((double[])[100, 3, 0.5, 2, 9.9, 50]).CopyTo(state.Weights, 0);
        // Rows that no centroid has, so that moved centroids are known by them.
        var batch = Points.Rows([1, 1], [2, 2], [3, 3], [4, 4], [5, 5]);
        Assert.Equal(2, Reassignment.Apply(state, batch, 0.1, new CounterRandom(1)));
        bool[] moved = [.. Enumerable.Range(0, 6).Select(j => state.Centroids[2 * j] != 0)];
        Assert.Equal([false, false, true, true, false, false], moved);
        // They start again with the smallest weight of those that stay.
        Assert.Equal([100, 3, 3, 3, 9.9, 50], state.Weights);
        Assert.Equal(0, Reassignment.Apply(state, batch, 1e-15, new CounterRandom(1)));
    }

    [Fact]
    public void ABatchMayBeLargerThanTheData_AndSmallerThanTheClusters()
    {
        var few = X.First(30);
        Assert.Equal(5, MiniBatchKMeans.Fit(few, Options).Labels.Distinct().Count());
        Assert.Equal(30, MiniBatchKMeans.Fit(few, new MiniBatchKMeansOptions { Clusters = 10, BatchSize = 2 }).Labels.Length);
    }

    [Fact]
    public void TheSeedDecides()
    {
        double[] first = MiniBatchKMeans.Fit(X, Options).Model.Centroids.Span.ToArray();
        Assert.Equal(first, MiniBatchKMeans.Fit(X, Options).Model.Centroids.Span.ToArray());
        Assert.NotEqual(first, MiniBatchKMeans.Fit(X, Options with { Seed = 1 }).Model.Centroids.Span.ToArray());
    }

    [Fact]
    public void WeightsOfZero_TakePointsOut()
    {
        double[] weights = [.. KMeans.Fit(X, new KMeansOptions { Clusters = 5 }).Labels.Select(l => l == 0 ? 0.0 : 1)];
        var result = MiniBatchKMeans.Fit(X, Options with { Clusters = 4 }, weights);
        Assert.True(result.Inertia < 2.0 * 6 * 5000);
    }

    [Fact]
    public void ACentroidIsTheMeanOfAllItsPointsSoFar()
    {
        var stream = new StreamingKMeans<double>(Points.Rows([0], [10]));
        stream.PartialFit(Points.Rows([1], [3], [9]));
        stream.PartialFit(Points.Rows([2], [13]), [2, 1]);
        // (1 + 3 + 2 * 2) / 4 and (9 + 13) / 2: the first centroids have no weight.
        Assert.Equal([2, 11], stream.Model.Centroids.Span.ToArray());
        Assert.Equal([4, 2], stream.ClusterWeights);
        Assert.Equal(2, stream.Steps);
    }

    [Fact]
    public void AStreamFindsSeparateClusters()
    {
        var stream = new StreamingKMeans<float>(5);
        for (int i = 0; i < 5000; i += 500) stream.PartialFit(X.Take([.. Enumerable.Range(i, 500)]).As<float>());
        Assert.True(-stream.Model.Score(X.As<float>()) < 1.1 * KMeans.Fit(X, new KMeansOptions { Clusters = 5 }).Inertia);
    }
}
