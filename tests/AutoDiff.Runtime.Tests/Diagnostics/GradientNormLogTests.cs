using AutoDiff.Diagnostics;
using AutoDiff.Tests;

namespace AutoDiff.Runtime.Tests.Diagnostics;

public class GradientNormLogTests
{
    private static readonly ModelParameter[] Two =
    [
        new("A", new TensorShape(2), 0, Initialization.Zeros, false),
        new("B", new TensorShape(1, 1), 2, Initialization.Zeros, false),
    ];

    [Fact]
    public void NormsAreThoseOfTheTensors_AndAnEvenGradientHasItsNormAsAverageFromTheStart()
    {
        var log = new GradientNormLog<float>(Two);
        Assert.True(double.IsNaN(log.Average(0)));
        for (int i = 0; i < 30; i++)
        {
            Assert.False(log.Observe([3, 4, -2]));
            Assert.Equal((5.0, 2.0), (log.Last(0), log.Last(1)));
            Assert.Equal(5, log.Average(0), 1e-12);
            Assert.Equal(2, log.Average(1), 1e-12);
        }
        Assert.Equal(["A", "B"], log.Names);
        Assert.Equal(30, log.Steps);
    }

    [Fact]
    public void ASpike_RaisesAnAlarmThatNamesLayerStepAndSizes()
    {
        var log = new GradientNormLog<float>(Two);
        for (int i = 0; i < 20; i++) log.Observe([3, 4, 1]);
        Assert.True(log.Observe([300, 400, 1]));
        var alarm = Assert.Single(log.Alarms);
        Assert.Equal((21L, "A", 500.0, true), (alarm.Step, alarm.Name, alarm.Norm, alarm.IsFinite));
        Assert.Equal(5, alarm.Average, 1e-12);
        Assert.False(log.Observe([3, 4, 1]));
    }

    [Fact]
    public void OneSpike_DoesNotHideTheNext_AndALastingLevelIsBelieved()
    {
        var log = new GradientNormLog<float>(Two);
        for (int i = 0; i < 20; i++) log.Observe([3, 4, 1]);
        Assert.True(log.Observe([3e6f, 4e6f, 1]));
        Assert.True(log.Observe([300, 400, 1]));
        for (int i = 0; i < 200; i++) log.Observe([300, 400, 1]);
        Assert.False(log.Observe([300, 400, 1]));
    }

    [Fact]
    public void TheFirstSteps_RaiseNoAlarm()
    {
        var log = new GradientNormLog<float>(Two, new GradientNormOptions { WarmUp = 3 });
        Assert.False(log.Observe([1e-3f, 0, 1]));
        Assert.False(log.Observe([1e3f, 0, 1]));
    }

    [Fact]
    public void NumbersThatAreNotFinite_AreNamedByElement_AndStayOutOfTheAverage()
    {
        var log = new GradientNormLog<float>(Two, new GradientNormOptions { Capacity = 1 });
        log.Observe([3, 4, 1]);
        Assert.True(log.Observe([3, float.NaN, 1]));
        Assert.True(log.Observe([3, 4, float.PositiveInfinity]));
        Assert.Equal(("A", 1), (log.Alarms[0].Name, log.Alarms[0].NonFiniteElement));
        Assert.Equal(2, log.AlarmCount);
        Assert.Single(log.Alarms);
        Assert.Equal(5, log.Average(0), 1e-12);
    }

    [Fact]
    public void HugeGradients_HaveANorm()
    {
        var log = new GradientNormLog<float>(Two);
        log.Observe([3e20f, 4e20f, 1]);
        Assert.Equal(5e20, log.Last(0), 1e15);
    }

    [Fact]
    public void Observing_AllocatesNothing()
    {
        var log = new GradientNormLog<float>(Two);
        float[] gradient = [3, 4, 1];
        Assert.Equal(0, SettledAllocation.Of(() => log.Observe(gradient)));
    }

    [Fact]
    public void BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => new GradientNormLog<float>(Two).Observe([1, 2]));
        Assert.Throws<ArgumentException>(() => new GradientNormLog<float>([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientNormLog<float>(Two, new GradientNormOptions { SpikeFactor = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new GradientNormLog<float>(Two, new GradientNormOptions { Decay = 1 }));
    }
}
