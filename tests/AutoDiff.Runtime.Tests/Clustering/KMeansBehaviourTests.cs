using System.Numerics;
using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>Small cases whose answers are known by hand.</summary>
public class KMeansBehaviourTests
{
    private static readonly double[][] Square = [[0, 0], [0.5, 0], [0.5, 1], [1, 1]];

    public static TheoryData<KMeansAlgorithm> Algorithms => [.. Enum.GetValues<KMeansAlgorithm>()];

    private static KMeansOptions Options(int clusters, KMeansAlgorithm algorithm = KMeansAlgorithm.Auto) => new() { Clusters = clusters, Algorithm = algorithm };

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void FourWeightedPoints_EndInTwoIterations(KMeansAlgorithm algorithm)
    {
        FourWeightedPoints<double>(algorithm);
        FourWeightedPoints<float>(algorithm);
    }

    private static void FourWeightedPoints<T>(KMeansAlgorithm algorithm)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = KMeans.Fit(Points.Rows<T>(Square), Points.Rows([0, 0], [1, 1]), Options(2, algorithm), [3, 1, 1, 3]);
        Assert.Equal([0, 0, 1, 1], result.Labels);
        Assert.Equal(0.375, result.Inertia, 1e-15);
        Assert.Equal([0.125, 0, 0.875, 1], result.Model.Centroids.Span.ToArray());
        Assert.Equal(2, result.Iterations);
        Assert.Equal(KMeansStop.LabelsUnchanged, result.Stop);
        Assert.Equal([4, 4], result.ClusterWeights);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void AClusterThatIsEmptyAtFirst_IsRelocated(KMeansAlgorithm algorithm)
    {
        var result = KMeans.Fit(Points.Rows(Square), Points.Rows([0.5, 0.5], [3, 3]), Options(2, algorithm));
        Assert.Equal(3, result.Iterations);
        Assert.Equal(0.25, result.Inertia);
        double[] c = result.Model.Centroids.Span.ToArray();
        Assert.Equal([0.25, 0, 0.75, 1], c[0] < c[2] ? c : [c[2], c[3], c[0], c[1]]);
        Assert.Equal(1, result.Relocations);
    }

    [Fact]
    public void TwoEmptyClusters_TakeTheTwoFarthestPoints()
    {
        double[][] line = [[-10], [-9.5], [-9], [-8.5], [-8], [-1], [1], [9], [9.5], [10]];
        var result = KMeans.Fit(Points.Rows(line), Points.Rows([-10], [-10], [-10]), Options(3) with { MaxIterations = 1 });
        // The donor keeps eight points whose sum is -36.
        double[] expected = [-36.0 / 8, 10, 9.5];
        for (int j = 0; j < 3; j++) Assert.Equal(expected[j], result.Model.Centroids.Span[j], 1e-14);
        Assert.Equal(2, result.Relocations);
    }

    [Fact]
    public void UnequalWeights_EndExactlyOnThePoints()
    {
        var result = KMeans.Fit(Points.Rows([-1], [1]), Points.Rows([-1], [10]), Options(2), [1.9, 0.1]);
        Assert.Equal([-1, 1], result.Model.Centroids.Span.ToArray());
        Assert.Equal(0, result.Inertia);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void MoreClustersThanDistinctPoints_LeavesClustersEmpty_AndSaysSo(KMeansAlgorithm algorithm)
    {
        var x = Points.Rows([0, 0], [0, 1], [1, 0], [1, 0]);
        var result = KMeans.Fit(x, x, Options(4, algorithm));
        Assert.Equal(3, result.Labels.Distinct().Count());
        Assert.Equal(3, result.DistinctClusters);
        Assert.Equal(0, result.Inertia);
        Assert.Contains(result.Notes, n => n.Contains('3') && n.Contains('4'));
        Assert.All(result.Model.Centroids.Span.ToArray(), c => Assert.True(double.IsFinite(c)));
    }

    [Theory]
    [InlineData(5, 1, 5)]
    [InlineData(100, 5, 10)]
    public void EqualPoints_AreClusteredWithoutError(int n, int distinct, int clusters)
    {
        double[][] rows = [.. Enumerable.Range(0, n).Select(i => new double[] { i % distinct, 3 })];
        foreach (var method in Enum.GetValues<KMeansInitialization>())
        {
            foreach (var policy in (EmptyClusterPolicy[])[EmptyClusterPolicy.RelocateFarthest, EmptyClusterPolicy.Keep, EmptyClusterPolicy.Split])
            {
                var result = KMeans.Fit(Points.Rows(rows), Options(clusters) with { Initialization = method, EmptyClusters = policy });
                Assert.All(result.Model.Centroids.Span.ToArray(), c => Assert.True(double.IsFinite(c)));
                if (policy == EmptyClusterPolicy.RelocateFarthest) Assert.Equal(0, result.Inertia);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void LabelsAreNotStaleAfterARelocation(KMeansAlgorithm algorithm)
    {
        var x = Points.Rows([1], [2], [3]);
        var result = KMeans.Fit(x, Points.Rows([4], [0], [1]), Options(3, algorithm));
        Assert.Equal(result.Model.Predict(x), result.Labels);
    }

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void RelocationsEnd(KMeansAlgorithm algorithm)
    {
        var x = Points.Rows([100, 100], [100, 102], [106, 100], [107, 101], [107, 101], [108, 100]);
        var start = Points.Rows([98, 104], [103, 100], [109, 102], [110, 100], [111, 100], [112, 100]);
        var result = KMeans.Fit(x, start, Options(6, algorithm));
        Assert.Equal(0, result.Inertia);
        Assert.InRange(result.Iterations, 1, 10);
    }

    [Fact]
    public void EquallyNearCentroids_GiveTheLowestNumber()
    {
        var model = new KMeansModel<float>(Points.Rows([2, 0], [0, 0], [0, 0], [1, 1]));
        Assert.Equal([0, 1, 1], model.Predict(Points.Rows<float>([1, 0], [0, 0], [0.5, 0.5])));
    }

    [Fact]
    public void OneCluster_IsTheMean_AndBoundsAreNotUsed()
    {
        var result = KMeans.Fit(Points.Rows(Square), Options(1, KMeansAlgorithm.Elkan));
        Assert.Equal([0.5, 0.5], result.Model.Centroids.Span.ToArray());
        Assert.Equal(KMeansAlgorithm.Lloyd, result.Algorithm);
        Assert.Contains(result.Notes, n => n.Contains("Elkan", StringComparison.Ordinal));
    }

    [Fact]
    public void WholeNumbers_WorkAsDoubles()
    {
        var x = Tensor<int>.From([0, 0, 10, 10, 12, 9, -1, 1, 2, 0, 8, 10], 6, 2);
        int[] labels = KMeans.Fit(x, Options(2)).Labels;
        int[] expected = [0, 1, 1, 0, 0, 1];
        Assert.Equal(expected, labels[0] == 0 ? labels : [.. labels.Select(l => 1 - l)]);
    }

    [Fact]
    public void ColumnMajorData_GiveTheSameBits()
    {
        var x = Points.Blobs(200, 5, 4, 1);
        var columns = Tensor<double>.Zeros(5, 200);
        for (int i = 0; i < 200; i++)
            for (int k = 0; k < 5; k++) columns.Span[k * 200 + i] = x.Span[i * 5 + k];
        var byRows = KMeans.Fit(x, Options(4));
        var byColumns = KMeans.Fit(LinearAlgebra.MatrixView<double>.Of(columns).Transposed, Options(4));
        Assert.Equal(byRows.Labels, byColumns.Labels);
        Assert.Equal(byRows.Model.Centroids.Span.ToArray(), byColumns.Model.Centroids.Span.ToArray());
        int[] labels = new int[200];
        byRows.Model.Predict(LinearAlgebra.MatrixView<double>.Of(columns).Transposed, labels);
        Assert.Equal(byRows.Labels, labels);
    }

    [Fact]
    public void DataAndInitialCentroidsAreNotChanged()
    {
        var x = Points.Blobs(100, 3, 3, 2);
        var start = x.First(3);
        double[] before = x.Span.ToArray(), startBefore = start.Span.ToArray();
        KMeans.Fit(x, start, Options(3));
        KMeans.Fit(x, start, Options(3) with { Spherical = true });
        Assert.Equal(before, x.Span.ToArray());
        Assert.Equal(startBefore, start.Span.ToArray());
    }
}
