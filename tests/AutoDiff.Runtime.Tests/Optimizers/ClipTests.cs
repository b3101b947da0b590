using AutoDiff;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class ClipTests
{
    [Fact]
    public void ALongGradient_IsScaledToTheNorm()
    {
        float[] g = [3, 4];
        var result = Clip.GlobalNorm(1).Apply<float>(g);
        Assert.Equal(5, result.Norm.Value, 1e-12);
        Assert.True(result.IsClipped);
        Assert.Equal([0.6f, 0.8f], g);
    }

    [Fact]
    public void AShortGradient_Stays()
    {
        double[] g = [0.3, 0.4];
        Assert.False(Clip.GlobalNorm(1).Apply<double>(g).IsClipped);
        Assert.Equal([0.3, 0.4], g);
        Assert.Equal(0, GradientNorm.Of<float>([0f, 0f]).Value);
        Assert.Equal(0, GradientNorm.Of<float>([]).Value);
    }

    [Fact]
    public void HugeAndTinyGradients_KeepTheirNorm()
    {
        Assert.Equal(5e20, GradientNorm.Of<float>([3e20f, 4e20f]).Value, 5e14);
        Assert.Equal(5e300, GradientNorm.Of<double>([3e300, 4e300]).Value, 1e285);
        Assert.Equal(5e-300, GradientNorm.Of<double>([3e-300, 4e-300]).Value, 1e-315);
        Assert.Equal(5e-30, GradientNorm.Of<float>([3e-30f, 4e-30f]).Value, 1e-36);
        float[] g = [3e20f, 4e20f];
        Clip.GlobalNorm(1).Apply<float>(g);
        Assert.Equal(0.6f, g[0], 1e-6f);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void AGradientThatIsNotFinite_IsReportedWithItsFirstIndex_AndChangesNothing(float bad)
    {
        var g = new float[100_000];
        g[77_777] = bad;
        g[99_999] = float.NaN;
        g[5] = 2;
        var result = Clip.GlobalNorm(1).Apply<float>(g);
        Assert.Equal(77_777, result.Norm.NonFiniteIndex);
        Assert.Equal(2, g[5]);

        var optimizer = Clip.GlobalNorm(1).Then(new Adam<float>(g.Length));
        var x = new float[g.Length];
        optimizer.Step(x, g);
        Assert.Equal(77_777, optimizer.Last.Norm.NonFiniteIndex);
        Assert.Equal(1, optimizer.SkippedSteps);
        Assert.Equal(0, optimizer.Inner.StepCount);
        Assert.All(x, v => Assert.Equal(0, v));
    }

    [Fact]
    public void TheNorm_IsThatOfDoubleAtEveryLength_AndTheSameBitsAtAnyNumberOfWorkers()
    {
        int workers = WorkerPool.MaxWorkers;
        try
        {
            foreach (int length in Enumerable.Range(0, 258).Append(100_003))
            {
                var g = new float[length];
                new CounterRandom(1).FillNormal(g.AsSpan(), 0, 1);
                double expected = Math.Sqrt(g.Sum(v => (double)v * v));
                WorkerPool.MaxWorkers = 1;
                double one = GradientNorm.Of<float>(g).Value;
                WorkerPool.MaxWorkers = 2;
                Assert.Equal(one, GradientNorm.Of<float>(g).Value);
                Assert.Equal(expected, one, 1e-6 * expected);
            }
        }
        finally
        {
            WorkerPool.MaxWorkers = workers;
        }
    }

    [Fact]
    public void ClippingInTheStep_EqualsClippingBefore()
    {
        double[] x = [1, 2], y = [1, 2], g = [30, 40], h = [30, 40];
        Clip.GlobalNorm(0.5).Then(new Sgd<double>(2)).Step(x, g);
        Clip.GlobalNorm(0.5).Apply<double>(h);
        new Sgd<double>(2).Step(y, h);
        Assert.Equal(y[0], x[0], 1e-15);
        Assert.Equal([30, 40], g);
    }

    [Fact]
    public void ANormThatIsNotPositive_IsRefused() => Assert.Throws<ArgumentOutOfRangeException>(() => Clip.GlobalNorm(0));
}
