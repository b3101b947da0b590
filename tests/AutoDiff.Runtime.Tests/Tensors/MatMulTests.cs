using AutoDiff.Tests.Numerics;

namespace AutoDiff.Tests.Tensors;

public class MatMulTests
{
    [Fact]
    public void OfAllSmallSizes_TheProductIsTheTripleLoop()
    {
        foreach (int m in (int[])[0, 1, 2, 5, 17])
            foreach (int k in (int[])[0, 1, 3, 16, 33])
                foreach (int n in (int[])[0, 1, 4, 15, 31])
                {
                    Tensor<double> a = Numbers.Tensor(m, k), b = Numbers.Tensor(k, n), c = Ops.MatMul(a, b);
                    Assert.Equal(new TensorShape(m, n), c.Shape);
                    for (int i = 0; i < m; i++)
                        for (int j = 0; j < n; j++) Assert.Equal(Enumerable.Range(0, k).Sum(p => a[i, p] * b[p, j]), c[i, j], 1e-12);
                }
    }

    [Theory]
    [InlineData(new[] { 2, 3, 4 }, new[] { 4, 5 }, new[] { 2, 3, 5 })]
    [InlineData(new[] { 3, 4 }, new[] { 2, 4, 5 }, new[] { 2, 3, 5 })]
    [InlineData(new[] { 2, 1, 3, 4 }, new[] { 6, 4, 5 }, new[] { 2, 6, 3, 5 })]
    [InlineData(new[] { 2, 6, 3, 4 }, new[] { 2, 1, 4, 5 }, new[] { 2, 6, 3, 5 })]
    [InlineData(new[] { 1, 3, 4 }, new[] { 1, 4, 5 }, new[] { 1, 3, 5 })]
    [InlineData(new[] { 0, 3, 4 }, new[] { 4, 5 }, new[] { 0, 3, 5 })]
    public void LeadingDimensions_Broadcast(int[] left, int[] right, int[] expected)
    {
        Tensor<double> a = Numbers.Tensor(left), b = Numbers.Tensor(right), c = Ops.MatMul(a, b);
        Assert.Equal(new TensorShape(expected), c.Shape);
        // The same by broadcasting products [.., M, K, 1] * [.., 1, K, N] and summing over K.
        var sum = Ops.Sum(Ops.Unsqueeze(a, -1) * Ops.Unsqueeze(b, -3), -2);
        Assert.Equal(sum.Shape, c.Shape);
        for (int i = 0; i < c.Length; i++) Assert.Equal(sum.Span[i], c.Span[i], 1e-13);
    }

    [Fact]
    public void AVector_IsARowOnTheLeftAndAColumnOnTheRight()
    {
        Tensor<double> a = Numbers.Tensor(3, 4), v = Numbers.Tensor(4), w = Numbers.Tensor(3);
        Assert.Equal(Ops.MatMul(a, Ops.Unsqueeze(v, 1)).ToArray(), Ops.MatMul(a, v).ToArray());
        Assert.Equal(new TensorShape(3), Ops.MatMul(a, v).Shape);
        Assert.Equal(Ops.MatMul(Ops.Unsqueeze(w, 0), a).ToArray(), Ops.MatMul(w, a).ToArray());
        Assert.Equal(new TensorShape(4), Ops.MatMul(w, a).Shape);
        Assert.Equal(Ops.Sum(v * v), Ops.MatMul(v, v).Item, 1e-14);
        Assert.Equal(new TensorShape(2, 3), Ops.MatMul(Numbers.Tensor(2, 3, 4), v).Shape);
        Assert.Equal(new TensorShape(2, 4), Ops.MatMul(w, Numbers.Tensor(2, 3, 4)).Shape);
    }

    [Fact]
    public void TheProductOfTransposes_IsTheTransposedProductReversed()
    {
        Tensor<double> a = Numbers.Tensor(5, 7), b = Numbers.Tensor(7, 3);
        var left = Ops.Transpose(Ops.MatMul(a, b)).ToArray();
        var right = Ops.MatMul(Ops.Transpose(b), Ops.Transpose(a)).ToArray();
        for (int i = 0; i < left.Length; i++) Assert.Equal(left[i], right[i], 1e-13);
    }

    [Fact]
    public void BadOperands_AreRefusedWithBothShapes()
    {
        Assert.Contains("[3, 4] and [5, 6]", Assert.Throws<ShapeMismatchException>(() => Ops.MatMul(Numbers.Tensor(3, 4), Numbers.Tensor(5, 6))).Message);
        Assert.Throws<ShapeMismatchException>(() => Ops.MatMul(Numbers.Tensor(2, 3, 4), Numbers.Tensor(3, 4, 5)));
        Assert.Throws<ShapeMismatchException>(() => Ops.MatMul(Numbers.Tensor(), Numbers.Tensor(3)));
    }
}
