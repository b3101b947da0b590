using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class RecommendationMetricsTests
{
    [Fact]
    public void HandLists_HaveHandValues()
    {
        // Relevant at ranks 2 and 3; at rank 1; none.
        var metrics = RecommendationMetrics.Of<double>([3, 2, 1, 5, 4, 9], [0, 1, 1, 1, 0, 0], [0, 3, 5, 6], [1, 2]);
        Assert.Equal((0.5 + 1) / 3, metrics.MeanReciprocalRank, 1e-15);
        Assert.Equal(((1.0 / 2 + 2.0 / 3) / 2 + 1) / 3, metrics.MeanAveragePrecision, 1e-15);
        Assert.Equal([1.0 / 3, 2.0 / 3], metrics.HitRate);
        Assert.Equal([1.0 / 3, 1.5 / 3], metrics.Recall);
        Assert.Equal([1.0 / 3, 1.0 / 3], metrics.Precision);
        Assert.Equal((3, 1), (metrics.Lists, metrics.EmptyLists));
    }

    [Fact]
    public void BadInput_IsNamed()
    {
        Assert.Equal(1, Assert.Throws<InvalidSampleException>(() => RecommendationMetrics.Of<double>([1, double.NaN], [1, 0], [0, 2], [1])).Row);
        Assert.Equal(0, Assert.Throws<InvalidSampleException>(() => RecommendationMetrics.Of<double>([1, 2], [-1, 0], [0, 2], [1])).Row);
        Assert.Throws<ArgumentException>(() => RecommendationMetrics.Of<double>([1, 2], [1, 0], [0, 1], [1]));
        Assert.Throws<ArgumentException>(() => RecommendationMetrics.Of<double>([], [], [0], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecommendationMetrics.Of<double>([1, 2], [1, 0], [0, 2], [0]));
        Assert.Throws<ArgumentException>(() => GroupAuc.Of<double>([1, 2], [1, 0, 1], [0, 2]));
    }

    [Fact]
    public void Coverage_CountsDistinctItems()
    {
        Assert.Equal(0.3, RecommendationMetrics.Coverage([1, 5, 1, 9, 5], 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => RecommendationMetrics.Coverage([10], 10));
    }

    [Fact]
    public void GroupAuc_IsTheMeanWithinGroupsBySize()
    {
        // Areas 1 (2 samples), 1/2 (3 samples), one class (1 sample).
        double[] scores = [1, 2, 7, 8, 9, 4];
        int[] labels = [0, 1, 0, 1, 0, 1];
        var result = GroupAuc.Of<double>(scores, labels, [0, 2, 5, 6]);
        Assert.Equal((2 * 1 + 3 * 0.5) / 5, result.Value.Value, 1e-15);
        Assert.Equal((2, 1), (result.Groups, result.OneClassGroups));
        Assert.False(GroupAuc.Of<double>([1, 2], [1, 1], [0, 1, 2]).Value.IsDefined);
        Assert.Equal(3, Assert.Throws<InvalidSampleException>(() => GroupAuc.Of<double>([1, 2, 3, double.NaN], [1, 0, 0, 1], [0, 2, 4])).Row);
    }
}
