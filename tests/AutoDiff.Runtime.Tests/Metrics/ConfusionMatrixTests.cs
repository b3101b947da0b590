using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class ConfusionMatrixTests
{
    private static ConfusionMatrix Matrix()
    {
        // 3 of class 0 right, 1 taken for 1; 1 of class 1 taken for 0, 2 right, 1 taken for 2; 2 of class 2 right.
        var matrix = new ConfusionMatrix(3);
        matrix.Add([0, 0, 0, 0, 1, 1, 1, 1, 2, 2], [0, 0, 0, 1, 0, 1, 1, 2, 2, 2]);
        return matrix;
    }

    [Fact]
    public void Figures_EqualHandValues()
    {
        var m = Matrix();
        Assert.Equal(0.7, m.Accuracy.Value);
        Assert.Equal((0.75 + 0.5 + 1) / 3, m.BalancedAccuracy.Value, 1e-15);
        Assert.Equal(0.75, m.Precision(0).Value);
        Assert.Equal(0.5, m.Recall(1).Value);
        Assert.Equal(5.0 / 6, m.Specificity(1).Value, 1e-15);
        Assert.Equal(2 * (2.0 / 3) * 0.5 / (2.0 / 3 + 0.5), m.F(1).Value, 1e-15);
        Assert.Equal(2.0 / 3, m.Jaccard(2).Value, 1e-15);
        Assert.Equal((0.7 - 0.34) / (1 - 0.34), m.Kappa.Value, 1e-15);
        Assert.Equal(36 / Math.Sqrt(66 * 64), m.Matthews.Value, 1e-15);
        Assert.Equal((4 * 0.75 + 4 * 0.5 + 2 * 1) / 10, m.WeightedAverage(m.Recall).Value, 1e-15);
        Assert.Equal((0.75 + 2.0 / 3 + 2.0 / 3) / 3, m.MacroAverage(m.Precision).Value, 1e-15);
    }

    [Fact]
    public void Parts_MergeToTheWhole()
    {
        ConfusionMatrix a = new(2), b = new(2), all = new(2);
        a.Add([0, 1, 1], [0, 1, 0], [1, 2, 0.5]);
        b.Add([0], [1], [4]);
        all.Add([0, 1, 1, 0], [0, 1, 0, 1], [1, 2, 0.5, 4]);
        a.Merge(b);
        Assert.Equal(all[1, 0], a[1, 0]);
        Assert.Equal(all.Matthews, a.Matthews);
        Assert.Throws<ArgumentException>(() => a.Merge(new ConfusionMatrix(3)));
    }

    [Fact]
    public void Threshold_TakesScoresFromItOnAsPositive()
    {
        var m = new ConfusionMatrix(2);
        m.Add([0.2, 0.5, 0.7], [0, 0, 1], 0.5);
        Assert.Equal((1, 1, 1), (m[0, 0], m[0, 1], m[1, 1]));
    }

    [Fact]
    public void FiguresWithoutDenominator_AreUndefined()
    {
        var m = new ConfusionMatrix(3);
        Assert.False(m.Accuracy.IsDefined);
        m.Add([0, 0], [0, 0]);
        Assert.False(m.Precision(1).IsDefined);
        Assert.False(m.Recall(2).IsDefined);
        Assert.False(m.Kappa.IsDefined);
        Assert.False(m.Matthews.IsDefined);
        Assert.Equal(1, m.BalancedAccuracy.Value);
    }

    [Fact]
    public void RefusedSamples_ChangeNothing()
    {
        var m = Matrix();
        Assert.StartsWith("row 1: the label is 3", Assert.Throws<InvalidSampleException>(() => m.Add([0, 0], [1, 3])).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidSampleException>(() => m.Add([0, 0], [1, 1], [1, double.NaN]));
        Assert.Equal(10, m.Total);
    }
}
