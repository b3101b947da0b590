using AutoDiff.Tests.Numerics;

namespace AutoDiff.Tests.Tensors;

public class ReductionOpsTests
{
    private static readonly Dictionary<string, (Func<Tensor<double>, int[], bool, Tensor<double>> Axes, Func<Tensor<double>, int, Tensor<double>> Axis, Func<Tensor<double>, double> All, Func<double[], double> Scalar)> Functions = new()
    {
        ["Sum"] = ((x, axes, keep) => Ops.Sum(x, axes, keep), (x, a) => Ops.Sum(x, a), Ops.Sum, v => v.Sum()),
        ["Mean"] = ((x, axes, keep) => Ops.Mean(x, axes, keep), (x, a) => Ops.Mean(x, a), Ops.Mean, v => v.Sum() / v.Length),
        ["Max"] = ((x, axes, keep) => Ops.Max(x, axes, keep), (x, a) => Ops.Max(x, a), Ops.Max, v => v.Max()),
        ["Min"] = ((x, axes, keep) => Ops.Min(x, axes, keep), (x, a) => Ops.Min(x, a), Ops.Min, v => v.Min()),
        ["Prod"] = ((x, axes, keep) => Ops.Prod(x, axes, keep), (x, a) => Ops.Prod(x, a), Ops.Prod, v => v.Aggregate(1.0, (p, q) => p * q)),
        ["LogSumExp"] = ((x, axes, keep) => Ops.LogSumExp(x, axes, keep), (x, a) => Ops.LogSumExp(x, a), Ops.LogSumExp, v => Math.Log(v.Sum(Math.Exp))),
        ["Norm"] = ((x, axes, keep) => Ops.Norm(x, axes, keep), (x, a) => Ops.Norm(x, a), Ops.Norm, v => Math.Sqrt(v.Sum(p => p * p))),
        ["Variance"] = ((x, axes, keep) => Ops.Variance(x, axes, 0, keep), (x, a) => Ops.Variance(x, a), x => Reductions.Variance<double>(x.Span), v => v.Sum(p => (p - v.Average()) * (p - v.Average())) / v.Length),
    };

    public static TheoryData<string> Names => new(Functions.Keys);

    [Theory, MemberData(nameof(Names))]
    public void OverEverySetOfAxes_TheResultIsThatOfThePlainLoop(string name)
    {
        var f = Functions[name];
        var x = Numbers.Tensor(2, 3, 4, 5);
        for (int set = 0; set < 16; set++)
        {
            var axes = Enumerable.Range(0, 4).Where(d => (set >> d & 1) != 0).ToArray();
            var (shape, groups) = Group(x, axes);
            var result = f.Axes(x, axes, false);
            Assert.Equal(shape, result.Shape);
            for (int i = 0; i < groups.Length; i++) Assert.Equal(f.Scalar(groups[i]), result.Span[i], 1e-12);

            var kept = f.Axes(x, axes.Select(d => d - 4).Reverse().ToArray(), true);
            Assert.Equal(Enumerable.Range(0, 4).Select(d => axes.Contains(d) ? 1 : x.Shape[d]), kept.Shape.ToArray());
            Assert.Equal(result.ToArray(), kept.ToArray());
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void OneAxisAndAllElements_AreTheSameReduction(string name)
    {
        var f = Functions[name];
        var x = Numbers.Tensor(3, 4, 5);
        for (int axis = -3; axis < 3; axis++) Assert.Equal(f.Axes(x, [axis], false).ToArray(), f.Axis(x, axis).ToArray());
        Assert.Equal(f.Axes(x, [0, 1, 2], false).Item, f.All(x));
        Assert.Equal(f.Scalar(x.ToArray()), f.All(x), 1e-10);
    }

    [Theory, MemberData(nameof(Names))]
    public void BadAxes_AreRefusedWithTheShape(string name)
    {
        var f = Functions[name];
        var x = Numbers.Tensor(3, 4);
        Assert.Contains("[3, 4]", Assert.Throws<ArgumentOutOfRangeException>(() => f.Axis(x, 2)).Message);
        Assert.Contains("[3, 4]", Assert.Throws<ArgumentException>(() => f.Axes(x, [1, -1], false)).Message);
    }

    [Fact]
    public void AnEmptyAxis_GivesTheNeutralElementOrIsRefused()
    {
        var x = Tensor<double>.Zeros(2, 0);
        Assert.Equal([0, 0], Ops.Sum(x, 1).ToArray());
        Assert.Equal([1, 1], Ops.Prod(x, 1).ToArray());
        Assert.Equal([0, 0], Ops.Norm(x, 1).ToArray());
        Assert.All(Ops.Mean(x, 1).ToArray(), v => Assert.True(double.IsNaN(v)));
        Assert.Throws<ArgumentException>(() => Ops.Max(x, 1));
        Assert.Throws<ArgumentException>(() => Ops.Variance(x, 1));
        Assert.Equal(0, Ops.Sum(x, 0).Length);
    }

    [Fact]
    public void Variance_WithBesselsCorrectionDividesByOneLess()
    {
        var x = Numbers.Tensor(3, 5);
        double[] biased = Ops.Variance(x, 1).ToArray(), unbiased = Ops.Variance(x, 1, correction: 1).ToArray();
        for (int i = 0; i < 3; i++) Assert.Equal(biased[i] * 5 / 4, unbiased[i], 1e-14);
        Assert.Throws<ArgumentException>(() => Ops.Variance(Numbers.Tensor(3, 1), 1, correction: 1));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    public void Softmax_SumsToOneAlongTheAxisAndLogSoftmaxIsItsLogarithm(int axis)
    {
        var x = Numbers.Tensor(3, 4, 5);
        Tensor<double> softmax = Ops.Softmax(x, axis), log = Ops.LogSoftmax(x, axis);
        Assert.Equal(x.Shape, softmax.Shape);
        Assert.All(Ops.Sum(softmax, axis).ToArray(), v => Assert.Equal(1, v, 1e-14));
        var expected = Ops.Exp(x) / Ops.Sum(Ops.Exp(x), axis, keepDims: true);
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(expected.Span[i], softmax.Span[i], 1e-14);
            Assert.Equal(Math.Log(expected.Span[i]), log.Span[i], 1e-13);
        }
    }

    [Fact]
    public void Softmax_OfAnEmptyTensorIsEmpty()
    {
        Assert.Equal(new TensorShape(2, 0), Ops.Softmax(Tensor<double>.Zeros(2, 0), 1).Shape);
        Assert.Equal(new TensorShape(0, 3), Ops.LogSoftmax(Tensor<double>.Zeros(0, 3), 0).Shape);
    }

    // The shape that is left and, in its row-major order, the elements that fall together.
    private static (TensorShape Shape, double[][] Groups) Group(Tensor<double> x, int[] axes)
    {
        var kept = Enumerable.Range(0, x.Rank).Where(d => !axes.Contains(d)).ToArray();
        var shape = new TensorShape(kept.Select(d => x.Shape[d]).ToArray());
        var groups = Enumerable.Range(0, shape.Length).Select(_ => new List<double>()).ToArray();
        for (int i = 0; i < x.Length; i++)
        {
            var index = new int[x.Rank];
            for (int d = x.Rank - 1, rest = i; d >= 0; rest /= x.Shape[d--]) index[d] = rest % x.Shape[d];
            groups[kept.Aggregate(0, (position, d) => position * x.Shape[d] + index[d])].Add(x.Span[i]);
        }
        return (shape, groups.Select(g => g.ToArray()).ToArray());
    }
}
