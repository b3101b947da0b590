using AutoDiff.Tests.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Tests.Tensors;

public class BroadcastingTests
{
    private static readonly int[][] Shapes =
    [
        [], [1], [4], [3, 1], [1, 4], [3, 4], [1, 1], [2, 1, 4], [2, 3, 1], [2, 3, 4], [1, 3, 1], [2, 1, 1], [5, 1, 3, 4], [1, 2, 1, 4], [0], [3, 0], [2, 1, 1, 1, 3, 4],
    ];

    [Fact]
    public void EveryPairOfShapes_FollowsTheIndexRuleOrIsRefused()
    {
        foreach (var a in Shapes)
            foreach (var b in Shapes)
            {
                Tensor<double> x = Numbers.Tensor(a), y = Numbers.Tensor(b);
                var expected = NaiveShape(a, b);
                if (expected is null)
                {
                    var error = Assert.Throws<ShapeMismatchException>(() => x + y);
                    Assert.Contains(x.Shape.ToString(), error.Message);
                    Assert.Contains(y.Shape.ToString(), error.Message);
                    continue;
                }
                AssertNaive(x, y, expected, (p, q) => p + q, x + y);
                AssertNaive(x, y, expected, (p, q) => p - q, x - y);
                AssertNaive(x, y, expected, Math.Max, Maximum(x, y));
                AssertNaive(x, y, expected, (p, q) => p < q ? 1 : 0, Where(x < y, 1.0, 0.0));
                AssertNaive(x, y, expected, (p, q) => p > q && q < 0.5 ? p : q, Where((x > y) & (y < 0.5), x, y));
            }
    }

    [Fact]
    public void BroadcastTo_RepeatsByTheIndexRule()
    {
        foreach (var a in Shapes)
            foreach (var b in Shapes)
            {
                var x = Numbers.Tensor(a);
                if (NaiveShape(a, b) is not { } common || !common.SequenceEqual(b)) Assert.Throws<ShapeMismatchException>(() => BroadcastTo(x, b));
                else AssertNaive(x, Tensor<double>.Zeros(b), b, (p, _) => p, BroadcastTo(x, b));
            }
    }

    [Fact]
    public void AMessage_NamesBothShapesAndTheDimension()
    {
        var error = Assert.Throws<ShapeMismatchException>(() => Numbers.Tensor(4, 5) * Numbers.Tensor(3));
        Assert.Equal("[4, 5] and [3] do not broadcast: counted from the end, dimension 1 is 5 in one and 3 in the other.", error.Message);
    }

    private static int[]? NaiveShape(int[] a, int[] b)
    {
        var result = new int[Math.Max(a.Length, b.Length)];
        for (int i = 1; i <= result.Length; i++)
        {
            int p = i <= a.Length ? a[^i] : 1, q = i <= b.Length ? b[^i] : 1;
            if (p != q && p != 1 && q != 1) return null;
            result[^i] = p == 1 ? q : p;
        }
        return result;
    }

    private static void AssertNaive(Tensor<double> x, Tensor<double> y, int[] shape, Func<double, double, double> f, Tensor<double> actual)
    {
        Assert.Equal(new TensorShape(shape), actual.Shape);
        for (int i = 0; i < actual.Length; i++)
            Assert.Equal(f(x.Span[Source(x.Shape, shape, i)], y.Span[Source(y.Shape, shape, i)]), actual.Span[i]);
    }

    // The element of an operand that element i of the result reads, digit by digit of i.
    private static int Source(TensorShape operand, int[] shape, int i)
    {
        int position = 0, stride = 1;
        for (int d = 1; d <= shape.Length; d++)
        {
            int index = i % shape[^d];
            i /= shape[^d];
            if (d > operand.Rank) continue;
            int extent = operand[operand.Rank - d];
            if (extent != 1) position += index * stride;
            stride *= extent;
        }
        return position;
    }
}
