using System.Numerics;
using AutoDiff.Clustering;

namespace AutoDiff.Models.Tests.Clustering;

/// <summary>Costs of clusters: values against definitions, limits, gradients against differences.</summary>
public class ClusterLossTests
{
    private const int N = 60, D = 3, K = 4;

    private delegate T Cost<T>(Tensor<T> x, Tensor<T> centroids)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private static Tensor<T> Normal<T>(int rows, ulong seed, double spread = 1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Tensor<T>.Zeros(rows, D);
        new CounterRandom(seed).FillNormal(x.Span, 0, spread);
        return x;
    }

    /// <summary>Blobs of deviation 1 around K far centers.</summary>
    private static Tensor<double> Blobs(int n, ulong seed)
    {
        var (centers, x) = (Normal<double>(K, seed, 10), Normal<double>(n, seed + 1));
        for (int i = 0; i < x.Length; i++) x.Span[i] += centers.Span[i / D % K * D + i % D];
        return x;
    }

    private static double[] Squares<T>(Tensor<T> x, Tensor<T> centroids, int row)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        [.. Enumerable.Range(0, centroids.Shape[0]).Select(j => Enumerable.Range(0, D).Sum(k =>
            Math.Pow(double.CreateChecked(x.Span[row * D + k]) - double.CreateChecked(centroids.Span[j * D + k]), 2)))];

    [Fact]
    public void Values_AreThoseOfTheDefinitions()
    {
        Definitions<double>(1e-14);
        Definitions<float>(1e-6);
    }

    private static void Definitions<T>(double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (x, c) = (Normal<T>(N, 1), Normal<T>(K, 2));
        double[][] squares = [.. Enumerable.Range(0, N).Select(i => Squares(x, c, i))];
        AssertNear(squares.Average(s => s.Min()), ClusterLosses.KMeansCost(x, c), tolerance);
        AssertNear(squares.Average(s => -Math.Log(s.Sum(v => Math.Exp(-2.5 * v))) / 2.5), ClusterLosses.SoftKMeans(x, c, T.CreateChecked(2.5)), tolerance);
        // Bezdek's objective with fuzzifier 3 and the memberships that are best for these centroids.
        AssertNear(squares.Average(s => s.Sum(v => v * Math.Pow(1 / s.Sum(w => Math.Sqrt(v / w)), 3))), ClusterLosses.FuzzyCMeans(x, c, T.CreateChecked(0.5)), tolerance);
        var shares = ClusterLosses.SoftAssignments(x, c, T.CreateChecked(2.5));
        var memberships = ClusterLosses.FuzzyMemberships(x, c, T.CreateChecked(0.5));
        for (int i = 0; i < N * K; i++)
        {
            double[] s = squares[i / K];
            AssertNear(Math.Exp(-2.5 * s[i % K]) / s.Sum(v => Math.Exp(-2.5 * v)), shares.Span[i], 10 * tolerance);
            AssertNear(1 / s.Sum(w => Math.Sqrt(s[i % K] / w)), memberships.Span[i], 10 * tolerance);
        }
    }

    [Fact]
    public void TheSoftCost_LiesBelowTheHardOneByAtMostLogKOverBeta()
    {
        var (x, c) = (Normal<double>(N, 3), Normal<double>(K, 4));
        double hard = ClusterLosses.KMeansCost(x, c);
        foreach (double beta in (double[])[1e-3, 0.1, 1, 30, 1e4])
            Assert.InRange(ClusterLosses.SoftKMeans(x, c, beta), hard - Math.Log(K) / beta - 1e-9, hard + 1e-12);
    }

    [Fact]
    public void WithoutTemperature_TheSoftCosts_AndTheirGradients_AreThoseOfKMeans()
    {
        Limit<double>(1e5, 1e-12, 1e-9);
        Limit<float>(1e4, 1e-6, 1e-5);
    }

    private static void Limit<T>(double sharpness, double tolerance, double gradientTolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Well inside of their cells, so that no point has two nearest centroids.
        var (x, c) = (Normal<T>(N, 5, 0.1), Normal<T>(K, 6, 10));
        for (int i = 0; i < x.Length; i++) x.Span[i] += c.Span[i / D % K * D + i % D];
        var (hard, hardX, hardC) = Gradient<T>(ClusterLosses.KMeansCostGradient, x, c);
        T p = T.CreateChecked(sharpness);
        var (soft, softX, softC) = Gradient<T>((x, c, dX, dC, w) => ClusterLosses.SoftKMeansGradient(x, c, p, dX, dC, w), x, c);
        var (fuzzy, fuzzyX, fuzzyC) = Gradient<T>((x, c, dX, dC, w) => ClusterLosses.FuzzyCMeansGradient(x, c, T.CreateChecked(20), dX, dC, w), x, c);
        AssertNear(double.CreateChecked(hard), soft, tolerance);
        AssertNear(double.CreateChecked(hard), fuzzy, 10 * tolerance);
        foreach (var (expected, actual) in ((Tensor<T>, Tensor<T>)[])[(hardX, softX), (hardC, softC), (hardX, fuzzyX), (hardC, fuzzyC)])
            for (int i = 0; i < expected.Length; i++) AssertNear(double.CreateChecked(expected.Span[i]), actual.Span[i], gradientTolerance);
    }

    [Fact]
    public void Gradients_AreDifferences()
    {
        var (x, c) = (Normal<double>(7, 7), Normal<double>(K, 8));
        AgreesWithDifferences(ClusterLosses.KMeansCost, ClusterLosses.KMeansCostGradient, x, c);
        foreach (double beta in (double[])[0.01, 1, 20])
        {
            AgreesWithDifferences((x, c) => ClusterLosses.SoftKMeans(x, c, beta), (x, c, dX, dC, w) => ClusterLosses.SoftKMeansGradient(x, c, beta, dX, dC, w), x, c);
            AgreesWithDifferences((x, c) => ClusterLosses.FuzzyCMeans(x, c, beta), (x, c, dX, dC, w) => ClusterLosses.FuzzyCMeansGradient(x, c, beta, dX, dC, w), x, c);
        }
    }

    private static void AgreesWithDifferences(Cost<double> cost, GradientOf<double> gradient, Tensor<double> x, Tensor<double> c)
    {
        var (_, dX, dC) = Gradient(gradient, x, c);
        foreach (var (at, slopes) in ((Tensor<double>, Tensor<double>)[])[(x, dX), (c, dC)])
        {
            for (int i = 0; i < at.Length; i++)
            {
                double before = at.Span[i], step = 1e-6;
                at.Span[i] = before + step;
                double above = cost(x, c);
                at.Span[i] = before - step;
                double below = cost(x, c);
                at.Span[i] = before;
                Assert.Equal((above - below) / (2 * step), slopes.Span[i], 1e-7);
            }
        }
    }

    [Fact]
    public void MovingPointsAndCentroidsTogether_ChangesNothing()
    {
        // The shift is a whole number and the data are multiples of 2^-10: sums of both are exact in float.
        var (x, c) = (Normal<float>(N, 9), Normal<float>(K, 10));
        foreach (var t in (Tensor<float>[])[x, c])
            foreach (ref float v in t.Span) v = MathF.Round(v * 1024) / 1024;
        var (movedX, movedC) = (Shifted(x, 4096), Shifted(c, 4096));
        Assert.Equal(ClusterLosses.KMeansCost(x, c), ClusterLosses.KMeansCost(movedX, movedC));
        Assert.Equal(ClusterLosses.SoftKMeans(x, c, 3), ClusterLosses.SoftKMeans(movedX, movedC, 3));
        Assert.Equal(ClusterLosses.FuzzyCMeans(x, c, 1), ClusterLosses.FuzzyCMeans(movedX, movedC, 1));
    }

    private static Tensor<float> Shifted(Tensor<float> x, float by) => Tensor<float>.Wrap([.. x.Span.ToArray().Select(v => v + by)], x.Shape.ToArray());

    [Fact]
    public void APointOnACentroid_IsStill()
    {
        var x = Normal<double>(1, 11);
        var c = Tensor<double>.Wrap([.. x.Span.ToArray(), 5, 5, 5], 2, D);
        foreach (var gradient in (GradientOf<double>[])[ClusterLosses.KMeansCostGradient,
            (x, c, dX, dC, w) => ClusterLosses.SoftKMeansGradient(x, c, 1e6, dX, dC, w), (x, c, dX, dC, w) => ClusterLosses.FuzzyCMeansGradient(x, c, 1, dX, dC, w)])
        {
            var (value, dX, dC) = Gradient(gradient, x, c);
            Assert.Equal(0, value, 1e-12);
            Assert.All(dX.Span.ToArray().Concat(dC.Span.ToArray()), v => Assert.Equal(0, v, 1e-12));
        }
    }

    [Fact]
    public void SharpTemperatures_DoNotOverflow()
    {
        var (x, c) = (Normal<float>(N, 12, 1e6), Normal<float>(K, 13, 1e6));
        var (value, dX, dC) = Gradient<float>((x, c, dX, dC, w) => ClusterLosses.SoftKMeansGradient(x, c, 1e10f, dX, dC, w), x, c);
        Assert.Equal(ClusterLosses.KMeansCost(x, c), value, 1e-5f * value);
        Assert.All(dX.Span.ToArray().Concat(dC.Span.ToArray()), v => Assert.True(float.IsFinite(v)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(21)]
    [InlineData(41)]
    public void DescentOnTheSoftCost_ReachesTheInertiaOfLloyd(ulong seed)
    {
        var x = Blobs(400, seed);
        var options = new KMeansOptions { Clusters = K, Seed = seed };
        var start = KMeans.Initialize(x, options);
        double lloyd = KMeans.Fit(x, start, options).Inertia;
        var (dX, dC) = (Tensor<double>.Zeros(400, D), Tensor<double>.Zeros(K, D));
        for (int step = 0; step < 200; step++)
        {
            ClusterLosses.SoftKMeansGradient(x, start, 1.0, dX, dC);
            // A centroid with the share s of the points has the curvature 2s at most, so a step of 1/2 is safe.
            for (int i = 0; i < start.Length; i++) start.Span[i] -= 0.5 * dC.Span[i];
        }
        Assert.InRange(400 * ClusterLosses.KMeansCost(x, start), lloyd * (1 - 1e-9), lloyd * 1.001);
    }

    private delegate T GradientOf<T>(Tensor<T> x, Tensor<T> centroids, Tensor<T> dX, Tensor<T> dCentroids, Workspace? workspace = null)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>;

    private static (T Value, Tensor<T> X, Tensor<T> Centroids) Gradient<T>(GradientOf<T> gradient, Tensor<T> x, Tensor<T> c)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (dX, dC) = (Tensor<T>.Full(T.NaN, x.Shape.ToArray()), Tensor<T>.Full(T.NaN, c.Shape.ToArray()));
        return (gradient(x, c, dX, dC), dX, dC);
    }

    private static void AssertNear<T>(double expected, T actual, double tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Assert.Equal(expected, double.CreateChecked(actual), tolerance * (1 + Math.Abs(expected)));
}
