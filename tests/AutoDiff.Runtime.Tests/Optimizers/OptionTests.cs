using AutoDiff;
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
        var accelerating = new Sgd<float>(1, new SgdOptions { MomentumSchedule = 1 });
        Assert.Throws<InvalidOperationException>(() => accelerating.Step(new float[1], new float[1]));
        Assert.Equal(0, accelerating.StepCount);
    }

    [Fact]
    public void ALossScaleThatCannotMove_IsRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new LossScale<float>(new Sgd<float>(1), new LossScaleOptions { Smallest = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LossScale<float>(new Sgd<float>(1), new LossScaleOptions { Largest = 0.5 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LossScale<float>(new Sgd<float>(1), new LossScaleOptions { Backoff = 1 }));
    }

    [Fact]
    public void OptionsOfTheLayeredAndAveraged_OutOfRange_AreRefused()
    {
        var layout = ParameterLayout.Of(new TensorShape(2, 3));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lamb<float>(layout, new LambOptions { Beta1 = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lamb<Half>(layout, new LambOptions { Epsilon = 1e-8 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adafactor<Half>(layout));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adafactor<float>(layout, new AdafactorOptions { ClipThreshold = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Adafactor<float>(layout, new AdafactorOptions { Momentum = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Muon<float>(layout, new MuonOptions { Momentum = -0.1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Muon<float>(layout, new MuonOptions { Iterations = -1 }));
        Assert.Throws<ArgumentException>(() => new Muon<float>(layout, new MuonOptions { Others = new AdamOptions { AmsGrad = true } }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Asgd<float>(1, new AsgdOptions { Decay = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Asgd<float>(1, new AsgdOptions { AverageFrom = -1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScheduleFreeSgd<float>(1, new ScheduleFreeSgdOptions { Beta = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScheduleFreeAdamW<float>(1, new ScheduleFreeAdamWOptions { Epsilon = 1e-60 }));
        Assert.Throws<ArgumentException>(() => new ScheduleFreeSgd<float>(2).CopyEvaluationPoint(new float[2], new float[3]));
        Assert.Throws<ArgumentNullException>(() => new Lamb<float>(null!));
    }

    [Fact]
    public void TensorsThatOverlapOrEndBeyondTheParameters_AreRefused()
    {
        ParameterBlock first = new("A", new TensorShape(2, 3), 0), second = new("B", new TensorShape(4), 5);
        Assert.Contains("'B'", Assert.Throws<ArgumentException>(() => new ParameterLayout(9, [first, second])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new ParameterLayout(5, [first]));
        var layout = new ParameterLayout(12, [first, second with { Offset = 8 }]);
        Assert.Equal(("A[1, 0]", "parameter 7", "B[3]"), (layout.Locate(3), layout.Locate(7), layout.Locate(11)));
    }

    private sealed record Broken : Schedule
    {
        public override double At(long step) => double.NaN;
    }
}
