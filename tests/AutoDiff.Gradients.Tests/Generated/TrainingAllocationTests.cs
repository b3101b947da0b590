using AutoDiff.Models.Bench;
using AutoDiff.Optimizers;

namespace AutoDiff.Gradients.Tests.Generated;

/// <summary>Alone in the process: other tests would show in the allocations of all threads.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;

/// <summary>A training step in its steady state leaves nothing to the garbage collector.</summary>
[Collection(nameof(Alone))]
public class TrainingAllocationTests
{
    private const int WarmUp = 30, Steps = 20;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TrainingStepInFloat_AllocatesNothing(int workers) => AssertAllocatesNothing(workers, TrainingStep<float>());

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void TrainingStepInDouble_AllocatesNothing(int workers) => AssertAllocatesNothing(workers, TrainingStep<double>());

    private static Action TrainingStep<T>()
        where T : unmanaged, System.Numerics.IBinaryFloatingPointIeee754<T>
    {
        const int batch = 64, inputs = 100;
        var model = BenchMlp<T>.Create(128, inputs, 64, 10);
        Assert.Equal(inputs, model.Weight1.Shape[1]);
        model.Initialize(7);
        var gradient = model.CreateGradient();
        var optimizer = new Adam<T>(model.Parameters.Length);
        var random = new Random(1);
        var x = new Tensor<T>(Enumerable.Range(0, batch * inputs).Select(_ => T.CreateChecked(random.NextDouble())).ToArray(), 0, new TensorShape(batch, inputs));
        var targets = new Tensor<int>(Enumerable.Range(0, batch).Select(_ => random.Next(10)).ToArray(), 0, new TensorShape(batch));
        return () =>
        {
            model.LossGradient(x, targets, gradient);
            optimizer.Step(model.Parameters, gradient.Parameters);
        };
    }

    private static void AssertAllocatesNothing(int workers, Action step)
    {
        int before = WorkerPool.MaxWorkers;
        try
        {
            WorkerPool.MaxWorkers = workers;
            for (int i = 0; i < WarmUp; i++) step();
            Assert.Equal(0, Least(10, () => GC.GetAllocatedBytesForCurrentThread(), () => Repeat(step)));
            // Of all threads, one step at a time: the test host allocates now and then, a step that allocates would do so every time.
            Assert.Equal(0, Least(50, () => GC.GetTotalAllocatedBytes(precise: true), step));
        }
        finally
        {
            WorkerPool.MaxWorkers = before;
        }
    }

    private static void Repeat(Action step)
    {
        for (int i = 0; i < Steps; i++) step();
    }

    /// <summary>What is made once, such as the first job of its type that finds the worker pool free, is in one round; what every call makes is in all.</summary>
    private static long Least(int rounds, Func<long> allocated, Action round)
    {
        long least = long.MaxValue;
        for (int i = 0; i < rounds && least > 0; i++)
        {
            long before = allocated();
            round();
            least = Math.Min(least, allocated() - before);
        }
        return least;
    }
}
