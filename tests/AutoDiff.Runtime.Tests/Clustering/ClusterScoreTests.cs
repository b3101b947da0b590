using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

public class ClusterScoreTests
{
    // Values of scikit-learn 1.2.1.
    private static readonly Tensor<double> X = Points.Rows([0, 0], [1, 0], [0, 1], [5, 5], [6, 5], [5, 7], [9, 0], [10, 1]);
    private static readonly int[] Labels = [0, 0, 0, 1, 1, 1, 2, 2];

    [Fact]
    public void ScoresAreThoseOfTheDefinitions()
    {
        Assert.Equal(SilhouetteByDefinition(X, Labels), ClusterScores.Silhouette(X, Labels), 1e-14);
        Assert.Equal(0.7912107683637568, ClusterScores.Silhouette(X, Labels), 1e-14);
        Assert.Equal(68.91544117647061, ClusterScores.CalinskiHarabasz(X, Labels), 1e-12);
        Assert.Equal(0.2499242146699138, ClusterScores.DaviesBouldin(X, Labels), 1e-14);
    }

    [Fact]
    public void NamesOfClusters_AndAnOffset_DoNotMatter()
    {
        int[] other = [.. Labels.Select(l => 7 - 3 * l)];
        Assert.Equal(ClusterScores.Silhouette(X, Labels), ClusterScores.Silhouette(X, other), 1e-15);
        var shifted = Tensor<double>.Wrap([.. X.Span.ToArray().Select(v => v + 1e8)], 8, 2);
        Assert.Equal(ClusterScores.CalinskiHarabasz(X, Labels), ClusterScores.CalinskiHarabasz(shifted, other), 1e-9);
        Assert.Equal(ClusterScores.DaviesBouldin(X, Labels), ClusterScores.DaviesBouldin(shifted, other), 1e-9);
    }

    [Fact]
    public void APointAloneInItsCluster_HasSilhouetteZero() =>
        Assert.Equal(0, ClusterScores.SilhouetteSamples(Points.Rows([0], [0.1], [5]), [0, 0, 1])[2]);

    [Fact]
    public void GoodClustersScoreBetterThanBadOnes()
    {
        var x = Points.Blobs(400, 3, 4, 40, spread: 10).As<float>();
        int[] good = KMeans.Fit(x, new KMeansOptions { Clusters = 4 }).Labels, bad = [.. Enumerable.Range(0, 400).Select(i => i % 4)];
        Assert.True(ClusterScores.Silhouette(x, good) > ClusterScores.Silhouette(x, bad));
        Assert.True(ClusterScores.CalinskiHarabasz(x, good) > ClusterScores.CalinskiHarabasz(x, bad));
        Assert.True(ClusterScores.DaviesBouldin(x, good) < ClusterScores.DaviesBouldin(x, bad));
    }

    [Fact]
    public void OneCluster_OrOneForEachPoint_IsRefused()
    {
        Assert.Throws<ArgumentException>(() => ClusterScores.Silhouette(X, new int[8]));
        Assert.Throws<ArgumentException>(() => ClusterScores.DaviesBouldin(X, [0, 1, 2, 3, 4, 5, 6, 7]));
        Assert.Throws<ArgumentException>(() => ClusterScores.CalinskiHarabasz(X, [0, 1]));
        Assert.Throws<ArgumentException>(() => ClusterScores.CalinskiHarabasz(X, [0, 0, 0, 1, 1, 1, 1, -2]));
    }

    private static double SilhouetteByDefinition(Tensor<double> x, int[] labels)
    {
        double Distance(int i, int j) => Math.Sqrt(Math.Pow(x.Span[2 * i] - x.Span[2 * j], 2) + Math.Pow(x.Span[2 * i + 1] - x.Span[2 * j + 1], 2));
        return Enumerable.Range(0, labels.Length).Average(i =>
        {
            double a = Enumerable.Range(0, labels.Length).Where(j => j != i && labels[j] == labels[i]).Average(j => Distance(i, j));
            double b = labels.Distinct().Where(c => c != labels[i]).Min(c => Enumerable.Range(0, labels.Length).Where(j => labels[j] == c).Average(j => Distance(i, j)));
            return (b - a) / Math.Max(a, b);
        });
    }
}
