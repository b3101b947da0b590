using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class RocAucTests
{
    private static readonly double[] Scores = [0.3, -1, 2, 0.3, 0.7, -0.2, 0.7, 5, 0, -0.0];
    private static readonly int[] Labels = [0, 0, 1, 1, 0, 1, 1, 0, 1, 0];

    [Fact]
    public void HandCases()
    {
        Assert.Equal(1, RocAuc.Compute<double>([0, 1], [0, 1]).Value);
        Assert.Equal(0, RocAuc.Compute<double>([1, 0], [0, 1]).Value);
        Assert.Equal(0.5, RocAuc.Compute<double>([0.5, 0.5], [1, 0]).Value);
    }

    [Fact]
    public void OneClass_IsTypedAsUndefined()
    {
        var area = RocAuc.Compute<double>([0.1, 0.2], [1, 1]);
        Assert.False(area.IsDefined);
        Assert.True(double.IsNaN(area.OrNaN));
        Assert.Contains("2 positive and 0 negative", Assert.Throws<UndefinedMetricException>(() => area.Value).Message, StringComparison.Ordinal);
        Assert.False(RocAuc.Compute<double>([0.1, 0.2], [1, 0], [1, 0]).IsDefined);
        Assert.False(RocAuc.Partial<double>([0.1, 0.2], [0, 0], 0.5).IsDefined);
    }

    [Fact]
    public void PairCounts_EqualTheDefinition()
    {
        UInt128 concordant = 0, tied = 0;
        for (int i = 0; i < Scores.Length; i++)
        {
            for (int j = 0; j < Scores.Length; j++)
            {
                if (Labels[i] != 1 || Labels[j] != 0) continue;
                if (Scores[i] > Scores[j]) concordant++;
                else if (Scores[i] == Scores[j]) tied++;
            }
        }
        Assert.Equal(new PairCounts(5, 5, concordant, tied), RocAuc.CountPairs<double>(Scores, Labels));
    }

    [Theory]
    [InlineData(100, 0)]
    [InlineData(1e-6, 0)]
    [InlineData(1, -10)]
    [InlineData(1e-6, -10)]
    public void OrderPreservingChange_KeepsTheAreaExactly(double factor, double shift)
    {
        double[] moved = [.. Scores.Select(s => s * factor + shift)];
        Assert.Equal(RocAuc.Compute<double>(Scores, Labels).Value, RocAuc.Compute<double>(moved, Labels).Value);
    }

    [Fact]
    public void ZeroWeight_IsAsIfAbsent()
    {
        double[] weights = [1, 0, 2, 0.5, 0, 1, 3, 0, 1, 1];
        int[] kept = [.. Enumerable.Range(0, 10).Where(i => weights[i] > 0)];
        double expected = RocAuc.Compute<double>([.. kept.Select(i => Scores[i])], [.. kept.Select(i => Labels[i])], [.. kept.Select(i => weights[i])]).Value;
        Assert.Equal(expected, RocAuc.Compute<double>(Scores, Labels, weights).Value);
    }

    [Fact]
    public void IntegerWeights_EqualCopies()
    {
        double[] weights = [1, 2, 3, 1, 2, 4, 1, 1, 2, 1];
        int[] copies = [.. Enumerable.Range(0, 10).SelectMany(i => Enumerable.Repeat(i, (int)weights[i]))];
        Assert.Equal(
            RocAuc.Compute<double>([.. copies.Select(i => Scores[i])], [.. copies.Select(i => Labels[i])]).Value,
            RocAuc.Compute<double>(Scores, Labels, weights).Value, 1e-15);
    }

    [Fact]
    public void FloatAndHalf_GiveTheAreaOfTheirValues()
    {
        float[] single = [.. Scores.Select(s => (float)s)];
        Half[] half = [.. Scores.Select(s => (Half)s)];
        Assert.Equal(RocAuc.Compute<double>(Scores, Labels).Value, RocAuc.Compute<float>(single, Labels).Value);
        Assert.Equal(RocAuc.Compute<double>(Scores, Labels).Value, RocAuc.Compute<Half>(half, Labels).Value);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(3000)]
    [InlineData(9000)]
    public void EveryLengthOfTheSort_CountsTheSamePairsAsComparison(int n)
    {
        var random = new CounterRandom(7);
        float[] scores = [.. Enumerable.Range(0, n).Select(i => MathF.Round((float)random.Normal((ulong)i) * 50) / 50)];
        int[] labels = [.. Enumerable.Range(0, n).Select(i => random.Uniform((ulong)(i + n)) < 0.2 ? 1 : 0)];
        long concordant = 0, tied = 0;
        float[] negatives = [.. scores.Where((_, i) => labels[i] == 0)];
        foreach (float p in scores.Where((_, i) => labels[i] == 1))
        {
            foreach (float q in negatives)
            {
                if (p > q) concordant++;
                else if (p == q) tied++;
            }
        }
        var counts = RocAuc.CountPairs<float>(scores, labels);
        Assert.Equal((UInt128)concordant, counts.Concordant);
        Assert.Equal((UInt128)tied, counts.Tied);
        Assert.Equal(counts.Auc.Value, RocAuc.CountPairs<double>([.. scores.Select(s => (double)s)], labels).Auc.Value);
    }

    [Fact]
    public void PartialArea_IsStandardizedByMcClish()
    {
        Assert.Equal(0.5, RocAuc.Partial<double>([0.1, 0, 0.1, 0.01], [0, 0, 1, 1], 0.3).Value, 1e-15);
        Assert.Equal(RocAuc.Compute<double>(Scores, Labels).Value, RocAuc.Partial<double>(Scores, Labels, 1).Value);
        foreach (double limit in new[] { 0, -0.1, 1.1, double.NaN })
            Assert.Throws<ArgumentOutOfRangeException>(() => RocAuc.Partial<double>(Scores, Labels, limit));
    }

    [Fact]
    public void BadInput_IsNamedByRow()
    {
        Assert.StartsWith("row 1: the score is NaN", Assert.Throws<InvalidSampleException>(() => RocAuc.Compute<double>([1, double.NaN], [0, 1])).Message, StringComparison.Ordinal);
        Assert.StartsWith("row 2: the label is 2", Assert.Throws<InvalidSampleException>(() => RocAuc.Compute<float>([1, 2, 3], [0, 1, 2])).Message, StringComparison.Ordinal);
        Assert.StartsWith("row 0: the label is -1", Assert.Throws<InvalidSampleException>(() => RocAuc.Compute<float>([1, 2, 3], [-1, 1, 0])).Message, StringComparison.Ordinal);
        Assert.StartsWith("row 1: the weight is -1", Assert.Throws<InvalidSampleException>(() => RocAuc.Compute<double>([1, 2], [0, 1], [1, -1])).Message, StringComparison.Ordinal);
        Assert.Contains("2 scores and 3 labels", Assert.Throws<ArgumentException>(() => RocAuc.Compute<double>([1, 2], [0, 1, 1])).Message, StringComparison.Ordinal);
        Assert.False(RocAuc.Compute<double>([], []).IsDefined);
    }

    [Fact]
    public void Area_NeverLeavesZeroToOne_WhateverTheWeights()
    {
        var random = new CounterRandom(21);
        for (int trial = 0; trial < 300; trial++)
        {
            int n = 2 + trial;
            int[] labels = [.. Enumerable.Range(0, n).Select(i => i % 2)];
            double[] weights = [.. Enumerable.Range(0, n).Select(i => Math.Pow(10, 8 * random.Normal((ulong)(trial * 1000 + i))))];
            foreach (double sign in new[] { 1.0, -1 })
            {
                double[] scores = [.. labels.Select(y => sign * y)];
                Assert.Equal(sign > 0 ? 1 : 0, RocAuc.Compute<double>(scores, labels).Value);
                Assert.InRange(RocAuc.Compute<double>(scores, labels, weights).Value, 0, 1);
            }
        }
    }

    [Fact]
    public void AreaOfSeveralClasses_IsUndefinedWhereOneHasNoSamples()
    {
        double[] scores = [0.2, 0.7, 0.1, 0.6, 0.2, 0.2];
        Assert.Contains("Class 2 has no samples", MulticlassAuc.OneVersusRest<double>(scores, 3, [0, 1]).Note, StringComparison.Ordinal);
        Assert.False(MulticlassAuc.OneVersusOne<double>(scores, 3, [0, 1]).IsDefined);
        var error = Assert.Throws<InvalidSampleException>(() => MulticlassAuc.OneVersusRest<double>([1, 2, 3, 4, double.NaN, 6], 3, [0, 1]));
        Assert.Equal((1L, 1), (error.Row, error.Column));
        Assert.Equal(1, Assert.Throws<InvalidSampleException>(() => MulticlassAuc.OneVersusRest<double>(scores, 3, [0, 3])).Row);
        Assert.Throws<ArgumentException>(() => MulticlassAuc.OneVersusRest<double>(scores, 3, [0, 1, 2]));
    }

    [Fact]
    public void AllWeightsZero_IsUndefined() => Assert.False(RocAuc.Compute<double>([1, 2], [0, 1], [0, 0]).IsDefined);

    [Fact]
    public void InfiniteScores_AreOrdered() =>
        Assert.Equal(2.5 / 4, RocAuc.Compute<double>([double.NegativeInfinity, double.PositiveInfinity, 1e308, double.PositiveInfinity], [0, 1, 1, 0]).Value);
}
