namespace AutoDiff.Models.Tests;

public class RangeObserverTests
{
    [Fact]
    public void MovingAverage_StartsFromTheFirstBatch()
    {
        var observer = new RangeObserver(0.1);
        observer.Observe([-1f, 3f]);
        observer.Observe([-2f, 1f]);
        Assert.Equal(-1.1, observer.Low, 1e-12);
        Assert.Equal(2.8, observer.High, 1e-12);
    }

    [Fact]
    public void Extremes_NeverNarrow()
    {
        var observer = new RangeObserver(1, keepExtremes: true);
        observer.Observe([-1f, 3f]);
        observer.Observe([0f]);
        observer.Observe([5f]);
        Assert.Equal((-1, 5), (observer.Low, observer.High));
    }

    [Fact]
    public void AffineGrid_RepresentsZeroExactly_AndCoversTheRange()
    {
        var observer = new RangeObserver(1);
        observer.Observe([-1f, 3f]);
        var grid = observer.Affine(0, 255);
        Assert.InRange(grid.ZeroPoint, 0, 255);
        Assert.InRange((255 - grid.ZeroPoint) * grid.Scale, 3 - grid.Scale, 3 + grid.Scale);
        Assert.InRange((0 - grid.ZeroPoint) * grid.Scale, -1 - grid.Scale, -1 + grid.Scale);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void ValuesThatAreNotFinite_AreRefused(float value) =>
        Assert.Throws<ArgumentException>(() => new RangeObserver(1).Observe([0f, value, 1f]));

    [Fact]
    public void UnknownRange_IsAnError() => Assert.Throws<InvalidOperationException>(() => new RangeObserver(1).Affine(0, 255));
}
