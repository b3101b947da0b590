using AutoDiff.Diagnostics;
using AutoDiff.Optimizers;
using AutoDiff.Tests.Threading;

namespace AutoDiff.Runtime.Tests.Diagnostics;

[Collection(WorkerCount.Name)]
public class DeterminismCheckTests
{
    private static TrainingRun<double> Start(ReluStack stack, IBatchLoss<double>? loss = null) =>
        new(loss ?? stack, new Adam<double>(stack.Parameters.Length));

    [Fact]
    public void TheSameTraining_RepeatsItself_WithAnyNumberOfThreads()
    {
        int before = WorkerPool.MaxWorkers;
        var result = DeterminismCheck.Run(() => Start(new ReluStack()), new DeterminismOptions { Steps = 6, WorkerCounts = [1, 2, 4] });
        Assert.True(result.Passed);
        Assert.Equal(6, result.Steps);
        Assert.Equal(before, WorkerPool.MaxWorkers);
    }

    [Fact]
    public void AnotherStart_IsFoundBeforeTheFirstStep()
    {
        ulong seed = 1;
        var difference = DeterminismCheck.Run(() => Start(new ReluStack(seed++))).Difference!;
        Assert.Equal((0, "W1", 0), (difference.Step, difference.Name, difference.Element));
        Assert.NotEqual(difference.First, difference.Second);
    }

    [Fact]
    public void AStepThatDiffers_IsNamedByStepTensorAndElement()
    {
        int runs = 0;
        var result = DeterminismCheck.Run(() =>
        {
            var stack = new ReluStack();
            double noise = runs++;
            int index = stack.EnumerateParameters().Single(p => p.Name == "W2").Offset + 7;
            return Start(stack, new ChangedLoss(stack, (call, loss, gradient) =>
            {
                // Adam divides by the gradient's own size, so that only another direction shows at once.
                if (call == 3) gradient[index] = noise - 0.5;
                return loss;
            }));
        });
        Assert.False(result.Passed);
        Assert.Equal((4, "W2", 7), (result.Difference!.Step, result.Difference.Name, result.Difference.Element));
    }

    [Fact]
    public void ALossThatDiffers_IsNamed()
    {
        int runs = 0;
        var difference = DeterminismCheck.Run(() =>
        {
            var stack = new ReluStack();
            double noise = 1e-15 * runs++;
            return Start(stack, new ChangedLoss(stack, (_, loss, _) => loss * (1 + noise)));
        }).Difference!;
        Assert.Equal((1, "", -1), (difference.Step, difference.Name, difference.Element));
    }

    [Fact]
    public void WhatDependsOnTheNumberOfThreads_IsFoundWithThatNumber()
    {
        int before = WorkerPool.MaxWorkers, other = before == 3 ? 5 : 3;
        var result = DeterminismCheck.Run(() =>
        {
            var stack = new ReluStack();
            return Start(stack, new ChangedLoss(stack, (_, loss, _) => loss + (WorkerPool.MaxWorkers == other ? 1e-9 : 0)));
        }, new DeterminismOptions { WorkerCounts = [before, other] });
        Assert.Equal(other, result.Difference!.Workers);
        Assert.Equal(before, WorkerPool.MaxWorkers);
    }

    [Fact]
    public void AnError_LeavesTheNumberOfThreads()
    {
        int before = WorkerPool.MaxWorkers;
        Assert.Throws<InvalidOperationException>(() => DeterminismCheck.Run(() =>
        {
            var stack = new ReluStack();
            return Start(stack, new ChangedLoss(stack, (_, _, _) => WorkerPool.MaxWorkers == 7 ? throw new InvalidOperationException() : 1));
        }, new DeterminismOptions { WorkerCounts = [7] }));
        Assert.Equal(before, WorkerPool.MaxWorkers);
    }

    [Fact]
    public void BadOptions_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => DeterminismCheck.Run(() => Start(new ReluStack()), new DeterminismOptions { Steps = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => DeterminismCheck.Run(() => Start(new ReluStack()), new DeterminismOptions { WorkerCounts = [0] }));
    }
}
