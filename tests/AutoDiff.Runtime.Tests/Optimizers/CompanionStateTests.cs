using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

/// <summary>What goes along with an optimizer saves and restores like one.</summary>
public class CompanionStateTests
{
    [Fact]
    public void NestedWrappers_GoOnWithTheSameBits()
    {
        var straight = Make(100);
        float[] x = StateLawTests.Numbers(0);
        Walk(straight, x, 0, 9);
        var state = TrainingState.Of(straight);
        Assert.Contains("inner.inner.slow_parameters", state.Names);
        float[] middle = [.. x];
        Walk(straight, x, 9, 20);
        var resumed = Make(100);
        state.RestoreTo(resumed);
        Assert.Equal((straight.Inner.StepCount - 11, 2), (resumed.StepCount, resumed.SkippedSteps));
        Walk(resumed, middle, 9, 20);
        Assert.Equal(x, middle);
        Assert.Equal((straight.Scale, straight.GoodSteps), (resumed.Scale, resumed.GoodSteps));

        var other = new LossScale<float>(new Adam<float>(100));
        Assert.Equal("inner.type", Assert.Throws<StateMismatchException>(() => state.RestoreTo(other)).Entry);
        Assert.Equal((65536.0, 0), (other.Scale, other.StepCount));
    }

    [Fact]
    public void Averages_GoOnWithTheSameBits()
    {
        var ema = new ExponentialMovingAverage<float>(100, 0.9);
        var swa = new StochasticWeightAverage<float>(100);
        for (int i = 0; i < 3; i++) Update(ema, swa, i);
        var ema2 = new ExponentialMovingAverage<float>(100, 0.9);
        var swa2 = new StochasticWeightAverage<float>(100);
        TrainingState.Of(ema).RestoreTo(ema2);
        TrainingState.Of(swa).RestoreTo(swa2);
        for (int i = 3; i < 6; i++)
        {
            Update(ema, swa, i);
            Update(ema2, swa2, i);
        }
        Assert.Equal(ema.State.ToArray(), ema2.State.ToArray());
        Assert.Equal(swa.State.ToArray(), swa2.State.ToArray());
        Assert.Equal((6, 6), (ema2.Updates, swa2.Count));
        Assert.Throws<StateMismatchException>(() => TrainingState.Of(ema).RestoreTo(swa));
        Assert.Throws<StateMismatchException>(() => TrainingState.Of(ema).RestoreTo(new ExponentialMovingAverage<float>(99, 0.9)));
    }

    [Fact]
    public void AMonitor_GoesOnWithItsWindowItsBestAndItsTime()
    {
        var options = new ConvergenceOptions { Patience = 6, RelativeLossChange = 1e-3, Window = 3, RelativeParameterChange = 1e-9, MaxTime = TimeSpan.FromSeconds(10) };
        double[] losses = [5, 4, 3, 3.5, 3.4, 3.2, 3.6, 3.3, 3.1, 3.7, 3.5, 3.9];
        var straight = new ConvergenceMonitor(options, () => TimeSpan.Zero);
        var first = new ConvergenceMonitor(options, () => TimeSpan.FromSeconds(4));
        for (int i = 0; i < 5; i++) Assert.Equal(straight.Observe<double>(losses[i], [1], [i]), first.Observe<double>(losses[i], [1], [i]));
        var resumed = new ConvergenceMonitor(options, () => TimeSpan.FromSeconds(1));
        TrainingState.Of(first).RestoreTo(resumed);
        Assert.Equal(TimeSpan.FromSeconds(4), resumed.Elapsed);
        for (int i = 5; i < losses.Length; i++) Assert.Equal(straight.Observe<double>(losses[i], [1], [i]), resumed.Observe<double>(losses[i], [1], [i]));
        Assert.Equal((ConvergenceReason.Plateau, straight.Explanation, 3L, 3.0), (resumed.Reason, resumed.Explanation, resumed.BestStep, resumed.BestLoss));
        var again = new ConvergenceMonitor(options, () => TimeSpan.Zero);
        TrainingState.Of(resumed).RestoreTo(again);
        Assert.Equal((resumed.Reason, resumed.Explanation), (again.Reason, again.Explanation));
        Assert.Throws<StateMismatchException>(() => TrainingState.Of(first).RestoreTo(new ConvergenceMonitor(options with { Window = 4 })));
    }

    private static void Update(ExponentialMovingAverage<float> ema, StochasticWeightAverage<float> swa, int i)
    {
        ema.Update(StateLawTests.Numbers(i));
        swa.Update(StateLawTests.Numbers(i));
    }

    private static LossScale<float> Make(int length) =>
        new(Clip.GlobalNorm(0.5).Then(new Lookahead<float>(new Adam<float>(length), period: 4)), new LossScaleOptions { Initial = 4, GrowthInterval = 3 });

    private static void Walk(LossScale<float> optimizer, float[] x, int first, int last)
    {
        for (int step = first; step < last; step++)
        {
            StateLawTests.Walk(optimizer, x, step, step + 1);
            if (step is 3 or 5) optimizer.Step(x, [.. Enumerable.Repeat(float.NaN, x.Length)]);
        }
    }
}
