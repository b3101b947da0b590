using AutoDiff.Clustering;
using AutoDiff.Tests.Threading;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>The matrix of all distances is never written.</summary>
[Collection(WorkerCount.Name)]
public class KMeansMemoryTests
{
    private const int N = 60_000, D = 4, K = 300;

    /// <summary>A number of 4 bytes for each row and centroid would take 72 MB. All data are 1 MB, and first centroids need 16 distances for each row: 4 MB.</summary>
    private const long Most = 10_000_000;

    private static readonly Tensor<float> X = Points.Noise(N, D, 1).As<float>();

    private static KMeansOptions Options => new() { Clusters = K, MaxIterations = 2, Initialization = KMeansInitialization.Random };

    [Theory]
    [InlineData(KMeansAlgorithm.Auto)]
    [InlineData(KMeansAlgorithm.Lloyd)]
    [InlineData(KMeansAlgorithm.Hamerly)]
    public void AFit_TakesMemoryForRowsAndForCentroids_NotForPairs(KMeansAlgorithm algorithm) =>
        AssertSmall(() => KMeans.Fit(X, Options with { Algorithm = algorithm }));

    [Theory]
    [InlineData(KMeansInitialization.GreedyKMeansPlusPlus)]
    [InlineData(KMeansInitialization.KMeansPlusPlus)]
    [InlineData(KMeansInitialization.KMeansParallel)]
    [InlineData(KMeansInitialization.MarkovChain)]
    public void SoDoFirstCentroids(KMeansInitialization method) => AssertSmall(() => KMeans.Initialize(X, Options with { Initialization = method, Clusters = 60 }));

    [Fact]
    public void SoDoPredictions_Scores_MiniBatches_MediansAndTheRefinement()
    {
        var model = KMeans.Fit(X, Options).Model;
        AssertSmall(() => model.Predict(X));
        AssertSmall(() => model.Score(X));
        AssertSmall(() => MiniBatchKMeans.Fit(X, new MiniBatchKMeansOptions { Clusters = K, Epochs = 1 }));
        AssertSmall(() => KMeans.Fit(X, Options with { Metric = KMeansMetric.Manhattan, MaxIterations = 1 }));
        AssertSmall(() => KMeans.Fit(X, Options with { Refinement = KMeansRefinement.HartiganWong, MaxIterations = 1 }));
    }

    /// <summary>On a thread of its own, whose scratch memory is new, and with all work on it.</summary>
    private static void AssertSmall(Action call)
    {
        using var count = WorkerCount.Set(1);
        long allocated = 0;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            failure = Record.Exception(call);
            allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        });
        thread.Start();
        thread.Join();
        Assert.Null(failure);
        Assert.InRange(allocated, 1, Most);
    }
}
