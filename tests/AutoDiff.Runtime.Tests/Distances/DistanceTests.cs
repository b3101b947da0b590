using AutoDiff.Distances;

namespace AutoDiff.Runtime.Tests.Distances;

public class DistanceTests
{
    private static readonly IDistance[] All =
    [
        default(Euclidean), default(SquaredEuclidean), default(Manhattan), default(Chebyshev), default(Cosine), default(Correlation), default(Canberra),
        default(BrayCurtis), default(Hamming), default(Jaccard), default(JensenShannon), new Minkowski(1.5), new Minkowski(7),
    ];

    [Fact]
    public void DistanceToItselfIsExactlyZero_AtEveryLength()
    {
        for (int length = 2; length < 40; length++)
        {
            float[] x = [.. Enumerable.Range(1, length).Select(i => 0.1f * i * i)];
            Assert.All(All, d => Assert.Equal(0, d.Between<float>(x, x)));
        }
    }

    [Fact]
    public void DistancesAreSymmetric()
    {
        double[] x = [.. Enumerable.Range(0, 37).Select(i => 1 + Math.Sin(i))], y = [.. Enumerable.Range(0, 37).Select(i => 1 + Math.Cos(3 * i))];
        Assert.All(All, d => Assert.Equal(d.Between<double>(x, y), d.Between<double>(y, x), 1e-13));
    }

    [Fact]
    public void ElementsBehindTheLastVectorCount()
    {
        for (int length = 1; length < 40; length++)
        {
            double[] x = new double[length], y = new double[length];
            y[^1] = 3;
            Assert.Equal(3, default(Euclidean).Between<double>(x, y));
            Assert.Equal(3, default(Manhattan).Between<double>(x, y));
            Assert.Equal(3, default(Chebyshev).Between<double>(x, y));
            Assert.Equal(3, new Minkowski(4).Between<double>(x, y), 1e-14);
            Assert.Equal(1.0 / length, default(Hamming).Between<double>(x, y), 1e-15);
        }
    }

    [Fact]
    public void NearFloatVectorsKeepTheirDigits()
    {
        // The form |x|^2 - 2 x.y + |y|^2 gives NaN here.
        float[] x = [.. Enumerable.Repeat(1f, 1000)], y = [.. Enumerable.Repeat(1.001f, 1000)];
        Assert.Equal(Math.Sqrt(0.001), default(Euclidean).Between<float>(x, y), Math.Sqrt(0.001) * 1e-4);
    }

    [Fact]
    public void NearlyParallelVectorsKeepTheirDigits()
    {
        // 1 - cos(1e-9) = 5e-19, below the spacing of numbers around 1.
        double[] x = [1, 0], y = [1, 1e-9];
        Assert.Equal(5e-19, default(Cosine).Between<double>(x, y), 1e-30);
    }

    [Theory]
    [InlineData(1e-3)]
    [InlineData(1e-8)]
    public void NearDistributionsKeepTheirDigits(double h)
    {
        // p = 1/2 (1 + h, 1 - h), q = 1/2: the divergence is h^2 / 8 + O(h^4).
        double[] p = [0.5 + h / 2, 0.5 - h / 2], q = [0.5, 0.5];
        Assert.Equal(h / Math.Sqrt(8), default(JensenShannon).Between<double>(p, q), h * (h * h + 1e-8));
    }

    [Fact]
    public void DisjointDistributionsAreAsFarAsPossible()
    {
        double[] p = [1, 0, 3, 0], q = [0, 2, 0, 5];
        Assert.Equal(Math.Sqrt(Math.Log(2)), default(JensenShannon).Between<double>(p, q), 1e-15);
    }

    [Fact]
    public void AThousandDifferencesOfAThousandth_LoseNoDigitsInFloat()
    {
        float[] ones = [.. Enumerable.Repeat(1f, 1000)], more = [.. Enumerable.Repeat(1.001f, 1000)];
        // The form |x|^2 + |y|^2 - 2 xy gives NaN here.
        Assert.Equal(Math.Sqrt(0.001), default(Euclidean).Between<float>(ones, more), 1e-4 * Math.Sqrt(0.001));
    }

    [Fact]
    public void HugeAndTinyDifferencesNeitherOverflowNorVanish()
    {
        double[] zero = [0, 0, 0], huge = [3e200, 0, 4e200], tiny = [3e-200, 4e-200, 0];
        Assert.Equal(5e200, default(Euclidean).Between<double>(zero, huge), 1e186);
        Assert.Equal(5e-200, default(Euclidean).Between<double>(zero, tiny), 1e-214);
        Assert.Equal(Math.Cbrt(91) * 1e200, new Minkowski(3).Between<double>(zero, huge), 1e187);
        Assert.Equal(double.PositiveInfinity, default(Euclidean).Between<double>(zero, [double.PositiveInfinity, 0, 0]));
        Assert.Equal(double.NaN, default(Euclidean).Between<double>(zero, [double.NaN, 0, 0]));
    }

    [Fact]
    public void ZeroVectorsAreDefinedOrRefused()
    {
        double[] zero = [0, 0], one = [1, 1];
        Assert.Equal(0, default(Canberra).Between<double>(zero, zero));
        Assert.Equal(0, default(BrayCurtis).Between<double>(zero, zero));
        Assert.Equal(0, default(Jaccard).Between<double>(zero, zero));
        Assert.Contains("first", Assert.Throws<ArgumentException>(() => default(Cosine).Between<double>(zero, one)).Message, StringComparison.Ordinal);
        Assert.Contains("constant", Assert.Throws<ArgumentException>(() => default(Correlation).Between<double>(zero, one)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => default(JensenShannon).Between<double>(zero, one));
        Assert.Throws<ArgumentException>(() => default(JensenShannon).Between<double>([-1, 2], one));
    }

    [Fact]
    public void BadArgumentsAreRefused()
    {
        Assert.All(All, d => Assert.Throws<ShapeMismatchException>(() => d.Between<double>([1, 2], [1, 2, 3])));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Minkowski(0.5));
        Assert.Throws<ArgumentException>(() => new StandardizedEuclidean([1, 0]));
        Assert.Throws<ArgumentException>(() => new Mahalanobis(Tensor<double>.From([1, 2, 3, 4], 2, 2)));
        Assert.Throws<ArgumentException>(() => new Mahalanobis(Tensor<double>.Zeros(2, 3)));
        Assert.Throws<InvalidSampleException>(() => new Mahalanobis(Tensor<double>.From([1, double.NaN, 0, 1], 2, 2)));
        Assert.Throws<ShapeMismatchException>(() => Pairwise.Distances(Tensor<double>.Zeros(2, 3), Tensor<double>.Zeros(2, 4), default(Euclidean)));
    }
}
