using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class ScheduleTests
{
    [Fact]
    public void WarmupThenCosine_RisesAndFalls()
    {
        var schedule = new WarmupSchedule(0.1, 10).Then(new CosineSchedule(0.1, 90, 0.01));
        Assert.Equal(0.01, schedule.At(0), 1e-15);
        Assert.Equal(0.055, schedule.At(5), 1e-15);
        Assert.Equal(0.1, schedule.At(10), 1e-15);
        Assert.Equal(0.055, schedule.At(55), 1e-15);
        Assert.Equal(0.01, schedule.At(100), 1e-15);
        Assert.Equal(0.01, schedule.At(1_000_000), 1e-15);
        Assert.Equal(100, schedule.Length);
    }

    [Fact]
    public void AScheduleWithoutAnEnd_CannotBeFollowed() => Assert.Throws<ArgumentException>(() => new ConstantSchedule(1).Then(0.5));

    [Fact]
    public void SchedulesAreValues() => Assert.Equal(new CosineSchedule(0.1, 10), new CosineSchedule(0.1, 10));

    [Fact]
    public void MultiStep_FallsAtEachMilestone()
    {
        var schedule = new MultiStepSchedule(1, 0.1, 2, 5);
        Assert.Equal([1, 1, 0.1, 0.1, 0.1, 0.01, 0.01], Rates(schedule, 7), Near);
        Assert.Equal(schedule, new MultiStepSchedule(1, 0.1, 2, 5));
        Assert.NotEqual(schedule, new MultiStepSchedule(1, 0.1, 2, 6));
        Assert.Throws<ArgumentException>(() => new MultiStepSchedule(1, 0.1, 5, 5));
        Assert.Throws<ArgumentException>(() => new MultiStepSchedule(1, 0.1, -1));
    }

    [Fact]
    public void Exponential_IsStepForStep() =>
        Assert.Equal(Rates(new StepSchedule(0.3, 1, 0.9), 20), Rates(new ExponentialSchedule(0.3, 0.9), 20));

    [Fact]
    public void Linear_GoesUpOrDown_AndStays()
    {
        Assert.Equal([0.5, 0.4, 0.3, 0.2, 0.1, 0.1], Rates(new LinearSchedule(0.5, 0.1, 4), 6), Near);
        Assert.Equal([0, 1, 2, 2], Rates(new LinearSchedule(0, 2, 2), 4), Near);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LinearSchedule(0.5, -0.1, 4));
    }

    [Fact]
    public void Cyclic_RisesAndFalls_WithAShrinkingAmplitude()
    {
        Assert.Equal([1, 2, 3, 2.5, 2, 1.5, 1, 2, 3], Rates(new CyclicSchedule(1, 3, 2, 4), 9), Near);
        Assert.Equal([1, 3, 1, 2, 1, 1.5, 1], Rates(new CyclicSchedule(1, 3, 1) { AmplitudePerCycle = 0.5 }, 7), Near);
        Assert.Equal(1 + 2 * 0.5 * Math.Pow(0.9, 1), new CyclicSchedule(1, 3, 2) { AmplitudePerStep = 0.9 }.At(1), 1e-15);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CyclicSchedule(3, 1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new CyclicSchedule(1, 3, 2) { AmplitudePerCycle = 0 });
    }

    [Fact]
    public void InverseRoot_IsBoundedByItsRate() =>
        Assert.Equal([0.4, 0.4, 0.4, 0.4, 1 / Math.Sqrt(7), 1 / Math.Sqrt(8)], Rates(new InverseRootSchedule(0.4), 8)[2..], Near);

    [Fact]
    public void ThreeInARow_EachStartFromTheirOwnStepZero()
    {
        var schedule = new LinearSchedule(0, 1, 2).Then(new LinearSchedule(1, 0.5, 1)).Then(new ExponentialSchedule(0.5, 0.5));
        Assert.Equal([0, 0.5, 1, 0.5, 0.25, 0.125], Rates(schedule, 6), Near);
    }

    [Fact]
    public void Plateau_WaitsReducesAndCoolsDown()
    {
        var schedule = new PlateauSchedule(1, factor: 0.5, patience: 1, cooldown: 2, floor: 0.2);
        bool[] reduced = [.. new[] { 5.0, 4, 4, 4, 4, 4, 4, 4, double.NaN, 3, 3.9 }.Select(schedule.Observe)];
        // Two bad ones after the best; then two that do not count, and two bad ones again.
        Assert.Equal([false, false, false, true, false, false, false, true, false, false, false], reduced);
        Assert.Equal((2, 3.0), (schedule.Reductions, schedule.BestLoss));
        Assert.Equal(0.25, schedule.At(7));
        while (schedule.Reductions < 5) schedule.Observe(9);
        Assert.Equal(0.2, schedule.At(0));
    }

    [Fact]
    public void Plateau_CountsAFallOfANegativeLoss()
    {
        var schedule = new PlateauSchedule(1, patience: 0, threshold: 0.1);
        Assert.False(schedule.Observe(-10));
        Assert.False(schedule.Observe(-11.5));
        Assert.True(schedule.Observe(-12));
    }

    [Fact]
    public void ThePlateauOfAnOptimizer_IsPartOfItsState()
    {
        var (first, optimizer) = Make();
        first.Observe(1);
        first.Observe(2);
        Assert.Equal(0.1, optimizer.LearningRate, 1e-15);
        var (second, resumed) = Make();
        TrainingState.Of(optimizer).RestoreTo(resumed);
        Assert.Equal(0.1, resumed.LearningRate, 1e-15);
        Assert.Equal(1, second.BestLoss);
        Assert.Throws<StateMismatchException>(() => TrainingState.Of(optimizer).RestoreTo(new Sgd<float>(2)));

        static (PlateauSchedule, Sgd<float>) Make()
        {
            var plateau = new PlateauSchedule(new ConstantSchedule(1), patience: 0);
            return (plateau, new Sgd<float>(2, new SgdOptions { LearningRate = new LinearSchedule(1, 1, 1).Then(plateau) }) { StepCount = 3 });
        }
    }

    [Fact]
    public void BadPlateaus_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlateauSchedule(1, factor: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlateauSchedule(1, patience: -1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PlateauSchedule(1, threshold: double.NaN));
    }

    private static double[] Rates(Schedule schedule, int steps) => [.. Enumerable.Range(0, steps).Select(s => schedule.At(s))];

    private static bool Near(double a, double b) => Math.Abs(a - b) <= 1e-14;
}
