using AutoDiff.Tests.Numerics;

namespace AutoDiff.Tests.Tensors;

public class GatherTests
{
    [Fact]
    public void Gather_CopiesRowsAndANegativeIndexGivesZeros()
    {
        var table = Numbers.Tensor(4, 2, 3);
        int[] indices = [3, 0, -1, 3];
        var rows = Ops.Gather(table, indices);
        Assert.Equal(new TensorShape(4, 2, 3), rows.Shape);
        for (int i = 0; i < indices.Length; i++)
            Assert.Equal(indices[i] < 0 ? new double[6] : table.Row(indices[i]).ToArray(), rows.Row(i).ToArray());
    }

    [Fact]
    public void Gather_WithATensorOfIndicesKeepsItsShape()
    {
        var table = Numbers.Tensor(5, 3);
        var indices = Tensor<int>.From([0, 1, 2, 3, 4, -7], 2, 3);
        var rows = Ops.Gather(table, indices);
        Assert.Equal(new TensorShape(2, 3, 3), rows.Shape);
        Assert.Equal(Ops.Gather(table, indices.Span).ToArray(), rows.ToArray());
        Assert.Equal(new TensorShape(3), Ops.Gather(table, Tensor<int>.FromScalar(2)).Shape);
    }

    [Fact]
    public void Pick_TakesOneElementOfEachRow()
    {
        var x = Numbers.Tensor(2, 3, 4);
        var indices = Tensor<int>.From([0, 3, -1, 2, 1, 0], 2, 3);
        var picked = Ops.Pick(x, indices);
        Assert.Equal(indices.Shape, picked.Shape);
        for (int i = 0; i < 2; i++)
            for (int j = 0; j < 3; j++) Assert.Equal(indices[i, j] < 0 ? 0 : x[i, j, indices[i, j]], picked[i, j]);
        int[] labels = [2, 0];
        Assert.Equal([x[0, 1, 2], x[1, 1, 0]], Ops.Pick(Ops.Squeeze(Ops.Slice(x, 1, 1, 1), 1), labels).ToArray());
    }

    [Fact]
    public void AnIndexTooLarge_IsNamedWithItsPosition()
    {
        var x = Numbers.Tensor(2, 3);
        int[] rows = [1, 2], labels = [0, 5];
        Assert.Equal("indices[1] is 2, but the largest index is 1.", Assert.Throws<IndexOutOfRangeException>(() => Ops.Gather(x, rows)).Message);
        Assert.Equal("indices[1] is 5, but the largest index is 2.", Assert.Throws<IndexOutOfRangeException>(() => Ops.Pick(x, labels)).Message);
        Assert.Contains("nothing to index", Assert.Throws<IndexOutOfRangeException>(() => Ops.Gather(Tensor<double>.Zeros(0, 3), labels)).Message);
    }

    [Fact]
    public void Indices_OfAnotherShapeAreRefused()
    {
        int[] three = [0, 0, 0];
        Assert.Contains("x is [2, 3] but the indices are [3]", Assert.Throws<ShapeMismatchException>(() => Ops.Pick(Numbers.Tensor(2, 3), three)).Message);
        Assert.Throws<ShapeMismatchException>(() => Ops.Pick(Numbers.Tensor(), three));
        Assert.Throws<ShapeMismatchException>(() => Ops.Gather(Numbers.Tensor(), three));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    public void ScatterAdd_IsTheAdjointOfGather(int width)
    {
        var table = Numbers.Tensor(6, width);
        int[] indices = [5, 0, -1, 5, 2, 5, -3];
        var upstream = Numbers.Tensor(indices.Length, width);
        var gradient = Tensor<double>.Zeros(6, width);
        ScatterAdd.Rows(upstream.Span, indices, gradient.Span, width);
        Assert.Equal(Ops.Sum(Ops.Gather(table, indices) * upstream), Ops.Sum(table * gradient), 1e-12);
        Assert.All(gradient.Row(1).ToArray(), v => Assert.Equal(0, v));
    }

    [Fact]
    public void ScatterAdd_AddsToWhatIsThereInTheOrderOfTheIndices()
    {
        float[] destination = [1, 10], source = [1e8f, 1, -1e8f];
        ScatterAdd.Rows<float>(source, [0, 0, 0], destination, 1);
        Assert.Equal([1 + 1e8f + 1 - 1e8f, 10], destination);
    }

    [Fact]
    public void ScatterAdd_ChecksBeforeItWrites()
    {
        double[] destination = [1, 2, 3, 4];
        Assert.Throws<IndexOutOfRangeException>(() => ScatterAdd.Rows<double>([1, 1, 1, 1], [0, 2], destination, 2));
        Assert.Equal([1, 2, 3, 4], destination);
        Assert.Throws<ShapeMismatchException>(() => ScatterAdd.Rows<double>([1, 1, 1], [0, 1], destination, 2));
        Assert.Throws<ShapeMismatchException>(() => ScatterAdd.Rows<double>([1, 1, 1], [0], destination, 3));
    }

    [Fact]
    public void IndexCheck_FindsTheFirstOffenderAtAnyPosition()
    {
        for (int n = 1; n < 70; n++)
        {
            var indices = new int[n];
            indices[n - 1] = 9;
            IndexCheck.InRange(indices, 10, "labels");
            Assert.StartsWith($"labels[{n - 1}] is 9", Assert.Throws<IndexOutOfRangeException>(() => IndexCheck.InRange(indices, 9, "labels")).Message);
        }
        IndexCheck.InRange([], 0, "labels");
        IndexCheck.InRange([-1, -5], 0, "labels");
    }
}
