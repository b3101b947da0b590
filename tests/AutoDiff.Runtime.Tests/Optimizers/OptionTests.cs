using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class OptionTests
{
    [Fact]
    public void OptionsOutOfRange_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SgdOptions { LearningRate = -0.1 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new SgdOptions { LearningRate = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<float>(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<float>(1, new SgdOptions { Momentum = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<float>(1, new SgdOptions { WeightDecay = double.NaN }));
        Assert.Throws<ArgumentException>(() => new Sgd<float>(1, new SgdOptions { Nesterov = true }));
        Assert.Throws<ArgumentException>(() => new Sgd<float>(1, new SgdOptions { Nesterov = true, Momentum = 0.9, Dampening = 0.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<float>(1, new AdamOptions { Beta1 = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<float>(1, new AdamOptions { Beta2 = double.NaN }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<float>(1, new AdamWOptions { WeightDecay = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RmsProp<float>(1, new RmsPropOptions { Alpha = -0.1 }));
        Assert.Throws<ArgumentException>(() => new Rprop<float>(1, new RpropOptions { Grow = 0.9 }));
    }

    [Fact]
    public void AnEpsilonThatRoundsToZero_IsRefused_AndTheSmallestNumberNamed()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<Half>(1));
        Assert.Contains("rounds to 0 in Half", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adam<float>(1, new AdamOptions { Epsilon = 1e-50 }));
        _ = new Adam<double>(1, new AdamOptions { Epsilon = 1e-50 });
        _ = new Adam<Half>(1, new AdamOptions { Epsilon = 1e-4 });
    }

    [Fact]
    public void AScheduleThatGivesANonsensicalRate_StopsTheStep()
    {
        var optimizer = new Sgd<float>(1, new SgdOptions { LearningRate = new Broken() });
        Assert.Throws<InvalidOperationException>(() => optimizer.Step(new float[1], new float[1]));
    }

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

    private sealed record Broken : Schedule
    {
        public override double At(long step) => double.NaN;
    }
}
