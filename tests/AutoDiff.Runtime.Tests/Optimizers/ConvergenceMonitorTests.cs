using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class ConvergenceMonitorTests
{
    [Fact]
    public void EachReason_IsNamedWithItsFigures()
    {
        Assert.Equal(ConvergenceReason.NonFiniteLoss, Watch(new ConvergenceOptions(), [1, double.NaN]).Reason);
        Assert.Equal(ConvergenceReason.MaxSteps, Watch(new ConvergenceOptions { MaxSteps = 3 }, [3, 2, 1, 0.5]).Reason);
        Assert.Equal(ConvergenceReason.Plateau, Watch(new ConvergenceOptions { Patience = 2 }, [3, 2, 2, 2, 2]).Reason);
        Assert.Equal(ConvergenceReason.Diverged, Watch(new ConvergenceOptions { DivergenceGrace = 1 }, [1, 2, 11]).Reason);
        Assert.Equal(ConvergenceReason.RelativeLossChange, Watch(new ConvergenceOptions { RelativeLossChange = 1e-3, Window = 2 }, [1, 0.9, 0.9, 0.9]).Reason);
        var plateau = Watch(new ConvergenceOptions { Patience = 2 }, [3, 2, 2.5, 2.2]);
        Assert.Equal((2, 2.0), (plateau.BestStep, plateau.BestLoss));
        Assert.Contains("step 2", plateau.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void GradientAndParameters_AreWatched()
    {
        var monitor = new ConvergenceMonitor(new ConvergenceOptions { GradientTolerance = 1e-3 });
        Assert.False(monitor.Observe<float>(1, [0.1f, -0.2f], []));
        Assert.True(monitor.Observe<float>(1, [1e-4f, -0.9e-3f], []));
        Assert.Equal(ConvergenceReason.GradientTolerance, monitor.Reason);

        var moving = new ConvergenceMonitor(new ConvergenceOptions { RelativeParameterChange = 0.1 });
        Assert.False(moving.Observe<double>(1, [], [1, 1]));
        Assert.False(moving.Observe<double>(1, [], [2, 1]));
        Assert.True(moving.Observe<double>(1, [], [2.01, 1]));
        Assert.Equal(ConvergenceReason.RelativeParameterChange, moving.Reason);

        var broken = new ConvergenceMonitor();
        Assert.True(broken.Observe<double>(1, [0, double.PositiveInfinity], []));
        Assert.Equal(ConvergenceReason.NonFiniteGradient, broken.Reason);
        Assert.Contains("Element 1", broken.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void TimeBudget_EndsTheRun()
    {
        var elapsed = TimeSpan.Zero;
        var monitor = new ConvergenceMonitor(new ConvergenceOptions { MaxTime = TimeSpan.FromSeconds(2) }, () => elapsed);
        Assert.False(monitor.Observe(1));
        elapsed = TimeSpan.FromSeconds(3);
        Assert.True(monitor.Observe(0.9));
        Assert.Equal(ConvergenceReason.MaxTime, monitor.Reason);
        Assert.True(monitor.Observe(0.8));
    }

    private static ConvergenceMonitor Watch(ConvergenceOptions options, double[] losses)
    {
        var monitor = new ConvergenceMonitor(options);
        foreach (double loss in losses)
            if (monitor.Observe(loss)) break;
        return monitor;
    }
}
