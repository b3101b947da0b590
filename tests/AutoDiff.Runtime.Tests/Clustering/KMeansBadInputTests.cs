using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

public class KMeansBadInputTests
{
    private static readonly Tensor<double> X = Points.Rows([0, 0], [1, 0], [5, 5]);

    private static readonly KMeansOptions Two = new() { Clusters = 2 };

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void NumbersThatAreNotFinite_AreNamedByRowAndColumn(double bad)
    {
        var x = Points.Blobs(5000, 3, 2, 1);
        x.Span[4321 * 3 + 2] = bad;
        var model = new KMeansModel<double>(Points.Rows([0, 0, 0], [1, 1, 1]));
        Action[] calls =
        [
            () => KMeans.Fit(x, Two), () => KMeans.Fit(x, Points.Rows([0, 0, 0], [1, 1, 1]), Two), () => KMeans.Fit(x, Two with { Spherical = true }),
            () => KMeans.Initialize(x, Two), () => model.Predict(x), () => model.Transform(x), () => model.Score(x),
            () => MiniBatchKMeans.Fit(x, new MiniBatchKMeansOptions { Clusters = 2 }), () => new StreamingKMeans<double>(2).PartialFit(x),
            () => ClusterScores.Silhouette(x, new int[5000]),
        ];
        foreach (var call in calls)
        {
            var error = Assert.Throws<InvalidSampleException>(call);
            Assert.Equal((4321, 2), (error.Row, error.Column));
            Assert.Contains("row 4321, column 2", error.Message, StringComparison.Ordinal);
        }
        var centroid = Assert.Throws<InvalidSampleException>(() => KMeans.Fit(X, Points.Rows([0, 0], [bad, 0]), Two));
        Assert.Equal((1, 0), Where(centroid));
        Assert.StartsWith(centroid.Table + ": row 1, column 0: the value is ", centroid.Message, StringComparison.Ordinal);
    }

    private static (long, int?) Where(InvalidSampleException e) => (e.Row, e.Column);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(4)]
    public void ImpossibleNumbersOfClusters_AreRefused(int clusters)
    {
        Assert.Throws<ArgumentException>(() => KMeans.Fit(X, new KMeansOptions { Clusters = clusters }));
        Assert.Throws<ArgumentException>(() => MiniBatchKMeans.Fit(X, new MiniBatchKMeansOptions { Clusters = clusters }));
        Assert.Throws<ArgumentException>(() => new StreamingKMeans<double>(clusters).PartialFit(X));
    }

    [Fact]
    public void NoData_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => KMeans.Fit(Tensor<double>.Zeros(0, 2), Two));
        Assert.Throws<ArgumentException>(() => KMeans.Fit(Tensor<double>.Zeros(3, 0), Two));
        Assert.Throws<ArgumentException>(() => KMeans.Fit(Tensor<double>.Zeros(6), Two));
        Assert.Throws<ArgumentException>(() => new KMeansModel<double>(X).Predict(Tensor<double>.Zeros(0, 2)));
        Assert.Throws<ArgumentException>(() => new KMeansModel<double>(Tensor<double>.Zeros(0, 2)));
    }

    [Fact]
    public void OtherColumns_AreRefusedWithBothNumbers()
    {
        var model = new KMeansModel<double>(X);
        var other = Tensor<double>.Zeros(4, 3);
        foreach (Action call in (Action[])[() => model.Predict(other), () => model.Transform(other), () => model.Score(other)])
        {
            string message = Assert.Throws<ShapeMismatchException>(call).Message;
            Assert.Contains("3 columns", message, StringComparison.Ordinal);
            Assert.Contains("2", message, StringComparison.Ordinal);
        }
        Assert.Throws<ShapeMismatchException>(() => KMeans.Fit(X, Tensor<double>.Zeros(2, 3), Two));
        Assert.Throws<ShapeMismatchException>(() => KMeans.Fit(X, Tensor<double>.Zeros(3, 2), Two));
        Assert.Throws<ArgumentException>(() => model.Predict(LinearAlgebra.MatrixView<double>.Of(X), new int[2]));
    }

    [Fact]
    public void BadWeights_AreNamed()
    {
        Assert.Equal((1, null), Where(Assert.Throws<InvalidSampleException>(() => KMeans.Fit(X, Two, [1, -1, 1]))));
        Assert.Equal((2, null), Where(Assert.Throws<InvalidSampleException>(() => KMeans.Fit(X, Two, [1, 1, double.NaN]))));
        Assert.Contains("All weights are 0", Assert.Throws<ArgumentException>(() => KMeans.Fit(X, Two, [0, 0, 0])).Message, StringComparison.Ordinal);
        Assert.Contains("2 weights for 3 rows", Assert.Throws<ArgumentException>(() => KMeans.Fit(X, Two, [1, 1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new KMeansModel<double>(X).Score(X, [1]));
    }

    [Fact]
    public void BadOptions_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => KMeans.Fit(X, Two with { Restarts = 0 }));
        Assert.Throws<ArgumentException>(() => KMeans.Fit(X, Two with { MaxIterations = 0 }));
        Assert.Throws<ArgumentException>(() => KMeans.Fit(X, Two with { RelativeTolerance = -1 }));
        Assert.Throws<ArgumentException>(() => KMeans.Fit(X, Two with { AbsoluteTolerance = double.NaN }));
        Assert.Throws<ArgumentException>(() => KMeans.Fit(X, Two with { Initialization = (KMeansInitialization)99 }));
    }

    [Fact]
    public void ValuesWhoseSquaresOverflow_AreRefused() =>
        Assert.Contains("infinite", Assert.Throws<ArgumentException>(() => KMeans.Fit(Points.Rows([1e200], [-1e200], [0]), Two)).Message, StringComparison.Ordinal);

    [Fact]
    public void AStreamIsUnchangedByABatchThatIsRefused()
    {
        var stream = new StreamingKMeans<double>(2);
        Assert.Throws<InvalidOperationException>(() => stream.Model);
        stream.PartialFit(X);
        double[] before = stream.Model.Centroids.Span.ToArray(), weights = stream.ClusterWeights;
        Assert.Throws<InvalidSampleException>(() => stream.PartialFit(Points.Rows([0, 1], [double.NaN, 1])));
        Assert.Throws<ShapeMismatchException>(() => stream.PartialFit(Points.Rows([0, 1, 2])));
        Assert.Throws<InvalidSampleException>(() => stream.PartialFit(X, [1, 1, -1]));
        Assert.Equal(before, stream.Model.Centroids.Span.ToArray());
        Assert.Equal(weights, stream.ClusterWeights);
        Assert.Equal(1, stream.Steps);
    }
}
