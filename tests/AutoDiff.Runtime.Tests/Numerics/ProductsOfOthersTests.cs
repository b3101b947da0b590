namespace AutoDiff.Tests.Numerics;

public class ProductsOfOthersTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(2, 3, 4)]
    [InlineData(3, 7, 1)]
    [InlineData(1, 2, 5)]
    [InlineData(2, 0, 3)]
    [InlineData(0, 3, 2)]
    public void EachEntryIsTheProductOfAllOthersAlongTheAxis(int outer, int n, int inner)
    {
        var x = Numbers.Tensor(outer, n, inner);
        if (x.Length > 4) x.Span[3] = 0;
        var result = Tensor<double>.Zeros(outer, n, inner);
        ProductsOfOthers.Compute(x, result);
        for (int o = 0; o < outer; o++)
            for (int i = 0; i < n; i++)
                for (int j = 0; j < inner; j++)
                {
                    double expected = 1;
                    for (int k = 0; k < n; k++)
                        if (k != i) expected *= x[o, k, j];
                    Assert.Equal(expected, result[o, i, j], 1e-14);
                }
    }

    [Fact]
    public void OneZeroLeavesOnlyItsOwnDerivative()
    {
        var result = Tensor<double>.Zeros(1, 3, 1);
        ProductsOfOthers.Compute(Tensor<double>.From([2, 0, 3], 1, 3, 1), result);
        Assert.Equal([0, 6, 0], result.ToArray());
    }

    [Fact]
    public void BadShapesAndSharedMemoryAreRefused()
    {
        var x = Numbers.Tensor(2, 3, 4);
        Assert.Throws<ArgumentException>(() => ProductsOfOthers.Compute(x, x));
        Assert.Throws<ShapeMismatchException>(() => ProductsOfOthers.Compute(x, Tensor<double>.Zeros(2, 4, 3)));
        Assert.Throws<ShapeMismatchException>(() => ProductsOfOthers.Compute(Numbers.Tensor(3), Tensor<double>.Zeros(3)));
    }
}
