using System.Numerics;
using AutoDiff;
using AutoDiff.Optimizers;
using AutoDiff.Tests;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class OptimizerLawTests
{
    public static TheoryData<string> Names => [.. OptimizerMakers.All<double>().Keys];

    public static TheoryData<string> NamesOfElementwise => [.. OptimizerMakers.Elementwise<double>().Keys];

    [Theory]
    [MemberData(nameof(NamesOfElementwise))]
    public void EachParameter_MovesAsIfItWereAlone_AtEveryLength(string name)
    {
        for (int length = 0; length <= 70; length++)
        {
            var (x, g) = Point<double>(length);
            var together = OptimizerMakers.All<double>()[name](length);
            for (int step = 0; step < 3; step++) together.Step(x, g);
            var (start, _) = Point<double>(length);
            for (int i = 0; i < length; i += 7)
            {
                var alone = OptimizerMakers.All<double>()[name](1);
                double[] single = [start[i]];
                for (int step = 0; step < 3; step++) alone.Step(single, g.AsSpan(i, 1));
                Assert.Equal(single[0], x[i]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheResult_DoesNotDependOnTheNumberOfWorkers(string name)
    {
        const int length = 100_003;
        int workers = WorkerPool.MaxWorkers;
        try
        {
            var results = new List<float[]>();
            foreach (int count in new[] { 1, 2, 3 })
            {
                WorkerPool.MaxWorkers = count;
                var (x, g) = Point<float>(length);
                var optimizer = OptimizerMakers.All<float>()[name](length);
                for (int step = 0; step < 3; step++) optimizer.Step(x, g);
                results.Add(x);
            }
            Assert.Equal(results[0], results[1]);
            Assert.Equal(results[0], results[2]);
        }
        finally
        {
            WorkerPool.MaxWorkers = workers;
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AStep_AllocatesNothing(string name)
    {
        var (x, g) = Point<float>(200_000);
        var optimizer = OptimizerMakers.All<float>()[name](x.Length);
        Assert.Equal(0, SettledAllocation.Of(() => optimizer.Step(x, g), callsARound: 5));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FloatStays_CloseToDouble(string name)
    {
        var (x, g) = Point<float>(33);
        var (xd, _) = Point<double>(33);
        double[] gd = [.. g.Select(v => (double)v)];
        var single = OptimizerMakers.All<float>()[name](33);
        var wide = OptimizerMakers.All<double>()[name](33);
        for (int step = 0; step < 20; step++)
        {
            single.Step(x, g);
            wide.Step(xd, gd);
        }
        for (int i = 0; i < 33; i++) Assert.Equal(xd[i], x[i], 2e-5 * Math.Max(1, Math.Abs(xd[i])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AParabola_IsDescended(string name)
    {
        double[] target = [1, -1, 1], x = [-1, 10, 1], g = new double[3];
        var optimizer = OptimizerMakers.All<double>()[name](3);
        double Distance() => x.Zip(target, (a, b) => (a - b) * (a - b)).Sum();
        double start = Distance();
        for (int step = 0; step < 300; step++)
        {
            for (int i = 0; i < 3; i++) g[i] = 2 * (x[i] - target[i]);
            optimizer.Step(x, g);
        }
        Assert.True(Distance() < start, $"{name}: {Distance()} after 300 steps, {start} before");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void WrongLengths_AreRefused(string name)
    {
        var optimizer = OptimizerMakers.All<double>()[name](3);
        Assert.Throws<ArgumentException>(() => optimizer.Step(new double[3], new double[2]));
        Assert.Throws<ArgumentException>(() => optimizer.Step(new double[4], new double[4]));
        Assert.Equal(0, optimizer.StepCount);
    }

    [Fact]
    public void WhereTheParametersStartInMemory_DoesNotMatter()
    {
        var (x, g) = Point<float>(100);
        var expected = new float[100];
        for (int start = 0; start < 20; start++)
        {
            var y = x.ToArray();
            new Adam<float>(100 - start).Step(y.AsSpan(start), g.AsSpan(start));
            if (start == 0) expected = y;
            Assert.Equal(x[..start], y[..start]);
            Assert.Equal(expected[start..], y[start..]);
        }
    }

    [Fact]
    public void OtherFloatTypes_AreServedOneByOne()
    {
        Half[] x = [(Half)1, (Half)(-2)];
        var optimizer = new Adam<Half>(2, new AdamOptions { LearningRate = 0.125, Epsilon = 1e-3 });
        optimizer.Step(x, [(Half)3, (Half)(-3)]);
        Assert.Equal(0.875, (double)x[0], 1e-3);
        Assert.Equal(-1.875, (double)x[1], 2e-3);
    }

    [Fact]
    public void AGradientScale_IsTheSameAsAScaledGradient()
    {
        var (x, g) = Point<double>(20);
        var (y, h) = Point<double>(20);
        for (int i = 0; i < 20; i++) h[i] *= 0.25;
        new Sgd<double>(20).Step(x, g, 0.25);
        new Sgd<double>(20).Step(y, h);
        Assert.Equal(y, x);
    }

    private static (T[] X, T[] G) Point<T>(int length)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = new T[length], g = new T[length];
        new CounterRandom(1, 1).FillNormal(x.AsSpan(), 0, 1);
        new CounterRandom(1, 2).FillNormal(g.AsSpan(), 0, 1);
        return (x, g);
    }
}
