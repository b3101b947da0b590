using AutoDiff.LinearAlgebra;
using AutoDiff.Tests.Threading;

namespace AutoDiff.Tests.LinearAlgebra;

[Collection(WorkerCount.Name)]
public sealed class MatrixEpilogueTests
{
    public static TheoryData<int, int, int> Extents => new()
    {
        { 1, 40, 30 }, { 40, 1, 30 }, { 5, 6, 0 }, { 20, 33, 17 }, { 60, 100, 600 }, { 200, 130, 100 }, { 3, 8200, 5 },
    };

    [Theory]
    [MemberData(nameof(Extents))]
    public void Bias_IsAddedOncePerElement(int m, int n, int k)
    {
        var (a, b, c) = Operands(m, n, k);
        var bias = Vector(n);
        var before = c.Copy();
        var expected = Matrices.Product(a, b);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) expected[i, j] += bias.Span[j] + c.At(i, j);
        MatrixProduct.Multiply(a, b, c, new ColumnBias<float>(bias), accumulate: true);
        Matrices.AssertNear(expected, c, before, k);
    }

    [Theory]
    [MemberData(nameof(Extents))]
    public void BiasAndRelu_AreAppliedToTheFinishedSum(int m, int n, int k)
    {
        var (a, b, c) = Operands(m, n, k);
        var bias = Vector(n);
        var before = c.Copy();
        var expected = Matrices.Product(a, b);
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) expected[i, j] = Math.Max(0, expected[i, j] + bias.Span[j]);
        MatrixProduct.Multiply(a, b, c, new ColumnBiasRelu<float>(bias));
        Matrices.AssertNear(expected, c, before, k);
    }

    [Fact]
    public void Relu_KeepsNaN()
    {
        var (a, b, c) = Operands(4, 20, 3);
        a.At(2, 1) = float.NaN;
        MatrixProduct.Multiply(a, b, c, new ColumnBiasRelu<float>(Vector(20)));
        for (int j = 0; j < 20; j++) Assert.True(float.IsNaN(c.At(2, j)));
    }

    [Theory]
    [MemberData(nameof(Extents))]
    public void EveryElement_PassesWithItsPosition(int m, int n, int k)
    {
        var (a, b, c) = Operands(m, n, k);
        var before = c.Copy();
        MatrixProduct.Multiply(a, b, c, default(Position));
        var expected = new double[m, n];
        for (int i = 0; i < m; i++)
            for (int j = 0; j < n; j++) expected[i, j] = 10_000 * i + j;
        Matrices.AssertNear(expected, c, before, 0);
    }

    [Fact]
    public void Scale_MultipliesTheProduct()
    {
        var (a, b, c) = Operands(30, 40, 20);
        var before = c.Copy();
        var expected = Matrices.Product(a, b);
        for (int i = 0; i < 30; i++)
            for (int j = 0; j < 40; j++) expected[i, j] *= 0.25;
        MatrixProduct.Multiply(a, b, c, new Scaled<float>(0.25f));
        Matrices.AssertNear(expected, c, before, 20);
    }

    [Fact]
    public void EpilogueOverColumnsThatAreContiguous_IsRefused()
    {
        var (a, b, c) = Operands(4, 4, 4);
        var failure = Assert.Throws<ArgumentException>(() => MatrixProduct.Multiply(a, b, c.Transposed, new Scaled<float>(2)));
        Assert.Contains("not contiguous", failure.Message, StringComparison.Ordinal);
    }

    private static (MatrixView<float> A, MatrixView<float> B, MatrixView<float> C) Operands(int m, int n, int k)
    {
        var random = new Random(1);
        return (Matrices.Random<float>(random, m, k), Matrices.Random<float>(random, k, n), Matrices.Random<float>(random, m, n));
    }

    private static Tensor<float> Vector(int length)
    {
        var random = new Random(2);
        return Tensor<float>.Wrap(Enumerable.Range(0, length).Select(_ => random.NextSingle() - 0.5f).ToArray(), length);
    }

    /// <summary>Replaces the product by 10000 * row + column.</summary>
    private readonly struct Position : IEpilogue<float>
    {
        public V Apply<V>(V value, nint row, nint column, nint lanes)
            where V : struct, ISimd<V, float>
            => V.Broadcast(10_000 * row) + V.Sequence(column);
    }
}
