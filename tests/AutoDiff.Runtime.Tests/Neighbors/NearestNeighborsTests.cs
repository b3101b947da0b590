using AutoDiff.Distances;
using AutoDiff.Neighbors;
using AutoDiff.Runtime.Tests.Clustering;

namespace AutoDiff.Runtime.Tests.Neighbors;

public class NearestNeighborsTests
{
    [Theory]
    [InlineData(1, 1, 1, 1)]
    [InlineData(50, 3, 7, 5)]
    [InlineData(301, 17, 65, 10)]
    [InlineData(40, 5, 33, 40)]
    public void Search_FindsWhatSortingAllDistancesFinds(int n, int d, int queries, int k)
    {
        foreach (double offset in (double[])[0, 1e4])
        {
            var data = Points.Blobs(n, d, 4, 5, offset: offset).As<float>();
            var query = Points.Blobs(queries, d, 4, 6, offset: offset).As<float>();
            var (rows, distances) = new NearestNeighbors<float>(data).Search(query, k);
            var all = Pairwise.Distances(query.Wide(), data.Wide(), default(Euclidean));
            for (int q = 0; q < queries; q++)
            {
                int[] expected = [.. Enumerable.Range(0, n).OrderBy(i => all.Span[q * n + i]).ThenBy(i => i).Take(k)];
                Assert.Equal(expected, rows.Span.Slice(q * k, k).ToArray());
                for (int i = 0; i < k; i++) Assert.Equal(all.Span[q * n + expected[i]], distances.Span[q * k + i], 1e-12 * (1 + distances.Span[q * k + i]));
            }
        }
    }

    [Fact]
    public void EqualDistances_GoToTheLowestRow()
    {
        var data = Points.Rows([1, 0], [0, 1], [-1, 0], [0, -1], [1, 0]);
        var (rows, _) = new NearestNeighbors<double>(data).Search(Points.Rows([0, 0]), 3);
        Assert.Equal([0, 1, 2], rows.Span.ToArray());
        Assert.Equal([0, 4], new NearestNeighbors<double>(data).Search(Points.Rows([1, 0]), 2).Rows.Span.ToArray());
    }

    [Fact]
    public void Classifier_TakesTheMajority_AndTheLowestClassOnATie()
    {
        var data = Points.Rows([0], [1], [2], [10], [11]);
        int[] labels = [0, 0, 1, 1, 1];
        Assert.Equal([0, 1], new NearestNeighborClassifier<double>(data, labels, 3).Predict(Points.Rows([0.4], [10.2])));
        Assert.Equal([0], new NearestNeighborClassifier<double>(data, labels, 2).Predict(Points.Rows([1.5])));
        var byDistance = new NearestNeighborClassifier<double>(data, labels, 3, NeighborWeights.InverseDistance);
        Assert.Equal([1], byDistance.Predict(Points.Rows([2])));
        Assert.Equal(1, byDistance.Shares(Points.Rows([1.9])).Span.ToArray().Sum(), 1e-15);
    }

    [Fact]
    public void Regressor_TakesTheWeightedMean()
    {
        var data = Points.Rows([0], [1], [4]);
        Assert.Equal([15], new NearestNeighborRegressor<double>(data, [10, 20, 60], 2).Predict(Points.Rows([0.2])));
        // Weights 1 / 0.25 and 1 / 0.75.
        Assert.Equal(12.5, new NearestNeighborRegressor<double>(data, [10, 20, 60], 2, NeighborWeights.InverseDistance).Predict(Points.Rows([0.25]))[0], 1e-14);
        Assert.Equal([20], new NearestNeighborRegressor<double>(data, [10, 20, 60], 3, NeighborWeights.InverseDistance).Predict(Points.Rows([1])));
    }

    [Fact]
    public void BadArgumentsAreRefused()
    {
        var data = Points.Rows([0, 1], [2, 3]);
        var index = new NearestNeighbors<double>(data);
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Search(data, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => index.Search(data, 0));
        Assert.Throws<ShapeMismatchException>(() => index.Search(Points.Rows([1.0]), 1));
        Assert.Equal((0, 1), Where(Assert.Throws<InvalidSampleException>(() => index.Search(Points.Rows([1, double.NaN]), 1))));
        Assert.Equal((1, 0), Where(Assert.Throws<InvalidSampleException>(() => new NearestNeighbors<double>(Points.Rows([1, 2], [double.PositiveInfinity, 2])))));
        Assert.Throws<ArgumentException>(() => new NearestNeighborClassifier<double>(data, [0], 1));
        Assert.Throws<ArgumentException>(() => new NearestNeighborClassifier<double>(data, [0, -1], 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new NearestNeighborRegressor<double>(data, [0, 1], 5));
    }

    private static (long, int?) Where(InvalidSampleException e) => (e.Row, e.Column);
}
