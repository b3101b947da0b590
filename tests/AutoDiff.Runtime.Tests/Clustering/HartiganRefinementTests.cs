using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>Moves of single rows after the iterations.</summary>
public class HartiganRefinementTests
{
    private static KMeansOptions Refined(int clusters) => new() { Clusters = clusters, Refinement = KMeansRefinement.HartiganWong, RelativeTolerance = 0 };

    [Fact]
    public void AMinimumOfLloyd_IsLeftWhereARowGainsByMoving()
    {
        // From {0, 2} and {3.5}, the row 2 is nearer to its mean 1, but both means would follow it: 1.125 instead of 2.
        var (x, start) = (Points.Rows([0], [2], [3.5]), Points.Rows([1], [3.5]));
        var lloyd = KMeans.Fit(x, start, Refined(2) with { Refinement = KMeansRefinement.None });
        Assert.Equal((2.0, 0), (lloyd.Inertia, lloyd.Transfers));
        var refined = KMeans.Fit(x, start, Refined(2));
        Assert.Equal((1.125, 1), (refined.Inertia, refined.Transfers));
        Assert.Equal([0, 1, 1], refined.Labels);
        Assert.Equal([0, 2.75], refined.Model.Centroids.Span.ToArray());
        Assert.Equal([1, 2], refined.ClusterWeights);
    }

    [Fact]
    public void TheResult_IsNeverWorse_AndOftenBetter()
    {
        int better = 0;
        for (ulong seed = 0; seed < 20; seed++)
        {
            var x = Points.Noise(120, 3, 100 + seed);
            var options = Refined(12) with { Initialization = KMeansInitialization.Random, Seed = seed };
            double lloyd = KMeans.Fit(x, options with { Refinement = KMeansRefinement.None }).Inertia, refined = KMeans.Fit(x, options).Inertia;
            Assert.True(refined <= lloyd * (1 + 1e-12), $"{refined} after {lloyd}");
            if (refined < lloyd * (1 - 1e-6)) better++;
        }
        Assert.True(better >= 15, $"better in {better} of 20 cases");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NoSingleRow_GainsByMoving_AndEachIsInTheClusterOfItsNearestCentroid(bool weighted)
    {
        var x = Points.Noise(90, 2, 7);
        double[] weights = weighted ? [.. Enumerable.Range(0, 90).Select(i => 0.5 * (i % 4))] : [];
        var result = KMeans.Fit(x, Refined(9), weights);
        Assert.Equal(result.Model.Predict(x), result.Labels);
        double least = Inertia(x, result.Labels, weights, 9);
        Assert.Equal(result.Inertia, least, 1e-12 * least);
        for (int i = 0; i < 90; i++)
        {
            for (int j = 0; j < 9; j++)
            {
                int[] other = [.. result.Labels];
                other[i] = j;
                Assert.True(Inertia(x, other, weights, 9) >= least * (1 - 1e-12), $"row {i} gains in cluster {j}");
            }
        }
    }

    /// <summary>By definition: squared distances to the means of the labels.</summary>
    private static double Inertia(Tensor<double> x, int[] labels, double[] weights, int clusters)
    {
        int d = x.Shape[1];
        double Weight(int i) => weights.Length == 0 ? 1 : weights[i];
        double sum = 0;
        for (int j = 0; j < clusters; j++)
        {
            int[] members = [.. Enumerable.Range(0, labels.Length).Where(i => labels[i] == j && Weight(i) > 0)];
            for (int k = 0; k < d && members.Length > 0; k++)
            {
                double mean = members.Sum(i => Weight(i) * x.Span[i * d + k]) / members.Sum(Weight);
                sum += members.Sum(i => Weight(i) * Math.Pow(x.Span[i * d + k] - mean, 2));
            }
        }
        return sum;
    }

    [Fact]
    public void EmptyClusters_AreFilled()
    {
        var x = Points.Noise(40, 2, 8);
        var start = Points.Rows([0, 0], [1e6, 0], [0, 1e6]);
        var options = Refined(3) with { EmptyClusters = EmptyClusterPolicy.Keep };
        Assert.Equal(1, KMeans.Fit(x, start, options with { Refinement = KMeansRefinement.None }).DistinctClusters);
        Assert.Equal(3, KMeans.Fit(x, start, options).DistinctClusters);
    }

    [Theory]
    [InlineData(KMeansAlgorithm.Hamerly)]
    [InlineData(KMeansAlgorithm.Yinyang)]
    [InlineData(KMeansAlgorithm.Elkan)]
    public void BoundsOfTheIterations_DoNotOutliveTheMoves(KMeansAlgorithm algorithm)
    {
        var x = Points.Noise(800, 4, 9).As<float>();
        var lloyd = KMeans.Fit(x, x.Wide().First(40), Refined(40) with { Algorithm = KMeansAlgorithm.Lloyd });
        var bounded = KMeans.Fit(x, x.Wide().First(40), Refined(40) with { Algorithm = algorithm });
        Assert.True(lloyd.Transfers > 0);
        Assert.Equal(lloyd.Labels, bounded.Labels);
        Assert.Equal(lloyd.Inertia, bounded.Inertia);
        Assert.Equal(lloyd.Model.Predict(x), bounded.Labels);
    }

    [Fact]
    public void ItIsForMeansAndSquares()
    {
        var x = Points.Noise(10, 2, 10);
        Assert.Contains("medians", Assert.Throws<ArgumentException>(() => KMeans.Fit(x, Refined(2) with { Metric = KMeansMetric.Manhattan })).Message, StringComparison.Ordinal);
        Assert.Contains("spherical", Assert.Throws<ArgumentException>(() => KMeans.Fit(x, Refined(2) with { Spherical = true })).Message, StringComparison.Ordinal);
    }
}
