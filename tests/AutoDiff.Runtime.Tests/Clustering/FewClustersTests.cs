using System.Numerics;
using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

/// <summary>Long rows and few clusters: rows are compared as they lie, and added up cluster by cluster.</summary>
public class FewClustersTests
{
    private const int Rows = 70;

    public static TheoryData<int> Numbers => [.. Enumerable.Range(1, 18)];

    [Theory]
    [MemberData(nameof(Numbers))]
    public void OneIteration_IsThatOfThePlainProgram_AtEveryRemainderOfTheVectors(int clusters)
    {
        // Around the border between the kernels, and beyond it; every number of features modulo 18.
        foreach (int dimension in (int[])[96 + clusters, 26 * Math.Max(clusters, 4) - 1, 26 * Math.Max(clusters, 4), 320 + clusters])
        {
            Check<double>(clusters, dimension, 0, 1e-13);
            Check<float>(clusters, dimension, 0, 1e-13);
            Check<float>(clusters, dimension, 1000, 1e-11);
        }
    }

    private static void Check<T>(int clusters, int dimension, double offset, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Points.Blobs(Rows, dimension, clusters, (ulong)(clusters * 1000 + dimension), spread: 0.3, offset: offset).As<T>();
        var wide = Tensor<double>.Wrap(Array.ConvertAll(x.Span.ToArray(), double.CreateChecked), Rows, dimension);
        var start = wide.First(clusters);
        var result = KMeans.Fit(x, start, new KMeansOptions { Clusters = clusters, MaxIterations = 1 });
        var (labels, inertia) = Assign(wide, start);
        Assert.Equal(inertia, result.Trace[0].Inertia, tolerance * inertia);
        var moved = Means(wide, labels, clusters);
        for (int i = 0; i < moved.Length; i++) Assert.Equal(moved.Span[i], result.Model.Centroids.Span[i], tolerance * (10 + offset));
        (labels, inertia) = Assign(wide, moved);
        Assert.Equal(labels, result.Labels);
        Assert.Equal(inertia, result.Inertia, tolerance * inertia);
    }

    private static (int[] Labels, double Inertia) Assign(Tensor<double> x, Tensor<double> centroids)
    {
        int d = x.Shape[1];
        var labels = new int[Rows];
        double inertia = 0;
        for (int i = 0; i < Rows; i++)
        {
            double best = double.PositiveInfinity;
            for (int j = 0; j < centroids.Shape[0]; j++)
            {
                double squared = 0;
                for (int k = 0; k < d; k++) squared += (x.Span[i * d + k] - centroids.Span[j * d + k]) * (x.Span[i * d + k] - centroids.Span[j * d + k]);
                if (squared < best) (best, labels[i]) = (squared, j);
            }
            inertia += best;
        }
        return (labels, inertia);
    }

    private static Tensor<double> Means(Tensor<double> x, int[] labels, int clusters)
    {
        int d = x.Shape[1];
        var means = Tensor<double>.Zeros(clusters, d);
        for (int i = 0; i < Rows; i++)
        {
            int count = labels.Count(l => l == labels[i]);
            for (int k = 0; k < d; k++) means.Span[labels[i] * d + k] += x.Span[i * d + k] / count;
        }
        return means;
    }

    [Fact]
    public void EquallyNearCentroids_GiveTheLowestNumber_AndNaNIsNamed()
    {
        var x = Points.Noise(40, 400, 1).As<float>();
        var centroids = x.Wide().Take(3, 5, 5, 3, 7);
        int[] labels = new KMeansModel<float>(centroids).Predict(x);
        Assert.Equal((0, 1, 4), (labels[3], labels[5], labels[7]));
        x.Span[39 * 400 + 399] = float.NaN;
        var error = Assert.Throws<InvalidSampleException>(() => new KMeansModel<float>(centroids).Predict(x));
        Assert.Equal((39, 399), (error.Row, error.Column));
    }

    [Fact]
    public void RowsThatAreNotNextToEachOther_AreReadByTheirStep()
    {
        var x = Points.Blobs(100, 300, 4, 2).As<float>();
        float[] wider = [.. Enumerable.Repeat(float.NaN, 100 * 317)];
        for (int i = 0; i < 100; i++) x.Span.Slice(i * 300, 300).CopyTo(wider.AsSpan(i * 317 + 9));
        var view = new LinearAlgebra.MatrixView<float>(wider, 9, 100, 300, 317, 1);
        var options = new KMeansOptions { Clusters = 4 };
        var (expected, actual) = (KMeans.Fit(x, options), KMeans.Fit(view, options));
        Assert.Equal(expected.Labels, actual.Labels);
        Assert.Equal(expected.Inertia, actual.Inertia);
    }
}
