using AutoDiff;
using AutoDiff.Initializers;

namespace AutoDiff.Runtime.Tests.Initializers;

public class InitializerTests
{
    [Theory]
    [InlineData(Initialization.GlorotNormal, 0.05103)]
    [InlineData(Initialization.GlorotUniform, 0.05103)]
    [InlineData(Initialization.HeNormal, 0.08839)]
    [InlineData(Initialization.HeUniform, 0.08839)]
    public void AWeightOf512x256_HasTheDeviationOfItsDistribution(Initialization init, double deviation)
    {
        var w = Filled(init, 0, 512, 256);
        Assert.Equal(0, w.Average(), 1e-3);
        Assert.Equal(deviation, Math.Sqrt(w.Average(v => (double)v * v)), deviation * 0.01);
    }

    [Theory]
    [InlineData(Initialization.GlorotUniform, 0.08839)]
    [InlineData(Initialization.HeUniform, 0.15309)]
    [InlineData(Initialization.Uniform, 0.25)]
    public void UniformWeights_ReachTheirBoundAndNoFurther(Initialization init, double bound)
    {
        var w = Filled(init, 0.25, 512, 256);
        Assert.InRange(w.Max(Math.Abs), bound * 0.999, bound * 1.00005);
    }

    [Theory]
    [InlineData(64, 64)]
    [InlineData(96, 33)]
    [InlineData(33, 96)]
    [InlineData(1, 7)]
    [InlineData(7, 1)]
    public void OrthogonalWeights_HaveOrthonormalRowsOrColumns(int rows, int columns)
    {
        var w = Filled(Initialization.Orthogonal, 0, rows, columns);
        int count = Math.Min(rows, columns);
        for (int i = 0; i < count; i++)
            for (int j = 0; j < count; j++)
            {
                double dot = 0;
                for (int k = 0; k < Math.Max(rows, columns); k++)
                    dot += rows > columns ? (double)w[k * columns + i] * w[k * columns + j] : (double)w[i * columns + k] * w[j * columns + k];
                Assert.Equal(i == j ? 1 : 0, dot, 1e-6);
            }
    }

    [Fact]
    public void TheFansOfAConvolution_CountTheKernel() => Assert.Equal(new Fans(3 * 5 * 5, 8 * 5 * 5), Fans.Of(new TensorShape(8, 3, 5, 5)));

    [Fact]
    public void AVector_CountsAsOneOutput() => Assert.Equal(new Fans(10, 1), Fans.Of(new TensorShape(10)));

    [Fact]
    public void ConstantsAreExact()
    {
        Assert.All(Filled(Initialization.Zeros, 5, 9), v => Assert.Equal(0, v));
        Assert.All(Filled(Initialization.Ones, 5, 9), v => Assert.Equal(1, v));
        Assert.All(Filled(Initialization.Constant, 5, 9), v => Assert.Equal(5, v));
    }

    [Fact]
    public void ATensor_DoesNotDependOnTheOthers_AndIndicesDiffer()
    {
        Tensor<float> a = Tensor<float>.Zeros(4, 4), b = Tensor<float>.Zeros(4, 4), c = Tensor<float>.Zeros(4, 4);
        Initializer.Fill(a, Initialization.HeNormal, 0, 42, 1);
        Initializer.Fill(c, Initialization.HeNormal, 0, 42, 2);
        Initializer.Fill(b, Initialization.HeNormal, 0, 42, 1);
        Assert.Equal(a.Span.ToArray(), b.Span.ToArray());
        Assert.NotEqual(a.Span.ToArray(), c.Span.ToArray());
    }

    [Theory]
    [InlineData(Initialization.Normal, 0)]
    [InlineData(Initialization.TruncatedNormal, -1)]
    [InlineData(Initialization.Uniform, double.NaN)]
    public void ADistributionWithoutAPositiveValue_IsRefused(Initialization init, double value) =>
        Assert.Throws<ArgumentException>(() => Filled(init, value, 3, 3));

    [Fact]
    public void ASingleNumber_HasNoFans() => Assert.Throws<ArgumentException>(() => Filled(Initialization.HeNormal, 0));

    private static float[] Filled(Initialization init, double value, params int[] shape)
    {
        var tensor = Tensor<float>.Zeros(shape);
        Initializer.Fill(tensor, init, value, 20261122, 0);
        return tensor.Array;
    }
}
