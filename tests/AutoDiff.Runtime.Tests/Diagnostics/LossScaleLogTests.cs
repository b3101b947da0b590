using AutoDiff.Diagnostics;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Diagnostics;

public class LossScaleLogTests
{
    private static readonly ModelParameter[] One = [new("W", new TensorShape(2, 2), 0, Initialization.Zeros, false)];

    private static LossScaleLog<float> Log(LossScaleOptions options) => new(new LossScale<float>(new Sgd<float>(4), options), One);

    [Fact]
    public void EveryChange_IsRecordedWithItsStepAndCause()
    {
        var log = Log(new LossScaleOptions { Initial = 1024, GrowthInterval = 2 });
        float[] parameters = new float[4];
        log.Step(parameters, [1, 1, float.PositiveInfinity, 1]);
        for (int i = 0; i < 4; i++) log.Step(parameters, [1, 1, 1, 1]);
        Assert.Equal(
            [new LossScaleChange(1, 1024, 512, "W[1, 0]"), new LossScaleChange(3, 512, 1024, ""), new LossScaleChange(5, 1024, 2048, "")],
            log.Changes);
        Assert.Equal((5L, 0.2, 0L, false), (log.Steps, log.SkippedShare, log.SkippedOnEnd, log.IsStuck));
    }

    [Fact]
    public void AGradientThatIsNeverFinite_IsStuckAtTheSmallestScale()
    {
        var log = Log(new LossScaleOptions { Initial = 4 });
        float[] parameters = [1, 2, 3, 4];
        for (int i = 0; i < 5; i++) log.Step(parameters, [float.NaN, 0, 0, 0]);
        Assert.True(log.IsStuck);
        Assert.Equal((5L, 1.0), (log.SkippedOnEnd, log.SkippedShare));
        Assert.Equal(2, log.Changes.Count);
        Assert.Equal([1f, 2, 3, 4], parameters);
        log.Step(parameters, [0, 0, 0, 0]);
        Assert.False(log.IsStuck);
    }

    [Fact]
    public void ChangesBeyondTheCapacity_AreNotKept()
    {
        var log = new LossScaleLog<float>(new LossScale<float>(new Sgd<float>(4)), One, capacity: 1);
        for (int i = 0; i < 3; i++) log.Step(new float[4], [float.NaN, 0, 0, 0]);
        Assert.Single(log.Changes);
        Assert.Throws<ArgumentOutOfRangeException>(() => new LossScaleLog<float>(new LossScale<float>(new Sgd<float>(4)), One, -1));
    }
}
