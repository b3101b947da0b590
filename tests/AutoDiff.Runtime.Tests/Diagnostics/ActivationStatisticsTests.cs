using AutoDiff.Diagnostics;
using AutoDiff.Tests;

namespace AutoDiff.Runtime.Tests.Diagnostics;

public class ActivationStatisticsTests
{
    private static readonly TappedLayer Three = new("three", 3) { CanDie = true };

    [Fact]
    public void FiguresDoNotDependOnHowTheEpochIsCutIntoBatches()
    {
        var values = new float[3 * 40];
        new CounterRandom(5).FillNormal(values.AsSpan(), 2, 3);
        var whole = Observed(Three, values);
        var parts = new ActivationStatistics<float>(Three);
        for (int i = 0; i < 40; i += 8) parts.Observe(values.AsSpan(3 * i, 24));
        var merged = Observed(Three, values[..60]);
        merged.Merge(Observed(Three, values[60..]));
        double mean = values.Average(v => (double)v), deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        foreach (var statistics in new[] { whole, parts, merged })
        {
            Assert.Equal(40, statistics.Samples);
            Assert.Equal(mean, statistics.Mean, 1e-12);
            Assert.Equal(deviation, statistics.Deviation, 1e-12);
            Assert.Equal(Math.Sqrt(values.Average(v => (double)v * v)), statistics.RootMeanSquare, 1e-12);
        }
    }

    [Fact]
    public void AUnitIsDeadOnlyIfNoBatchOfTheEpochWakesIt()
    {
        var statistics = Observed(Three, [1, 0, 0, 2, 0, 0]);
        Assert.Equal([1, 2], statistics.SilentUnits);
        statistics.Observe([0, 0, 5]);
        Assert.Equal([1], statistics.SilentUnits);
        Assert.True(ActivationHealth.Judge(statistics).HasFlag(ActivationFaults.DeadUnits));
        Assert.Equal(ActivationFaults.None, ActivationHealth.Judge(statistics, new ActivationLimits { LargestDeadShare = 0.4 }));
        statistics.Reset();
        Assert.Empty(statistics.SilentUnits);
        Assert.Equal(ActivationFaults.None, ActivationHealth.Judge(statistics));
        Assert.True(double.IsNaN(statistics.Mean));
    }

    [Fact]
    public void SaturationIsCountedWhereTheFunctionIsFlat()
    {
        var layer = new TappedLayer("tanh", 2) { Saturation = SaturationRange.Tanh };
        var statistics = Observed(layer, [1, -0.98f, 0.5f, -0.96f]);
        Assert.Equal(0.5, statistics.SaturatedShare);
        Assert.Equal(ActivationFaults.None, ActivationHealth.Judge(statistics));
        statistics.Observe([1, 1]);
        Assert.Equal(ActivationFaults.Saturated, ActivationHealth.Judge(statistics));
        Assert.Equal(0, Observed(Three, [1, 1, 1]).SaturatedShare);
        // Both ranges are the same arguments: sigmoid(2 x) = (1 + tanh(x)) / 2.
        Assert.Equal((1 + SaturationRange.Tanh.High) / 2, SaturationRange.Sigmoid.High, 1e-12);
    }

    [Fact]
    public void NumbersThatAreNotFinite_AreCountedApart()
    {
        var statistics = Observed(Three, [1, float.NaN, 3, float.PositiveInfinity, 2, 2]);
        Assert.Equal((2L, 2L), (statistics.NonFinite, statistics.Samples));
        Assert.Equal(2, statistics.Mean);
        Assert.Equal(ActivationFaults.NotFinite, ActivationHealth.Judge(statistics));
        var nothing = Observed(Three, [float.NaN, float.NaN, float.NaN]);
        Assert.True(double.IsNaN(nothing.Mean) && nothing.NonFinite == 3);
    }

    [Fact]
    public void ScaleIsJudged()
    {
        Assert.Equal(ActivationFaults.Exploding, ActivationHealth.Judge(Observed(Three, [1000, -900, 800])));
        Assert.Equal(ActivationFaults.Vanishing, ActivationHealth.Judge(Observed(Three, [1e-5f, -1e-5f, 1e-6f])));
        // Zeros alone are dead units, not small numbers.
        Assert.Equal(ActivationFaults.DeadUnits, ActivationHealth.Judge(Observed(Three, [0, 0, 0])));
    }

    [Fact]
    public void AnEpochOfAModel_ShowsPlantedFaultsInTheirLayer()
    {
        Assert.Equal([ActivationFaults.None, ActivationFaults.None, ActivationFaults.None], Faults(_ => { }));
        Assert.Equal([ActivationFaults.None, ActivationFaults.DeadUnits, ActivationFaults.None], Faults(s => s.Tensor("B2")[..4].Fill(-50)));
        Assert.Equal(ActivationFaults.Exploding, Faults(s => Scale(s.Tensor("W1"), 1e4))[0]);
    }

    [Fact]
    public void AnEpoch_LeavesTheModelAsItWas()
    {
        var stack = new ReluStack();
        double buffer = stack.Buffers[0];
        ActivationHealth.Observe(stack);
        Assert.Equal(buffer, stack.Buffers[0]);
    }

    [Fact]
    public void Observing_AllocatesNothing()
    {
        var statistics = new ActivationStatistics<float>(Three);
        var rows = new float[300];
        Assert.Equal(0, SettledAllocation.Of(() => statistics.Observe(rows)));
    }

    [Fact]
    public void BadInput_IsRefused_AndChangesNothing()
    {
        var statistics = Observed(Three, [1, 2, 3]);
        Assert.Contains("whole number of rows", Assert.Throws<ArgumentException>(() => statistics.Observe(new float[4])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => statistics.Merge(new ActivationStatistics<float>(Three with { Name = "other" })));
        Assert.Throws<ArgumentException>(() => new ActivationStatistics<float>(new TappedLayer("none", 0)));
        Assert.Equal((1L, 2.0), (statistics.Samples, statistics.Mean));
    }

    private static ActivationStatistics<float> Observed(TappedLayer layer, float[] rows)
    {
        var statistics = new ActivationStatistics<float>(layer);
        statistics.Observe(rows);
        return statistics;
    }

    private static ActivationFaults[] Faults(Action<ReluStack> plant)
    {
        var stack = new ReluStack();
        plant(stack);
        // Small logits are how the stack is meant to start.
        return [.. ActivationHealth.Observe(stack).Select(s => ActivationHealth.Judge(s))];
    }

    private static void Scale(Span<double> numbers, double factor)
    {
        foreach (ref double x in numbers) x *= factor;
    }
}
