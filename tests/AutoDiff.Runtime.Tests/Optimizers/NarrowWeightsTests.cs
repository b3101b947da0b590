using AutoDiff.Optimizers;
using AutoDiff.Tests;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class NarrowWeightsTests
{
    public static TheoryData<NarrowUpdate> Updates => [.. Enum.GetValues<NarrowUpdate>()];

    [Fact]
    public void PlainFloat16_LosesStepsBelowItsLastDigit()
    {
        Half[] x = [Half.One];
        var optimizer = new Sgd<Half>(1, new SgdOptions { LearningRate = 1 });
        for (int step = 0; step < 1000; step++) optimizer.Step(x, [(Half)(-1e-4)]);
        Assert.Equal(Half.One, x[0]);
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public void AThousandSmallSteps_AddUp(NarrowUpdate update)
    {
        const int n = 1000;
        var x = new Half[n];
        x.AsSpan().Fill(Half.One);
        var optimizer = new NarrowWeights<Half, float>(new Sgd<float>(n, new SgdOptions { LearningRate = 1 }), update, seed: 1);
        Half[] g = [.. Enumerable.Repeat((Half)(-1e-4), n)];
        for (int step = 0; step < 1000; step++) optimizer.Step(x, g);
        double expected = 1 + 1000 * 1.0001659e-4;
        if (update == NarrowUpdate.StochasticRounding)
        {
            // Each weight is a walk of 1000 steps with jumps of 2^-10 at probability 0.1: deviation 0.009, of the mean 0.0003.
            Assert.Equal(expected, x.Average(v => (double)v), 1.5e-3);
            Assert.Contains(x, v => v != x[0]);
        }
        else Assert.All(x, v => Assert.Equal(expected, (double)v, 1.0 / 1024));
    }

    [Fact]
    public void CompensatedFloat_FollowsDouble()
    {
        float[] x = StateLawTests.Numbers(1);
        double[] wide = [.. x.Select(v => (double)v)];
        var optimizer = new NarrowWeights<float, double>(new Adam<double>(100), NarrowUpdate.Compensated);
        var plain = new Adam<double>(100);
        for (int step = 2; step < 200; step++)
        {
            float[] g = StateLawTests.Numbers(step);
            optimizer.Step(x, g);
            plain.Step(wide, [.. g.Select(v => (double)v)]);
        }
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal((float)wide[i], x[i]);
            Assert.Equal(wide[i], optimizer.WideWeights[i], 1e-12);
        }
    }

    [Fact]
    public void StochasticRounding_IsRightOnTheAverage_AndNeverLeavesTheNeighbours()
    {
        const float value = 1 + 0.3f / 1024;
        Half low = Half.One, high = Half.BitIncrement(low);
        int up = Enumerable.Range(0, 1000).Count(i => StochasticRounding.Round<float, Half>(value, i / 1000.0) == high);
        Assert.Equal(300, up, 1.0);
        Assert.Equal(low, StochasticRounding.Round<float, Half>(value, 0.999));
        Assert.Equal((Half)(-1), StochasticRounding.Round<float, Half>(-1, 0));
        Assert.Equal(Half.BitDecrement(-low), StochasticRounding.Round<float, Half>(-value, 0));
        Assert.Equal(Half.MaxValue, StochasticRounding.Round<float, Half>(65510, 0));
        Assert.True(Half.IsNaN(StochasticRounding.Round<float, Half>(float.NaN, 0)));
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public void AResumedRun_HasTheSameBits(NarrowUpdate update)
    {
        NarrowWeights<Half, float> Make() => new(new Adam<float>(100, new AdamOptions { LearningRate = 0.01 }), update, seed: 5);
        var straight = Make();
        Half[] x = [.. StateLawTests.Numbers(0).Select(v => (Half)v)];
        Walk(straight, x, 1, 6);
        var state = TrainingState.Of(straight);
        Half[] y = [.. x];
        Walk(straight, x, 6, 12);
        var resumed = Make();
        state.RestoreTo(resumed);
        Walk(resumed, y, 6, 12);
        Assert.Equal(x, y);
        foreach (var other in Enum.GetValues<NarrowUpdate>())
            if (other != update)
                Assert.Throws<StateMismatchException>(() => state.RestoreTo(new NarrowWeights<Half, float>(new Adam<float>(100), other)));
    }

    [Theory]
    [MemberData(nameof(Updates))]
    public void ASkippedStep_ChangesNothing_AndAStepAllocatesNothing(NarrowUpdate update)
    {
        var optimizer = new LossScale<Half>(new NarrowWeights<Half, float>(new Adam<float>(100), update));
        Half[] x = [.. StateLawTests.Numbers(0).Select(v => (Half)v)], g = [.. StateLawTests.Numbers(1).Select(v => (Half)v)];
        Assert.Equal(0, SettledAllocation.Of(() => optimizer.Step(x, g)));
        Half[] before = [.. x];
        g[7] = Half.NaN;
        optimizer.Step(x, g);
        Assert.Equal(before, x);
        Assert.Equal(7, optimizer.NonFiniteIndex);
    }

    private static void Walk(NarrowWeights<Half, float> optimizer, Half[] x, int first, int last)
    {
        for (int step = first; step < last; step++) optimizer.Step(x, [.. StateLawTests.Numbers(step).Select(v => (Half)v)]);
    }
}
