using AutoDiff;
using AutoDiff.Checking;

namespace AutoDiff.Runtime.Tests.Checking;

/// <summary>What generated checks are made of.</summary>
public class CheckArgumentsTests
{
    [Fact]
    public void Parameters_FillTheFlatPointOneAfterTheOther()
    {
        var arguments = new CheckArguments(1);
        var x = arguments.Parameter("x", -1, 1, 2, 3);
        var scale = arguments.Parameter("scale", 0, 1);
        double[] point = [1, 2, 3, 4, 5, 6, 7];
        Assert.Equal([x, scale], arguments.Parameters);
        Assert.Equal([1, 2, 3, 4, 5, 6], x.At(point).ToArray());
        Assert.Equal(7, scale.NumberAt(point));
        var gradient = new double[7];
        scale.Write(9, gradient);
        x.Write(Tensor<double>.From([6, 5, 4, 3, 2, 1], 2, 3), gradient);
        Assert.Equal([6, 5, 4, 3, 2, 1, 9], gradient);
    }

    [Fact]
    public void RowsOfASparseGradient_AddUp_AndNegativeOnesAreLeftOut()
    {
        var table = new CheckArguments(1).Parameter("table", -1, 1, 3, 2);
        double[] gradient = [9, 9, 9, 9, 9, 9];
        table.Write(new SparseRows<double>(Tensor<int>.Wrap([2, -1, 2], 3), Tensor<double>.From([1, 2, 50, 60, 3, 4], 3, 2)), gradient);
        Assert.Equal([0, 0, 0, 0, 4, 6], gradient);
    }

    [Fact]
    public void PassiveArguments_FollowFromTheSeed_AndDifferFromEachOther()
    {
        CheckArguments a = new(5), b = new(5), c = new(6);
        double[] first = a.Tensor(-0.9, 0.9, 8).ToArray(), second = a.Tensor(-0.9, 0.9, 8).ToArray();
        Assert.All(first, v => Assert.InRange(v, -0.9, 0.9));
        Assert.NotEqual(first, second);
        Assert.Equal(first, b.Tensor(-0.9, 0.9, 8).ToArray());
        Assert.NotEqual(first, c.Tensor(-0.9, 0.9, 8).ToArray());
        Assert.InRange(a.Number(), 0.1, 0.9);
        Assert.All(a.Indices(3, 4, 5).ToArray(), i => Assert.InRange(i, 0, 2));
    }

    [Theory]
    [InlineData(6, 3, new[] { 0, 2, 4 })]
    [InlineData(2, 4, new[] { 0, 0, 1, 1 })]
    public void Offsets_BeginAtZeroAndStayInside(int indices, int bags, int[] expected) => Assert.Equal(expected, CheckArguments.Offsets(indices, bags).ToArray());

    [Fact]
    public void UpstreamGradient_IsTakenResultByResult()
    {
        var upstream = new UpstreamGradient([1, 2, 3, 4, 5]);
        Assert.Equal([1, 2], upstream.Tensor(2).ToArray());
        Assert.Equal(3, upstream.Number());
        upstream.Project(10.0);
        upstream.Project(Tensor<double>.From([2], 1));
        Assert.Equal(50, upstream.Sum);
    }
}
