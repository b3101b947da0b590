namespace AutoDiff.Tests.Tensors;

public class TensorShapeTests
{
    [Fact]
    public void DefaultShape_IsThatOfASingleNumber()
    {
        Assert.Equal(1, default(TensorShape).Length);
        Assert.Equal(1, new TensorShape().Length);
        Assert.Equal(0, default(TensorShape).Rank);
        Assert.Equal(new TensorShape([]), default);
    }

    [Fact]
    public void Length_IsTheProductOfTheExtents()
    {
        Assert.Equal(24, new TensorShape(2, 3, 4).Length);
        Assert.Equal(0, new TensorShape(2, 0, 4).Length);
    }

    [Fact]
    public void ImpossibleShapesAreRefused()
    {
        Assert.Throws<ArgumentException>(() => new TensorShape(1, 1, 1, 1, 1, 1, 1));
        Assert.Throws<ArgumentException>(() => new TensorShape(2, -1));
        Assert.Throws<ArgumentException>(() => new TensorShape(1 << 16, 1 << 16));
    }

    [Fact]
    public void Axis_CountsNegativeOnesFromTheEnd()
    {
        var shape = new TensorShape(2, 3, 4);
        Assert.Equal(2, shape.Axis(-1));
        Assert.Equal(0, shape.Axis(-3));
        Assert.Equal(1, shape.Axis(1));
        Assert.Contains("from -3 to 2", Assert.Throws<ArgumentOutOfRangeException>(() => shape.Axis(3)).Message);
        Assert.Throws<ArgumentOutOfRangeException>(() => shape.Axis(-4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TensorShape().Axis(0));
    }

    [Fact]
    public void EqualShapes_AreEqualInEveryWay()
    {
        TensorShape a = new(2, 3), b = new(2, 3), c = new(3, 2), d = new(2, 3, 1);
        Assert.True(a == b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.True(a != c);
        Assert.True(a != d);
        Assert.Equal("[2, 3]", a.ToString());
    }
}
