using AutoDiff.Tests.Numerics;

namespace AutoDiff.Tests.Tensors;

public class ViewOpsTests
{
    [Fact]
    public void Permute_ThenItsInverse_IsTheIdentityForEveryOrder()
    {
        var x = Numbers.Tensor(2, 3, 4, 5);
        foreach (var order in Orders(4))
        {
            var y = Ops.Permute(x, order);
            var inverse = new int[4];
            for (int i = 0; i < 4; i++) inverse[order[i]] = i;
            Assert.Equal(order.Select(d => x.Shape[d]), y.Shape.ToArray());
            Assert.Equal(x.ToArray(), Ops.Permute(y, inverse).ToArray());
            int[] at = [1, 2, 3, 4];
            Assert.Equal(x[1, 2, 3, 4], y[at[order[0]], at[order[1]], at[order[2]], at[order[3]]]);
        }
    }

    [Fact]
    public void Transpose_ExchangesTheLastTwoDimensions()
    {
        var x = Numbers.Tensor(2, 3, 4);
        var y = Ops.Transpose(x);
        Assert.Equal(new TensorShape(2, 4, 3), y.Shape);
        for (int b = 0; b < 2; b++)
            for (int i = 0; i < 3; i++)
                for (int j = 0; j < 4; j++) Assert.Equal(x[b, i, j], y[b, j, i]);
        Assert.Throws<ShapeMismatchException>(() => Ops.Transpose(Numbers.Tensor(3)));
        Assert.Equal(new TensorShape(0, 3), Ops.Transpose(Tensor<double>.Zeros(3, 0)).Shape);
    }

    [Fact]
    public void Permute_RefusesWhatIsNotAnOrder()
    {
        var x = Numbers.Tensor(2, 3);
        Assert.Throws<ArgumentException>(() => Ops.Permute(x, [0]));
        Assert.Throws<ArgumentException>(() => Ops.Permute(x, [1, 1]));
        Assert.Throws<ArgumentException>(() => Ops.Permute(x, [0, -2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Permute(x, [0, 2]));
    }

    [Fact]
    public void Reshape_DeducesOneExtent()
    {
        var x = Numbers.Tensor(2, 3, 4);
        Assert.Equal(new TensorShape(6, 4), Ops.Reshape(x, -1, 4).Shape);
        Assert.Equal(new TensorShape(24), Ops.Reshape(x, -1).Shape);
        Assert.Equal(new TensorShape(2, 1, 12), Ops.Reshape(x, 2, -1, 12).Shape);
        Assert.Equal(new TensorShape(), Ops.Reshape(Numbers.Tensor(1)).Shape);
        Assert.Contains("[2, 3, 4]", Assert.Throws<ShapeMismatchException>(() => Ops.Reshape(x, 5, 5)).Message);
        Assert.Throws<ShapeMismatchException>(() => Ops.Reshape(x, -1, 5));
        Assert.Throws<ArgumentException>(() => Ops.Reshape(x, -1, -1));
        Assert.Throws<ShapeMismatchException>(() => Ops.Reshape(Tensor<double>.Zeros(0), -1, 0));
    }

    [Fact]
    public void Squeeze_UndoesUnsqueezeAtEveryAxis()
    {
        var x = Numbers.Tensor(2, 3);
        for (int axis = -3; axis <= 2; axis++)
        {
            var y = Ops.Unsqueeze(x, axis);
            Assert.Equal(1, y.Dimension(axis));
            Assert.Equal(x.Shape, Ops.Squeeze(y, axis).Shape);
        }
        Assert.Equal(new TensorShape(1), Ops.Unsqueeze(Tensor<double>.FromScalar(2), 0).Shape);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Unsqueeze(x, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Unsqueeze(x, -4));
        Assert.Throws<ShapeMismatchException>(() => Ops.Squeeze(x, 0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(-1)]
    public void Concat_OfSlices_IsTheWhole(int axis)
    {
        var x = Numbers.Tensor(3, 4, 5);
        int n = x.Dimension(axis);
        for (int cut = 0; cut <= n; cut++)
        {
            Tensor<double> left = Ops.Slice(x, axis, 0, cut), right = Ops.Slice(x, axis, cut, n - cut);
            Assert.Equal(cut, left.Dimension(axis));
            Assert.Equal(x.ToArray(), Ops.Concat(left, right, axis).ToArray());
        }
        Assert.Equal(x.ToArray(), Ops.Concat([Ops.Slice(x, axis, 0, 1), Ops.Slice(x, axis, 1, 1), Ops.Slice(x, axis, 2, n - 2)], axis).ToArray());
    }

    [Fact]
    public void Slice_IsACopy()
    {
        var x = Numbers.Tensor(3, 2);
        double before = x[0, 0];
        Ops.Slice(x, 0, 0, 2).Fill(99);
        Assert.Equal(before, x[0, 0]);
    }

    [Fact]
    public void BadSlicesAndJoins_AreRefused()
    {
        var x = Numbers.Tensor(3, 4);
        Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Slice(x, 1, 2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Slice(x, 1, -1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Ops.Slice(x, 2, 0, 1));
        Assert.Contains("[3, 4] and [3, 5]", Assert.Throws<ShapeMismatchException>(() => Ops.Concat(x, Numbers.Tensor(3, 5), 0)).Message);
        Assert.Throws<ShapeMismatchException>(() => Ops.Concat(x, Numbers.Tensor(3), 0));
        Assert.Throws<ArgumentException>(() => Ops.Concat<double>([], 0));
    }

    private static IEnumerable<int[]> Orders(int n) => n == 0
        ? [[]]
        : Orders(n - 1).SelectMany(order => Enumerable.Range(0, n).Select(i => order.Take(i).Append(n - 1).Concat(order.Skip(i)).ToArray()));
}
