using AutoDiff.Diagnostics;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Diagnostics;

public class LearningRateRangeTests
{
    private static LearningRateRangeResult Run(IBatchLoss<double> loss, LearningRateRangeOptions? options = null) =>
        LearningRateRange.Run(loss, rate => new Sgd<double>(loss.Model.Parameters.Length, new SgdOptions { LearningRate = rate }), options);

    [Fact]
    public void RatesGrowByTheSameFactor_FromTheLowestToTheHighest()
    {
        var result = Run(new ReluStack(), new LearningRateRangeOptions { Lowest = 1e-4, Highest = 1e-2, Steps = 21 });
        Assert.Equal(LearningRateRangeStop.HighestReached, result.Stop);
        Assert.Equal(21, result.Rates.Count);
        Assert.Equal(1e-4, result.Rates[0]);
        Assert.Equal(1e-2, result.Rates[^1], 1e-12);
        for (int i = 1; i < 21; i++) Assert.Equal(Math.Pow(100, 1 / 20.0), result.Rates[i] / result.Rates[i - 1], 1e-9);
    }

    [Fact]
    public void OnAParabola_TheLimitOfStabilityBoundsWhatIsUseful()
    {
        // Steps on f = 10 x² with rate r multiply x by 1 - 20 r: fastest below 0.05, divergent above 0.1.
        var result = Run(new Parabola(10));
        Assert.Equal(LearningRateRangeStop.Diverged, result.Stop);
        Assert.InRange(result.LargestUseful!.Value, 0.02, 0.11);
        Assert.InRange(result.Suggestion!.Value, 0.001, 0.06);
        Assert.Equal(LearningRateVerdict.Reasonable, result.Judge(0.02));
        Assert.Equal(LearningRateVerdict.TooHigh, result.Judge(0.2));
        Assert.Equal(LearningRateVerdict.TooLow, result.Judge(1e-7));
    }

    [Fact]
    public void TheSuggestion_ScalesWithTheCurvature()
    {
        double flat = Run(new Parabola(1)).Suggestion!.Value, steep = Run(new Parabola(100)).Suggestion!.Value;
        Assert.InRange(flat / steep, 60, 160);
    }

    [Fact]
    public void AHealthyModel_GetsARateThatTrainsIt_AndItsNumbersBack()
    {
        var stack = new ReluStack();
        double[] parameters = stack.Parameters.ToArray(), buffers = stack.Buffers.ToArray();
        double rate = Run(stack).Suggestion!.Value;
        Assert.Equal(parameters, stack.Parameters.ToArray());
        Assert.Equal(buffers, stack.Buffers.ToArray());
        var run = new TrainingRun<double>(stack, new Sgd<double>(parameters.Length, new SgdOptions { LearningRate = rate }));
        double first = run.Step(), last = first;
        for (int i = 0; i < 100; i++) last = run.Step();
        Assert.InRange(last, 0, first / 2);
    }

    [Fact]
    public void ALossThatBecomesNaN_EndsTheTest_AndTheModelGetsItsNumbersBack()
    {
        var stack = new ReluStack();
        double[] before = stack.Parameters.ToArray();
        var result = Run(new ChangedLoss(stack, (call, loss, gradient) =>
        {
            if (call == 30) gradient.Fill(double.NaN);
            return loss;
        }));
        Assert.Equal(LearningRateRangeStop.NotFinite, result.Stop);
        Assert.Equal(31, result.Losses.Count);
        Assert.Equal(before, stack.Parameters.ToArray());
    }

    [Fact]
    public void AnErrorInTheLoss_LeavesTheModelAsItWas()
    {
        var stack = new ReluStack();
        double[] before = stack.Parameters.ToArray();
        Assert.Throws<InvalidOperationException>(() => Run(new ChangedLoss(stack, (call, loss, _) => call == 5 ? throw new InvalidOperationException() : loss)));
        Assert.Equal(before, stack.Parameters.ToArray());
    }

    [Fact]
    public void WithoutAGradient_NothingHelps()
    {
        var stack = new ReluStack();
        var result = Run(new ChangedLoss(stack, (_, _, gradient) =>
        {
            gradient.Clear();
            return 1;
        }));
        Assert.Null(result.Suggestion);
        Assert.Equal(LearningRateVerdict.NothingHelps, result.Judge(0.1));
    }

    [Fact]
    public void BadOptions_AreRefused()
    {
        var stack = new ReluStack();
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(stack, new LearningRateRangeOptions { Lowest = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(stack, new LearningRateRangeOptions { Lowest = 1, Highest = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(stack, new LearningRateRangeOptions { Steps = 9 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(stack, new LearningRateRangeOptions { DivergenceFactor = 1 }));
    }

    /// <summary>curvature · x² from x = 1.</summary>
    private sealed class Parabola(double curvature) : IModel<double>, IBatchLoss<double>
    {
        private readonly double[] _x = [1];

        public Span<double> Parameters => _x;

        public Span<double> Buffers => [];

        public IModel<double> Model => this;

        public int Batches => 1;

        public IReadOnlyList<ModelParameter> EnumerateParameters() => [new("X", new TensorShape(1), 0, Initialization.Ones, false)];

        public void Initialize(ulong seed) => _x[0] = 1;

        public double Evaluate(int batch, Span<double> gradient)
        {
            gradient[0] = 2 * curvature * _x[0];
            return curvature * _x[0] * _x[0];
        }
    }
}
