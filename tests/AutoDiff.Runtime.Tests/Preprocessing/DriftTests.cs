using AutoDiff.Preprocessing;

namespace AutoDiff.Runtime.Tests.Preprocessing;

public class DriftTests
{
    private static readonly CounterRandom Random = new(8);

    [Fact]
    public void Decay_EqualsExplicitWeights_InAnyChunks()
    {
        const double Decay = 0.9;
        double[] x = [.. Enumerable.Range(0, 60).Select(i => 1e6 + i + Random.Normal((ulong)i))];
        double[] weights = [.. Enumerable.Range(0, 60).Select(i => Math.Pow(Decay, 59 - i))];
        var expected = new StandardScaler(1);
        expected.Fit<double>(x, weights);
        foreach (int chunk in new[] { 1, 7, 60 })
        {
            var scaler = new StandardScaler(1, new StandardScalerOptions { Decay = Decay });
            for (int r = 0; r < 60; r += chunk) scaler.PartialFit<double>(x.AsSpan(r, Math.Min(chunk, 60 - r)));
            Assert.Equal(expected.Count(0), scaler.Count(0), 1e-12);
            Assert.Equal(expected.Mean(0), scaler.Mean(0), 1e-8);
            Assert.Equal(1, scaler.Variance(0) / expected.Variance(0), 1e-11);
        }
    }

    [Fact]
    public void DecayedVariance_IsNeverNegative()
    {
        var scaler = new StandardScaler(1, new StandardScalerOptions { Decay = 0.5 });
        for (int i = 0; i < 500; i++)
        {
            scaler.PartialFit<double>([i < 100 ? 1e9 * Random.Normal((ulong)i) : 1]);
            Assert.True(scaler.Variance(0) >= 0);
        }
        Assert.Equal(1, scaler.Mean(0), 1e-6);
    }

    [Fact]
    public void HalfLife_IsWhereARowCountsHalf()
    {
        Assert.Equal(0.5, Math.Pow(StandardScalerOptions.DecayOfHalfLife(20), 20), 1e-14);
        Assert.Throws<ArgumentOutOfRangeException>(() => StandardScalerOptions.DecayOfHalfLife(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new StandardScalerOptions { Decay = 0 });
    }

    [Fact]
    public void SlidingWindow_ForgetsExactly()
    {
        double[] x = [.. Enumerable.Range(0, 1000).Select(i => (i < 500 ? 1e8 : 0) + Random.Normal((ulong)i))];
        var scaler = new SlidingStandardScaler(1, window: 100, blocks: 10);
        for (int i = 0; i < 1000; i++)
        {
            scaler.PartialFit<double>([x[i]]);
            int covered = (int)scaler.Count(0);
            if (i >= 99) Assert.InRange(covered, 91, 100);
            if (i % 83 != 0 && i != 999) continue;
            double[] window = x[(i + 1 - covered)..(i + 1)];
            double mean = window.Average(), variance = window.Sum(v => (v - mean) * (v - mean)) / covered;
            Assert.Equal(mean, scaler.Mean(0), 1e-15 * 1e8 + 1e-12);
            Assert.Equal(1, (scaler.Variance(0) + 1e-12) / (variance + 1e-12), 1e-9);
        }
        var chunks = new SlidingStandardScaler(1, 100, 10);
        chunks.PartialFit<double>(x.AsSpan(0, 333));
        chunks.PartialFit<double>(x.AsSpan(333));
        Assert.Equal(scaler.Mean(0), chunks.Mean(0), 1e-13);
        Assert.Equal(scaler.Variance(0), chunks.Variance(0), 1e-12);
    }
}
