using AutoDiff.Preprocessing;

namespace AutoDiff.Runtime.Tests.Preprocessing;

public class KllSketchTests
{
    [Fact]
    public void AMillionDistinctNumbers_HaveEveryRankWithinTheBound()
    {
        const int N = 1_000_000;
        var sketch = new KllSketch(200);
        int[] order = new CounterRandom(4).Permutation(N);
        foreach (int i in order) sketch.Add(i);
        Assert.Equal(0.0133, sketch.RankError, 1e-4);
        double worst = 0;
        for (int i = 0; i < N; i += 7) worst = Math.Max(worst, Math.Abs(sketch.Rank(i) - (i + 1.0) / N));
        Assert.InRange(worst, 0, sketch.RankError);
        Assert.Equal((0, N - 1), (sketch.Minimum, sketch.Maximum));
        Assert.Equal(N, sketch.Count);
        Assert.InRange(sketch.Retained, 200, 700);
    }

    [Theory]
    [InlineData(200, 0.0133)]
    [InlineData(100, 0.0261)]
    [InlineData(1000, 0.00278)]
    public void Errors_FollowTheFormulasOfTheSketchAndHold(int k, double error)
    {
        var sketch = new KllSketch(k, 3);
        for (int i = 0; i < 100_000; i++) sketch.Add(i * 7919L % 100_003);
        Assert.Equal(error, sketch.RankError, 1e-4);
        Assert.Equal(2.296 / Math.Pow(k, 0.9723), sketch.RankError, 1e-15);
        Assert.Equal(2.446 / Math.Pow(k, 0.9433), sketch.ShareError, 1e-15);
        // The share between two numbers.
        for (int i = 0; i < 90_000; i += 1009)
            Assert.Equal(0.1, sketch.Rank(i + 10_000) - sketch.Rank(i), sketch.ShareError + 1e-3);
    }

    [Fact]
    public void SortedAndReversedStreams_StayWithinTheBound()
    {
        foreach (bool rising in new[] { true, false })
        {
            var sketch = new KllSketch(200);
            for (int i = 0; i < 200_000; i++) sketch.Add(rising ? i : 199_999 - i);
            for (int i = 0; i < 200_000; i += 1777) Assert.Equal((i + 1.0) / 200_000, sketch.Rank(i), sketch.RankError);
        }
    }

    [Fact]
    public void UpToK_ItIsExact()
    {
        var sketch = new KllSketch(200);
        for (int i = 200; i > 0; i--) sketch.Add(i);
        Assert.True(sketch.IsExact);
        Assert.Equal(0, sketch.RankError);
        for (int i = 1; i <= 200; i++) Assert.Equal(i / 200.0, sketch.Rank(i));
        Assert.Equal(100.5, sketch.Quantile(0.5));
        sketch.Add(201);
        Assert.False(sketch.IsExact);
    }

    [Fact]
    public void TenValues_HaveTheirInclusiveAndExclusiveRanks()
    {
        var sketch = new KllSketch();
        for (int i = 1; i <= 10; i++) sketch.Add(i);
        for (int i = 1; i <= 10; i++)
        {
            Assert.Equal(i / 10.0, sketch.Rank(i));
            Assert.Equal((i - 1) / 10.0, sketch.Rank(i, inclusive: false));
        }
    }

    [Fact]
    public void Merge_KeepsTheCountAndTheBound()
    {
        var random = new CounterRandom(6);
        double[] x = [.. Enumerable.Range(0, 60_000).Select(i => random.Normal((ulong)i))];
        KllSketch a = new(200, 1), b = new(200, 2);
        for (int i = 0; i < 60_000; i++) (i < 10_000 ? a : b).Add(x[i]);
        a.Merge(b);
        Assert.Equal(60_000, a.Count);
        Assert.Equal((x.Min(), x.Max()), (a.Minimum, a.Maximum));
        Array.Sort(x);
        for (int i = 0; i < 60_000; i += 571) Assert.Equal((i + 1.0) / 60_000, a.Rank(x[i]), a.RankError);
        Assert.Throws<ArgumentException>(() => a.Merge(new KllSketch(100)));
    }

    [Fact]
    public void Weights_CountAsCopies()
    {
        var sketch = new KllSketch(200);
        for (int i = 0; i < 1000; i++) sketch.Add(i, i % 7);
        double total = Enumerable.Range(0, 1000).Sum(i => i % 7);
        Assert.Equal(total, sketch.Count);
        double below = 0;
        for (int i = 0; i < 1000; i++)
        {
            below += i % 7;
            Assert.Equal(below / total, sketch.Rank(i), sketch.RankError);
        }
    }

    [Fact]
    public void EmptySketchAndNaN_AreRefused()
    {
        Assert.Throws<InvalidOperationException>(() => new KllSketch().Rank(1));
        Assert.Throws<InvalidOperationException>(() => new KllSketch().Quantile(0.5));
        Assert.Throws<ArgumentException>(() => new KllSketch().Add(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => new KllSketch(4));
    }

    [Fact]
    public void Ends_AreExactQuantiles()
    {
        var sketch = new KllSketch(50);
        for (int i = 0; i < 10_000; i++) sketch.Add(i * 7919 % 10_007);
        Assert.Equal((sketch.Minimum, sketch.Maximum), (sketch.Quantile(0), sketch.Quantile(1)));
    }
}
