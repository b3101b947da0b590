using AutoDiff;
using AutoDiff.Optimizers;
using AutoDiff.Tests;

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

    [Fact]
    public void PerLayerNorm_ScalesOnlyTheLongTensors()
    {
        var layout = ParameterLayout.Of(new TensorShape(2), new TensorShape(1, 2));
        double[] g = [0.3, 0.4, 30, 40];
        var result = Clip.PerLayerNorm(5, layout).Apply<double>([], g);
        Assert.Equal([0.3, 0.4, 3, 4], g, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(0.1, result.Scale, 1e-15);
    }

    [Fact]
    public void Value_CutsEachElement()
    {
        float[] g = [-7, 0.5f, 3];
        Assert.Equal(2.0 / 7, Clip.Value(2).Apply<float>(g).Scale, 1e-15);
        Assert.Equal([-2, 0.5f, 2], g);
        Assert.False(Clip.Value(2).Apply<float>(g).IsClipped);
    }

    [Fact]
    public void Adaptive_ComparesEachUnitWithItsWeights()
    {
        // Two rows with the norms 5 and 0, and a vector as one unit.
        var layout = ParameterLayout.Of(new TensorShape(2, 2), new TensorShape(2));
        double[] x = [3, 4, 0, 0, 0, 2], g = [6, 8, 0.03, 0.04, 0.1, 0];
        var result = (Clip.Adaptive(layout, 0.1) with { SmallestNorm = 0.1 }).Apply<double>(x, g);
        Assert.Equal([0.3, 0.4, 0.006, 0.008, 0.1, 0], g, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(0.05, result.Scale, 1e-15);
        Assert.Throws<ArgumentException>(() => Clip.Adaptive(layout).Apply<double>([], g));
    }

    public static TheoryData<string> Kinds => ["global", "layer", "value", "adaptive"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void InsideAnOptimizer_TheScaledGradientIsClipped_AndTheCallersStays(string kind)
    {
        var layout = ParameterLayout.Of(new TensorShape(3, 4), new TensorShape(5));
        double[] x = Numbers(17, 1), y = [.. x], g = Numbers(17, 2), h = [.. g.Select(v => 3 * v)];
        double[] before = [.. g];
        var optimizer = Of(kind, layout).Then(new Adam<double>(17));
        var plain = new Adam<double>(17);
        for (int step = 0; step < 3; step++)
        {
            double[] clipped = [.. h];
            Of(kind, layout).Apply<double>(y, clipped);
            plain.Step(y, clipped);
            optimizer.Step(x, g, 3);
            Assert.True(optimizer.Last.IsClipped);
            for (int i = 0; i < 17; i++) Assert.Equal(y[i], x[i], 1e-14);
        }
        Assert.Equal(before, g);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void ANonFiniteElement_IsNamed_AndTheStepLeftOut(string kind)
    {
        var layout = new ParameterLayout(17, [new ParameterBlock("W1", new TensorShape(3, 4), 0), new ParameterBlock("b1", new TensorShape(5), 12)]);
        var optimizer = Of(kind, layout).Then(new Adam<double>(17), layout);
        double[] x = Numbers(17, 1), before = [.. x], g = Numbers(17, 2);
        (g[6], g[14]) = (double.NaN, double.PositiveInfinity);
        optimizer.Step(x, g);
        Assert.Equal(new NonFiniteElement(6, "W1[1, 2]"), optimizer.NonFinite);
        Assert.True(optimizer.Last.IsLeftOut);
        Assert.Equal(before, x);
        Assert.Equal((0, 1), (optimizer.StepCount, optimizer.SkippedSteps));
        double[] bad = [.. g];
        Assert.True(Of(kind, layout).Apply<double>(x, bad).IsLeftOut);
        Assert.Equal(g, bad);
        optimizer.Step(x, Numbers(17, 3));
        Assert.Null(optimizer.NonFinite);
    }

    [Fact]
    public void SkipIfNotFinite_CountsAndGivesUp()
    {
        var layout = new ParameterLayout(2, [new ParameterBlock("W", new TensorShape(2), 0)]);
        var optimizer = new SkipIfNotFinite<double>(new Sgd<double>(2, new SgdOptions { LearningRate = 1 }), layout, mostInARow: 2);
        double[] x = [1, 2], bad = [0, double.NegativeInfinity];
        optimizer.Step(x, bad);
        optimizer.Step(x, bad);
        optimizer.Step(x, [0.5, 0]);
        Assert.Equal((1, 2, 0, 0.5), (optimizer.StepCount, optimizer.SkippedSteps, optimizer.SkippedInARow, x[0]));
        optimizer.Step(x, bad);
        optimizer.Step(x, bad);
        var error = Assert.Throws<NonFiniteGradientException>(() => optimizer.Step(x, bad));
        Assert.Equal(new NonFiniteElement(1, "W[1]"), error.Element);
        Assert.Contains("W[1]", error.Message, StringComparison.Ordinal);
        Assert.Equal([0.5, 2], x);
    }

    [Fact]
    public void Wrappers_NestInAnyOrder()
    {
        // The scaled loss is brought back before the norm is taken.
        double[] x = [0, 0];
        var optimizer = new LossScale<double>(Clip.GlobalNorm(1).Then(new Lookahead<double>(new SkipIfNotFinite<double>(new Sgd<double>(2, new SgdOptions { LearningRate = 1 })), period: 1)), new LossScaleOptions { Initial = 8 });
        optimizer.Step(x, [8 * 3, 8 * 4]);
        Assert.Equal([-0.3, -0.4], x, (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal(1, optimizer.StepCount);
    }

    [Fact]
    public void ALayoutOfAnotherLength_IsRefused()
    {
        var layout = ParameterLayout.Of(new TensorShape(3));
        Assert.Throws<ArgumentException>(() => Clip.PerLayerNorm(1, layout).Then(new Sgd<float>(4)));
        Assert.Throws<ArgumentException>(() => Clip.GlobalNorm(1).Then(new Sgd<float>(4), layout));
        Assert.Throws<ArgumentException>(() => new SkipIfNotFinite<float>(new Sgd<float>(4), layout));
        Assert.Throws<ArgumentException>(() => Clip.Adaptive(layout).Apply<float>(new float[4], new float[4]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clip.Value(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Clip.Adaptive(layout, 0));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void AClippedStep_AllocatesNothing(string kind)
    {
        var layout = ParameterLayout.Of(new TensorShape(300, 40), new TensorShape(5));
        float[] x = new float[layout.Length], g = new float[layout.Length];
        g.AsSpan().Fill(2);
        var optimizer = new LossScale<float>(Of(kind, layout).Then(new SkipIfNotFinite<float>(new Adam<float>(x.Length))));
        Assert.Equal(0, SettledAllocation.Of(() => optimizer.Step(x, g)));
    }

    private static GradientClip Of(string kind, ParameterLayout layout) => kind switch
    {
        "global" => Clip.GlobalNorm(0.5),
        "layer" => Clip.PerLayerNorm(0.5, layout),
        "value" => Clip.Value(0.5),
        _ => Clip.Adaptive(layout, 0.1),
    };

    private static double[] Numbers(int count, int stream)
    {
        var numbers = new double[count];
        new CounterRandom(5, (ulong)stream).FillNormal(numbers.AsSpan(), 0, 1);
        return numbers;
    }
}
