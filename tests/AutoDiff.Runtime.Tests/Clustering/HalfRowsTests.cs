using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>Rows of 16 bits.</summary>
public class HalfRowsTests
{
    private static readonly Tensor<Half> X = Points.Blobs(400, 5, 4, 1, spread: 4).As<Half>();

    private static Tensor<float> Wide => Tensor<float>.Wrap(Array.ConvertAll(X.Span.ToArray(), v => (float)v), X.Shape.ToArray());

    private static KMeansOptions Options => new() { Clusters = 4 };

    [Fact]
    public void AFit_HasTheBitsOfTheSameNumbersAsFloats()
    {
        var half = KMeans.Fit(X, Options);
        var single = KMeans.Fit(Wide, Options);
        Assert.Equal(single.Labels, half.Labels);
        Assert.Equal(single.Inertia, half.Inertia);
        Assert.Equal(single.Model.Centroids.Span.ToArray(), half.Model.Centroids.Span.ToArray());
        var start = KMeans.Initialize(X, Options);
        Assert.Equal(KMeans.Initialize(Wide, Options).Span.ToArray(), start.Span.ToArray());
        Assert.Equal(KMeans.Fit(Wide, start, Options).Labels, KMeans.Fit(X, start, Options).Labels);
        Assert.Equal(MiniBatchKMeans.Fit(Wide, new MiniBatchKMeansOptions { Clusters = 4 }).Labels, MiniBatchKMeans.Fit(X, new MiniBatchKMeansOptions { Clusters = 4 }).Labels);
    }

    [Fact]
    public void TheModel_TakesHalfRows()
    {
        var fit = KMeans.Fit(X, Options);
        Assert.Equal(fit.Labels, fit.Model.Predict(X));
        Assert.Equal(fit.Model.Transform(Wide).Span.ToArray(), fit.Model.Transform(X).Span.ToArray());
        Assert.Equal(fit.Inertia, -fit.Model.Score(X), 1e-12 * fit.Inertia);
        var stream = new StreamingKMeans<float>(4);
        Assert.True(stream.PartialFit(X) > 0);
    }

    [Fact]
    public void SumsBeyondTheRangeOfHalf_AreRight()
    {
        // The sum of the rows is 4e7, that of their squares 2.4e12; the largest half is 65504.
        var x = Tensor<Half>.Wrap([.. Enumerable.Range(0, 2000).Select(i => (Half)(i % 2 == 0 ? 60000.0 : -20000.0))], 2000, 1);
        var result = KMeans.Fit(x, new KMeansOptions { Clusters = 2 });
        Assert.Equal(0, result.Inertia);
        Assert.Equal([-20000, 60000], result.Model.Centroids.Span.ToArray().Order());
    }

    [Fact]
    public void InfinitiesAreNamed()
    {
        var x = Points.Noise(20, 2, 2).As<Half>();
        x.Span[9] = Half.PositiveInfinity;
        var error = Assert.Throws<InvalidSampleException>(() => KMeans.Fit(x, Options));
        Assert.Equal((4, 1), (error.Row, error.Column));
    }
}
