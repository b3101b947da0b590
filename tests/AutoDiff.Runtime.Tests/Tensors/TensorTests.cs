using System.Numerics.Tensors;

namespace AutoDiff.Tests.Tensors;

public class TensorTests
{
    [Fact]
    public void Creation_FillsTheShape()
    {
        Assert.Equal([0, 0, 0, 0, 0, 0], Tensor<float>.Zeros(2, 3).ToArray());
        Assert.Equal([1, 1], Tensor<int>.Ones(2).ToArray());
        Assert.Equal([7, 7, 7], Tensor<double>.Full(7, 3, 1).ToArray());
        Assert.Equal(new TensorShape(), Tensor<double>.Zeros().Shape);
        Assert.Equal(2.5, Tensor<double>.FromScalar(2.5).Item);
    }

    [Fact]
    public void From_CopiesAndWrap_Views()
    {
        double[] array = [1, 2, 3, 4];
        Tensor<double> copy = Tensor<double>.From(array, 2, 2), view = Tensor<double>.Wrap(array, 2, 2);
        array[3] = 40;
        Assert.Equal(4, copy[1, 1]);
        Assert.Equal(40, view[1, 1]);
        Assert.Equal(new TensorShape(4), Tensor<double>.From(array).Shape);
        Assert.Equal(new TensorShape(4), Tensor<double>.Wrap(array).Shape);
    }

    [Fact]
    public void From_WithAWrongNumberOfValuesSaysBothNumbers()
    {
        var error = Assert.Throws<ShapeMismatchException>(() => Tensor<double>.From([1, 2, 3], 2, 2));
        Assert.Contains("3 values", error.Message);
        Assert.Contains("[2, 2]", error.Message);
    }

    [Fact]
    public void Constructor_RefusesAnArrayThatIsTooShort()
    {
        Assert.Throws<ArgumentException>(() => new Tensor<double>(new double[5], 0, new TensorShape(2, 3)));
        Assert.Throws<ArgumentException>(() => new Tensor<double>(new double[6], 1, new TensorShape(2, 3)));
        Assert.Throws<ArgumentException>(() => new Tensor<double>(new double[6], -1, new TensorShape(2)));
    }

    [Fact]
    public void Indexers_AddressRowMajorAndWriteThrough()
    {
        var t = Tensor<int>.Wrap(Enumerable.Range(0, 120).ToArray(), 2, 3, 4, 5);
        Assert.Equal(((1 * 3 + 2) * 4 + 3) * 5 + 4, t[1, 2, 3, 4]);
        Assert.Equal((2 * 4 + 1) * 5 + 3, t.Reshape(6, 4, 5)[2, 1, 3]);
        Assert.Equal(7 * 10 + 9, t.Reshape(12, 10)[7, 9]);
        t.Reshape(-1)[17] = -1;
        Assert.Equal(-1, t[0, 0, 3, 2]);
    }

    [Fact]
    public void Indexers_NameTheDimensionAndTheIndex()
    {
        var t = Tensor<int>.Zeros(2, 3);
        Assert.Contains("Dimension 1 of a tensor [2, 3] has no index 3", Assert.Throws<ArgumentOutOfRangeException>(() => t[0, 3]).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => t[-1, 0]);
        Assert.Contains("rank 1", Assert.Throws<ShapeMismatchException>(() => t[0]).Message);
        Assert.Throws<ShapeMismatchException>(() => default(Tensor<int>)[0]);
        Assert.Throws<ShapeMismatchException>(() => t.Item);
    }

    [Fact]
    public void Views_ShareMemory()
    {
        var t = Tensor<int>.Wrap(Enumerable.Range(0, 12).ToArray(), 4, 3);
        t.Row(2)[1] = 70;
        t.Slice(1, 2)[0, 0] = 30;
        Assert.Equal([0, 1, 2, 30, 4, 5, 6, 70, 8, 9, 10, 11], t.ToArray());
        Assert.Equal(new TensorShape(2, 3), t.Slice(1, 2).Shape);
        Assert.Equal([70, 8], t.Row(2).Slice(1, 2).ToArray());
        Assert.Equal(0, t.Slice(4, 0).Length);
    }

    [Fact]
    public void Views_OutsideTheTensorAreRefused()
    {
        var t = Tensor<int>.Zeros(4, 3);
        Assert.Throws<ArgumentOutOfRangeException>(() => t.Row(4));
        Assert.Throws<ArgumentOutOfRangeException>(() => t.Slice(3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => t.Slice(-1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => t.Slice(1, int.MaxValue));
        Assert.Throws<ShapeMismatchException>(() => Tensor<int>.Zeros().Row(0));
    }

    [Fact]
    public void CopyTo_NeedsTheSameShape()
    {
        var t = Tensor<int>.Wrap([1, 2, 3, 4], 2, 2);
        var u = Tensor<int>.Zeros(2, 2);
        t.CopyTo(u);
        Assert.Equal([1, 2, 3, 4], u.ToArray());
        Assert.Throws<ShapeMismatchException>(() => t.CopyTo(Tensor<int>.Zeros(4)));
    }

    [Fact]
    public void DefaultValue_IsEmpty()
    {
        Tensor<double> nothing = default;
        Assert.True(nothing.IsDefault);
        Assert.Equal(0, nothing.Length);
        Assert.True(nothing.Span.IsEmpty);
        Assert.Equal("(no memory)", nothing.ToString());
        Assert.Throws<ArgumentException>(() => nothing + 1.0);
        Assert.Throws<ArgumentException>(() => Ops.Exp(nothing));
        Assert.Throws<ArgumentException>(() => Ops.Sum(nothing));
        Assert.Throws<ArgumentException>(() => nothing < 1.0);
    }

    [Fact]
    public void Text_ShowsShapeAndNumbersInInvariantCulture()
    {
        Assert.Equal("[2, 3] [[1, 2, 3], [4, 5, 6.5]]", Tensor<double>.Wrap([1, 2, 3, 4, 5, 6.5], 2, 3).ToString());
        Assert.Equal("[] 0.25", Tensor<double>.FromScalar(0.25).ToString());
        Assert.Equal("[8] [0, 1, 2, ..., 5, 6, 7]", Tensor<int>.Wrap([0, 1, 2, 3, 4, 5, 6, 7]).ToString());
        Assert.Equal("[6] [0, 1, 2, 3, 4, 5]", Tensor<int>.Wrap([0, 1, 2, 3, 4, 5]).ToString());
        Assert.Equal("[2, 0] [[], []]", Tensor<int>.Zeros(2, 0).ToString());
        Assert.Equal("[0, 2] []", Tensor<int>.Zeros(0, 2).ToString());
    }

    [Fact]
    public void TensorSpan_IsTheSameMemory()
    {
        var t = Tensor<double>.Wrap([9, 1, 2, 3, 4, 5, 6], 7).Slice(1, 6).Reshape(2, 3);
        TensorSpan<double> span = t.AsTensorSpan();
        Assert.Equal([2, 3], span.Lengths.ToArray());
        span[1, 2] = 60;
        Assert.Equal(60, t[1, 2]);
        Assert.Equal(5, t.AsReadOnlyTensorSpan()[1, 1]);
    }

    [Theory]
    [InlineData(new int[0])]
    [InlineData(new[] { 5 })]
    [InlineData(new[] { 2, 3 })]
    [InlineData(new[] { 2, 1, 3 })]
    [InlineData(new[] { 0, 3 })]
    [InlineData(new[] { 1, 2, 1, 3, 1, 2 })]
    public void TensorSpan_ThereAndBackIsTheSameTensor(int[] shape)
    {
        var t = Numerics.Numbers.Tensor(shape);
        var back = Tensor<double>.FromTensorSpan(t.AsReadOnlyTensorSpan());
        if (shape.Length > 0) Assert.Equal(t.Shape, back.Shape);
        Assert.Equal(t.ToArray(), back.ToArray());
    }

    [Fact]
    public void TensorSpan_WithStridesBecomesDense()
    {
        var span = new ReadOnlyTensorSpan<int>([1, 2, 3, 4, 5, 6], [2, 2], [3, 1]);
        Assert.Equal([1, 2, 4, 5], Tensor<int>.FromTensorSpan(span).ToArray());
    }
}
