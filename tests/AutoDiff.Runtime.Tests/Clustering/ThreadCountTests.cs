using AutoDiff.Clustering;
using AutoDiff.Neighbors;
using AutoDiff.Tests.Threading;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>Results have the same bits at any number of threads.</summary>
[Collection(WorkerCount.Name)]
public class ThreadCountTests
{
    [Theory]
    [InlineData(KMeansAlgorithm.Lloyd)]
    [InlineData(KMeansAlgorithm.Hamerly)]
    [InlineData(KMeansAlgorithm.Yinyang)]
    public void AnyNumberOfThreads_GivesTheSameBits(KMeansAlgorithm algorithm)
    {
        var x = Points.Blobs(100_000, 16, 12, 14, spread: 1).As<float>();
        var options = new KMeansOptions { Clusters = 12, Algorithm = algorithm, MaxIterations = 3, Restarts = 2 };
        var results = new List<KMeansResult<float>>();
        foreach (int workers in (int[])[1, 2, 3])
        {
            using var count = WorkerCount.Set(workers);
            results.Add(KMeans.Fit(x, options));
        }
        Assert.All(results, r => Assert.Equal(results[0].Labels, r.Labels));
        Assert.All(results, r => Assert.Equal(results[0].Model.Centroids.Span.ToArray(), r.Model.Centroids.Span.ToArray()));
        Assert.All(results, r => Assert.Equal(results[0].Inertia, r.Inertia));
    }

    [Theory]
    [InlineData(500)]
    [InlineData(9000)]
    public void ParallelRestarts_GiveTheBitsOfTheBestOneAlone(int rows)
    {
        // 500 rows are one block, whose starts run side by side; 9000 rows share out their sweeps.
        var x = Points.Noise(rows, 4, 31).As<float>();
        var options = new KMeansOptions { Clusters = 8, Restarts = 6, Initialization = KMeansInitialization.Random, MaxIterations = 20 };
        var results = new List<KMeansResult<float>>();
        foreach (int workers in (int[])[1, 2, 4])
        {
            using var count = WorkerCount.Set(workers);
            results.Add(KMeans.Fit(x, options));
        }
        // An observer makes the starts run one after the other.
        results.Add(KMeans.Fit(x, options with { Observer = _ => true }));
        Assert.All(results, r => Assert.Equal(results[0].Labels, r.Labels));
        Assert.All(results, r => Assert.Equal(results[0].Inertia, r.Inertia));
        Assert.All(results, r => Assert.Equal(results[0].Trace[0].Restart, r.Trace[0].Restart));
        Assert.All(results, r => Assert.Equal(results[0].Model.Centroids.Span.ToArray(), r.Model.Centroids.Span.ToArray()));
    }

    [Fact]
    public void RefinementAndMedians_GiveTheSameBitsOnAnyNumberOfThreads()
    {
        var x = Points.Noise(6000, 5, 32).As<float>();
        var options = new KMeansOptions { Clusters = 9, MaxIterations = 8 };
        var refined = new List<KMeansResult<float>>();
        var medians = new List<KMeansResult<float>>();
        foreach (int workers in (int[])[1, 3])
        {
            using var count = WorkerCount.Set(workers);
            refined.Add(KMeans.Fit(x, options with { Refinement = KMeansRefinement.HartiganWong }));
            medians.Add(KMeans.Fit(x, options with { Metric = KMeansMetric.Manhattan }));
        }
        Assert.True(refined[0].Transfers > 0);
        Assert.Equal(refined[0].Transfers, refined[1].Transfers);
        Assert.Equal(refined[0].Model.Centroids.Span.ToArray(), refined[1].Model.Centroids.Span.ToArray());
        Assert.Equal(medians[0].Model.Centroids.Span.ToArray(), medians[1].Model.Centroids.Span.ToArray());
        Assert.Equal(medians[0].Inertia, medians[1].Inertia);
    }

    [Fact]
    public void MiniBatches_AndWeights_GiveTheSameBitsOnAnyNumberOfThreads()
    {
        var x = Points.Blobs(20_000, 6, 5, 30).As<float>();
        double[] weights = [.. Enumerable.Range(0, 20_000).Select(i => 0.1 * (i % 7))];
        var batches = new List<double[]>();
        var weighted = new List<double[]>();
        foreach (int workers in (int[])[1, 3])
        {
            using var count = WorkerCount.Set(workers);
            batches.Add(MiniBatchKMeans.Fit(x, new MiniBatchKMeansOptions { Clusters = 5, BatchSize = 5000, Epochs = 3 }).Model.Centroids.Span.ToArray());
            weighted.Add(KMeans.Fit(x, new KMeansOptions { Clusters = 5, Initialization = KMeansInitialization.KMeansParallel }, weights).Model.Centroids.Span.ToArray());
        }
        Assert.Equal(batches[0], batches[1]);
        Assert.Equal(weighted[0], weighted[1]);
    }

    [Fact]
    public void Neighbours_AreTheSameOnAnyNumberOfThreads()
    {
        var data = Points.Noise(500, 9, 1);
        var results = new List<(Tensor<int> Rows, Tensor<double> Distances)>();
        foreach (int workers in (int[])[1, 4])
        {
            using var count = WorkerCount.Set(workers);
            results.Add(new NearestNeighbors<double>(data).Search(data, 7));
        }
        Assert.Equal(results[0].Rows.Span.ToArray(), results[1].Rows.Span.ToArray());
        Assert.Equal(results[0].Distances.Span.ToArray(), results[1].Distances.Span.ToArray());
    }
}
