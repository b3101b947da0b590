using AutoDiff.Diagnostics;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Diagnostics;

public class OverfitOneBatchTests
{
    private static Adam<double> Adam(IBatchLoss<double> loss) => new(loss.Model.Parameters.Length, new AdamOptions { LearningRate = 0.01 });

    [Fact]
    public void AHealthyModel_FallsBelowOnePercent_AndGetsItsNumbersBack()
    {
        var stack = new ReluStack();
        double[] parameters = stack.Parameters.ToArray(), buffers = stack.Buffers.ToArray();
        var result = OverfitOneBatch.Run(stack, Adam(stack));
        Assert.True(result.Passed, result.ToString());
        Assert.InRange(result.Share, 0, 0.01);
        Assert.InRange(result.InitialLoss, 0.9 * Math.Log(3), 1.1 * Math.Log(3));
        Assert.Equal(parameters, stack.Parameters.ToArray());
        Assert.Equal(buffers, stack.Buffers.ToArray());
    }

    [Fact]
    public void AGradientThatPointsUphill_DoesNotGetThere()
    {
        var stack = new ReluStack();
        var uphill = new ChangedLoss(stack, (_, loss, gradient) =>
        {
            foreach (ref double g in gradient) g = -g;
            return loss;
        });
        var result = OverfitOneBatch.Run(uphill, Adam(stack), new OverfitOptions { MaxSteps = 50 });
        Assert.Equal((OverfitOutcome.NotReached, 50), (result.Outcome, result.Steps));
        Assert.Equal(result.InitialLoss, result.BestLoss);
    }

    [Fact]
    public void ALossThatBecomesNaN_IsSaidSo_WithItsStep()
    {
        var stack = new ReluStack();
        double[] before = stack.Parameters.ToArray();
        var result = OverfitOneBatch.Run(new ChangedLoss(stack, (call, loss, _) => call == 3 ? double.NaN : loss), Adam(stack));
        Assert.Equal((OverfitOutcome.NotFinite, 3), (result.Outcome, result.Steps));
        Assert.Equal(before, stack.Parameters.ToArray());
    }

    [Fact]
    public void BadArguments_AreRefused()
    {
        var stack = new ReluStack();
        Assert.Throws<ArgumentOutOfRangeException>(() => OverfitOneBatch.Run(stack, Adam(stack), new OverfitOptions { Batch = 4 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => OverfitOneBatch.Run(stack, Adam(stack), new OverfitOptions { TargetShare = 1 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => OverfitOneBatch.Run(stack, Adam(stack), new OverfitOptions { MaxSteps = 0 }));
        double[] before = stack.Parameters.ToArray();
        Assert.Contains("share", Assert.Throws<ArgumentException>(() => OverfitOneBatch.Run(new ChangedLoss(stack, (_, _, _) => -1), Adam(stack))).Message, StringComparison.Ordinal);
        Assert.Equal(before, stack.Parameters.ToArray());
    }
}
