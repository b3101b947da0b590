using AutoDiff;

namespace AutoDiff.Runtime.Tests.Initializers;

public class StratifiedSplitTests
{
    private static readonly int[] Labels = [.. Enumerable.Range(0, 1000).Select(i => i % 10 < 7 ? 0 : i % 10 < 9 ? 1 : -5)];

    [Fact]
    public void EveryRow_IsInExactlyOnePart()
    {
        var split = StratifiedSplit.Create(Labels, 0.25, 1);
        Assert.Equal(Enumerable.Range(0, 1000), split.Train.Concat(split.Test).Order());
        Assert.Equal(250, split.Test.Length);
    }

    [Fact]
    public void EachClass_KeepsItsShare()
    {
        var split = StratifiedSplit.Create(Labels, 0.3, 1);
        Assert.Equal(210, split.Test.Count(r => Labels[r] == 0));
        Assert.Equal(60, split.Test.Count(r => Labels[r] == 1));
        Assert.Equal(30, split.Test.Count(r => Labels[r] == -5));
    }

    [Fact]
    public void TheSeedChoosesTheRows_AndTheirOrderIsMixed()
    {
        var split = StratifiedSplit.Create(Labels, 0.25, 1);
        Assert.Equal(split.Test, StratifiedSplit.Create(Labels, 0.25, 1).Test);
        Assert.NotEqual(split.Test, StratifiedSplit.Create(Labels, 0.25, 2).Test);
        Assert.NotEqual(split.Train.Order(), split.Train);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    [InlineData(0.0001)]
    public void AFractionThatLeavesAPartEmpty_IsRefused(double fraction) =>
        Assert.Throws<ArgumentException>(() => StratifiedSplit.Create(Labels, fraction, 1));
}
