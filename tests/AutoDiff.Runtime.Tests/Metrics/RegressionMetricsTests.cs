using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class RegressionMetricsTests
{
    [Fact]
    public void HandCase()
    {
        var m = RegressionMetrics.Of([2.5, 0, 2, 8], [3, -0.5, 2, 7]);
        Assert.Equal(0.9486081370449679, m.R2.Value, 1e-15);
        Assert.Equal(0.9571734475374732, m.ExplainedVariance.Value, 1e-15);
        Assert.Equal(0.375, m.MeanSquaredError);
        Assert.Equal(0.5, m.MeanAbsoluteError);
        Assert.Equal(1, m.LargestError);
    }

    [Fact]
    public void IntegerWeights_EqualCopies()
    {
        var weighted = RegressionMetrics.Of([1, 2, 4], [1.5, 2, 3], [2, 1, 0]);
        var copies = RegressionMetrics.Of([1, 1, 2], [1.5, 1.5, 2]);
        Assert.Equal(copies.R2.Value, weighted.R2.Value, 1e-15);
        Assert.Equal(copies.LargestError, weighted.LargestError);
    }

    [Fact]
    public void ConstantTarget_IsUndefined() => Assert.False(RegressionMetrics.Of([1, 2], [3, 3]).R2.IsDefined);

    [Fact]
    public void LargeOffset_CostsNoDigits() =>
        Assert.Equal(RegressionMetrics.Of([0, 1, 5], [0, 2, 4]).R2.Value, RegressionMetrics.Of([1e9, 1e9 + 1, 1e9 + 5], [1e9, 1e9 + 2, 1e9 + 4]).R2.Value, 1e-15);

    [Fact]
    public void BadInput_IsNamed() =>
        Assert.StartsWith("row 1: the target is", Assert.Throws<InvalidSampleException>(() => RegressionMetrics.Of([1, 2], [1, double.PositiveInfinity])).Message, StringComparison.Ordinal);
}
