using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

public class KMeansOptionTests
{
    private static readonly Tensor<double> X = Points.Blobs(500, 4, 6, 20, spread: 1);

    private static KMeansOptions Options => new() { Clusters = 6, RelativeTolerance = null };

    [Fact]
    public void TheResultNamesTheRuleThatStoppedIt()
    {
        var start = X.First(6);
        Assert.Equal(KMeansStop.LabelsUnchanged, KMeans.Fit(X, start, Options).Stop);
        Assert.Equal(KMeansStop.AbsoluteTolerance, KMeans.Fit(X, start, Options with { AbsoluteTolerance = 0.01 }).Stop);
        Assert.Equal(KMeansStop.RelativeTolerance, KMeans.Fit(X, start, Options with { RelativeTolerance = 0.01 }).Stop);
        Assert.Equal(KMeansStop.ObjectiveTolerance, KMeans.Fit(X, start, Options with { ObjectiveTolerance = 0.01 }).Stop);
        Assert.Equal(KMeansStop.MaxIterations, KMeans.Fit(X, start, Options with { MaxIterations = 2 }).Stop);
        Assert.Equal(KMeansStop.Observer, KMeans.Fit(X, start, Options with { Observer = i => i.Number < 3 }).Stop);
    }

    [Fact]
    public void TheThresholdsAreMetByTheLastIterationAndNotBefore()
    {
        var absolute = KMeans.Fit(X, X.First(6), Options with { AbsoluteTolerance = 0.01 }).Trace;
        Assert.True(absolute[^1].SquaredShift <= 0.01);
        Assert.All(absolute.SkipLast(1), t => Assert.True(t.SquaredShift > 0.01));
        var objective = KMeans.Fit(X, X.First(6), Options with { ObjectiveTolerance = 0.01 }).Trace;
        Assert.True(objective[^2].Inertia - objective[^1].Inertia <= 0.01 * objective[^2].Inertia);
    }

    [Fact]
    public void TheTraceTellsEveryIteration()
    {
        var seen = new List<KMeansIteration>();
        var result = KMeans.Fit(X, X.First(6), Options with { Observer = i => { seen.Add(i); return true; } });
        Assert.Equal(result.Trace, seen);
        Assert.Equal(Enumerable.Range(1, result.Iterations), seen.Select(t => t.Number));
        Assert.Equal(500, seen[0].Reassigned);
        Assert.Equal(0, seen[^1].Reassigned);
    }

    [Fact]
    public void CancellationEndsTheFit()
    {
        using var source = new CancellationTokenSource();
        var options = Options with { Observer = i => { source.Cancel(); return true; } };
        Assert.Throws<OperationCanceledException>(() => KMeans.Fit(X, X.First(6), options, default, source.Token));
        Assert.Throws<OperationCanceledException>(() => MiniBatchKMeans.Fit(X, new MiniBatchKMeansOptions { Clusters = 3 }, default, source.Token));
    }

    [Fact]
    public void EmptyClusters_FollowThePolicy()
    {
        var start = Points.Rows([0, 0, 0, 0], [1e3, 0, 0, 0]);
        var two = Options with { Clusters = 2 };
        var kept = KMeans.Fit(X, start, two with { EmptyClusters = EmptyClusterPolicy.Keep });
        Assert.Equal(1, kept.DistinctClusters);
        Assert.Equal([1e3, 0, 0, 0], kept.Model.Centroids.Span.Slice(4, 4).ToArray());
        Assert.Equal(2, KMeans.Fit(X, start, two with { EmptyClusters = EmptyClusterPolicy.RelocateFarthest }).DistinctClusters);
        Assert.Equal(2, KMeans.Fit(X, start, two with { EmptyClusters = EmptyClusterPolicy.Split }).DistinctClusters);
        var error = Assert.Throws<EmptyClusterException>(() => KMeans.Fit(X, start, two with { EmptyClusters = EmptyClusterPolicy.Throw }));
        Assert.Equal((1, 1), (error.Cluster, error.Iteration));
    }

    [Fact]
    public void SphericalClusters_AreDirections()
    {
        double[][] rows = [[1, 0.1], [100, -5], [0.01, 0.0005], [0.1, 1], [-3, 60], [0, 1e-3]];
        var result = KMeans.Fit(Points.Rows(rows), Points.Rows([5, 0], [0, 0.1]), Options with { Clusters = 2, Spherical = true });
        Assert.Equal([0, 0, 0, 1, 1, 1], result.Labels);
        for (int j = 0; j < 2; j++)
        {
            var c = result.Model.Centroids.Span.Slice(2 * j, 2);
            Assert.Equal(1, c[0] * c[0] + c[1] * c[1], 1e-14);
        }
        Assert.Equal([0, 1], result.Model.Predict(Points.Rows([1e5, 1], [1, 1e5])));
        Assert.Equal(result.Inertia, -result.Model.Score(Points.Rows(rows)), 1e-14);
        Assert.Equal(1, Assert.Throws<InvalidSampleException>(() => KMeans.Fit(Points.Rows([1, 1], [0, 0]), Options with { Clusters = 1, Spherical = true })).Row);
    }

    [Fact]
    public void AModelSurvivesItsFile()
    {
        using var folder = new Serialization.TemporaryFolder();
        string path = Path.Combine(folder.Path, "model.json");
        var x = Points.Blobs(300, 3, 4, 21, offset: 1e4).As<float>();
        var model = KMeans.Fit(x, new KMeansOptions { Clusters = 4 }).Model;
        model.Save(path);
        var loaded = KMeansModel<float>.Load(path);
        Assert.Equal(model.Centroids.Span.ToArray(), loaded.Centroids.Span.ToArray());
        Assert.Equal(model.Predict(x), loaded.Predict(x));
        Assert.Equal(model.IsSpherical, loaded.IsSpherical);
        Assert.Contains("float32", Assert.Throws<AutoDiff.Serialization.DataFormatException>(() => KMeansModel<double>.Load(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "no K-Means model")]
    [InlineData("[]", "no K-Means model")]
    [InlineData("""{"format":"other"}""", "no K-Means model")]
    [InlineData("""{"format":"autodiff.kmeans","version":2}""", "version is 2")]
    [InlineData("""{"format":"autodiff.kmeans","version":1,"type":"float64","spherical":false,"offset":[0,0],"centroids":[[1,2],[3]]}""", "centroid 1")]
    [InlineData("""{"format":"autodiff.kmeans","version":1,"type":"float64","spherical":false,"offset":[],"centroids":[]}""", "no centroids")]
    [InlineData("""{"format":"autodiff.kmeans","version":1,"type":"float64","spherical":false,"offset":["x"],"centroids":[[1]]}""", "no K-Means model")]
    public void AFileThatIsNoModel_IsRefused(string content, string word)
    {
        using var folder = new Serialization.TemporaryFolder();
        string path = Path.Combine(folder.Path, "model.json");
        File.WriteAllText(path, content);
        var error = Assert.Throws<AutoDiff.Serialization.DataFormatException>(() => KMeansModel<double>.Load(path));
        Assert.Contains(word, error.Message, StringComparison.Ordinal);
    }
}
