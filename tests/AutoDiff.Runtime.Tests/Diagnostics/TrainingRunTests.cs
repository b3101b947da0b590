using AutoDiff.Diagnostics;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Diagnostics;

public class TrainingRunTests
{
    [Fact]
    public void TheStack_ThatTheseTestsTrain_HasTheGradientOfItsLoss()
    {
        var stack = new ReluStack();
        double[] gradient = new double[stack.Parameters.Length], unused = new double[gradient.Length];
        stack.Evaluate(2, gradient);
        const double Step = 1e-6;
        for (int i = 0; i < gradient.Length; i++)
        {
            double x = stack.Parameters[i];
            stack.Parameters[i] = x + Step;
            double above = stack.Evaluate(2, unused);
            stack.Parameters[i] = x - Step;
            double below = stack.Evaluate(2, unused);
            stack.Parameters[i] = x;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 1e-8);
        }
    }

    [Fact]
    public void BatchesFollowEachOther_EpochAfterEpoch()
    {
        var loss = new Recorded(new ReluStack());
        var run = new TrainingRun<double>(loss, new Sgd<double>(loss.Model.Parameters.Length));
        for (int i = 0; i < 6; i++) run.Step();
        run.Step(3);
        Assert.Equal([0, 1, 2, 3, 0, 1, 3], loss.Seen);
        Assert.Equal(7, run.Steps);
        Assert.Contains(run.Gradient.ToArray(), g => g != 0);
    }

    [Fact]
    public void ALossWithoutBatches_IsRefused() =>
        Assert.Throws<ArgumentException>(() => new TrainingRun<double>(new Recorded(new ReluStack(), 0), new Sgd<double>(1)));

    private sealed class Recorded(ReluStack stack, int batches = 4) : IBatchLoss<double>
    {
        public List<int> Seen { get; } = [];

        public IModel<double> Model => stack;

        public int Batches => batches;

        public double Evaluate(int batch, Span<double> gradient)
        {
            Seen.Add(batch);
            return stack.Evaluate(batch, gradient);
        }
    }
}
