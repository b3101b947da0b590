using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class StreamingAucTests
{
    private static readonly CounterRandom Random = new(3);
    private static readonly int[] Labels = [.. Enumerable.Range(0, 4000).Select(i => Random.Uniform((ulong)i) < 0.3 ? 1 : 0)];
    private static readonly double[] Scores = [.. Labels.Select((y, i) => 1 / (1 + Math.Exp(-y - Random.Normal((ulong)(i + 100000)))))];

    [Theory]
    [InlineData(2)]
    [InlineData(50)]
    [InlineData(4096)]
    public void Bounds_HoldTheExactArea(int bins)
    {
        var stream = new StreamingAuc(bins: bins);
        stream.Add<double>(Scores, Labels);
        double exact = RocAuc.Compute<double>(Scores, Labels).Value;
        var (lower, upper) = stream.Bounds();
        Assert.InRange(exact, lower, upper);
        Assert.InRange(stream.Value.Value, lower, upper);
        Assert.InRange(upper - lower, 0, 1.2 / bins);
    }

    [Fact]
    public void EightBitScores_HaveNoUncertainty()
    {
        double[] bytes = [.. Scores.Select(s => Math.Round(s * 255))];
        var stream = new StreamingAuc(0, 256, 256);
        stream.Add<double>(bytes, Labels);
        double exact = RocAuc.Compute<double>(bytes, Labels).Value;
        var (lower, upper) = stream.Bounds();
        Assert.Equal(exact, lower, 1e-14);
        Assert.Equal(exact, upper, 1e-14);
    }

    [Fact]
    public void Merge_EqualsOneStream()
    {
        StreamingAuc all = new(bins: 64), a = new(bins: 64), b = new(bins: 64);
        all.Add<double>(Scores, Labels);
        a.Add<double>(Scores.AsSpan(0, 1000), Labels.AsSpan(0, 1000));
        for (int i = 1000; i < Scores.Length; i++) b.Add(Scores[i], Labels[i]);
        a.Merge(b);
        Assert.Equal(all.Value, a.Value);
        Assert.Equal(all.Bounds(), a.Bounds());
        Assert.Throws<ArgumentException>(() => a.Merge(new StreamingAuc(bins: 65)));
    }

    [Fact]
    public void ScoresBeyondTheRange_KeepTheBoundsRight()
    {
        var stream = new StreamingAuc(0.4, 0.6, 16);
        stream.Add<double>(Scores, Labels);
        stream.Add(double.PositiveInfinity, 1);
        var (lower, upper) = stream.Bounds();
        Assert.InRange(RocAuc.Compute<double>([.. Scores, double.PositiveInfinity], [.. Labels, 1]).Value, lower, upper);
    }

    [Fact]
    public void RefusedSamples_ChangeNothing()
    {
        var stream = new StreamingAuc(bins: 16);
        stream.Add<double>(Scores, Labels);
        var before = stream.Value;
        Assert.Throws<InvalidSampleException>(() => stream.Add<double>([0.1, double.NaN], [1, 0]));
        Assert.Throws<InvalidSampleException>(() => stream.Add<double>([0.1, 0.2], [1, 7]));
        Assert.Throws<ArgumentException>(() => stream.Add(double.NaN, 1));
        Assert.Equal(before, stream.Value);
        Assert.False(new StreamingAuc().Value.IsDefined);
    }
}
