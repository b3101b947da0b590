using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class AveragingTests
{
    [Fact]
    public void ExponentialAverage_OfEqualParameters_IsThem()
    {
        var average = new ExponentialMovingAverage<float>(2, 0.9);
        Assert.Throws<InvalidOperationException>(() => average.CopyTo(new float[2]));
        float[] result = new float[2];
        for (int step = 0; step < 5; step++)
        {
            average.Update([3, -1]);
            average.CopyTo(result);
            Assert.Equal(3, result[0], 1e-5);
            Assert.Equal(-1, result[1], 1e-5);
        }
    }

    [Fact]
    public void ExponentialAverage_ForgetsAtItsRate()
    {
        var average = new ExponentialMovingAverage<double>(1, 0.5);
        foreach (double x in new[] { 1.0, 2, 4 }) average.Update([x]);
        var result = new double[1];
        average.CopyTo(result);
        Assert.Equal((0.125 * 1 + 0.25 * 2 + 0.5 * 4) / 0.875, result[0], 1e-15);
    }

    [Fact]
    public void StochasticWeightAverage_IsTheMean()
    {
        var average = new StochasticWeightAverage<double>(1);
        foreach (double x in new[] { 1.0, 2, 6 }) average.Update([x]);
        var result = new double[1];
        average.CopyTo(result);
        Assert.Equal(3, result[0], 1e-15);
        Assert.Throws<ArgumentException>(() => average.Update([1, 2]));
    }

    [Fact]
    public void Lookahead_MovesTheSlowParametersPartOfTheWay()
    {
        var optimizer = new Lookahead<double>(new Sgd<double>(1, new SgdOptions { LearningRate = 1 }), period: 2, slowRate: 0.5);
        double[] x = [10];
        optimizer.Step(x, [1]);
        Assert.Equal(9, x[0]);
        optimizer.Step(x, [1]);
        Assert.Equal(9, x[0]);
        optimizer.Step(x, [1]);
        Assert.Equal(8, x[0]);
    }

    [Fact]
    public void LossScale_LeavesOutWhatIsNotFinite_AndGrowsAgain()
    {
        var optimizer = new LossScale<double>(new Sgd<double>(1, new SgdOptions { LearningRate = 1 }), new LossScaleOptions { Initial = 8, GrowthInterval = 2 });
        double[] x = [1];
        optimizer.Step(x, [double.PositiveInfinity]);
        Assert.Equal((1.0, 4.0, 1L, 0), (x[0], optimizer.Scale, optimizer.SkippedSteps, optimizer.NonFiniteIndex));
        optimizer.Step(x, [4 * 0.25]);
        Assert.Equal(0.75, x[0]);
        optimizer.Step(x, [4 * 0.25]);
        Assert.Equal((0.5, 8.0), (x[0], optimizer.Scale));
    }
}
