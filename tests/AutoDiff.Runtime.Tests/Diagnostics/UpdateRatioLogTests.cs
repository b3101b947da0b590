using AutoDiff.Diagnostics;
using AutoDiff.Optimizers;
using AutoDiff.Tests;

namespace AutoDiff.Runtime.Tests.Diagnostics;

public class UpdateRatioLogTests
{
    private static readonly ModelParameter[] Two =
    [
        new("A", new TensorShape(2), 0, Initialization.Zeros, false),
        new("B", new TensorShape(2), 2, Initialization.Zeros, false),
        new("Stored", new TensorShape(5), 0, Initialization.Zeros, true),
    ];

    [Fact]
    public void TheRatio_IsTheLengthOfTheChangeOverThatOfTheTensor()
    {
        var log = new UpdateRatioLog<double>(new Sgd<double>(4, new SgdOptions { LearningRate = 0.1 }), Two);
        double[] parameters = [3, 4, 0, 0];
        log.Step(parameters, [0.3, 0.4, 1, 0]);
        // |0.05| of |5|; B starts at 0 and has no ratio.
        Assert.Equal(["A", "B"], log.Ratios.Select(r => r.Name));
        Assert.Equal(0.01, log.Ratios[0].Last, 1e-15);
        Assert.Equal(0, log.Ratios[1].Steps);
        Assert.True(double.IsNaN(log.Ratios[1].Mean));
        log.Step(parameters, [30, 40, 0, 0]);
        Assert.Equal(5 / 4.95, log.Ratios[0].Last, 1e-12);
        Assert.Equal(Math.Sqrt(0.01 * 5 / 4.95), log.Ratios[0].Mean, 1e-12);
        Assert.Equal(5 / 4.95, log.Ratios[0].Largest, 1e-12);
        Assert.Equal(1, log.Ratios[1].StillSteps);
    }

    [Fact]
    public void ItStepsAsTheOptimizerAlone()
    {
        double[] with = [1, 2, 3, 4], without = [1, 2, 3, 4];
        var log = new UpdateRatioLog<double>(new Adam<double>(4), Two);
        var adam = new Adam<double>(4);
        for (int i = 0; i < 5; i++)
        {
            log.Step(with, [1, -2, 0.5, i]);
            adam.Step(without, [1, -2, 0.5, i]);
        }
        Assert.Equal(without, with);
    }

    [Fact]
    public void AHealthyStep_IsAboutAThousandth_AndATenfoldRateTenTimesThat()
    {
        double slow = Mean(1e-4), fast = Mean(1e-3);
        Assert.InRange(slow, 1e-4, 1e-3);
        Assert.InRange(fast / slow, 5, 15);
    }

    [Fact]
    public void AStep_AllocatesNothing()
    {
        var log = new UpdateRatioLog<double>(new Sgd<double>(4), Two);
        double[] parameters = [1, 2, 3, 4], gradient = [1, 1, 1, 1];
        Assert.Equal(0, SettledAllocation.Of(() => log.Step(parameters, gradient)));
    }

    [Fact]
    public void AnotherNumberOfParameters_IsRefused_AndNothingMoves()
    {
        var log = new UpdateRatioLog<double>(new Sgd<double>(4), Two);
        double[] parameters = [1, 2, 3];
        Assert.Throws<ArgumentException>(() => log.Step(parameters, new double[3]));
        Assert.Equal([1.0, 2, 3], parameters);
        Assert.Throws<ArgumentException>(() => new UpdateRatioLog<double>(new Sgd<double>(4), [Two[2]]));
    }

    private static double Mean(double rate)
    {
        var stack = new ReluStack();
        var log = new UpdateRatioLog<double>(new Adam<double>(stack.Parameters.Length, new AdamOptions { LearningRate = rate }), stack.EnumerateParameters());
        var run = new TrainingRun<double>(stack, log);
        for (int i = 0; i < 20; i++) run.Step();
        return log.Ratios.Single(r => r.Name == "W2").Mean;
    }
}
