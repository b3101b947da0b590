using AutoDiff.Optimizers;
using AutoDiff.Serialization;

namespace AutoDiff.Runtime.Tests.Serialization;

public sealed class CheckpointTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void AnInterruptedTraining_GoesOnAsIfItHadNotStopped()
    {
        var options = new AdamOptions { LearningRate = new CosineSchedule(0.1, 20), AmsGrad = true };
        var straight = Start(out var whole, options);
        Train(straight, whole, 10);

        var first = Start(out var half, options);
        Train(first, half, 5);
        Checkpoint.Save(first, half, _folder.File("c"), new Dictionary<string, string> { ["epoch"] = "5" });
        var second = Start(out var rest, options);
        Assert.Equal("5", Checkpoint.Load(second, rest, _folder.File("c"))["epoch"]);
        Train(second, rest, 5);
        Assert.Equal(straight.Parameters.ToArray(), second.Parameters.ToArray());
    }

    [Fact]
    public void TheStateOfAnotherOptimizer_IsRefused()
    {
        var model = Start(out var adam, new AdamOptions());
        Checkpoint.Save(model, adam, _folder.File("c"));
        Assert.Throws<DataFormatException>(() => Checkpoint.Load(model, new Sgd<float>(model.Parameters.Length), _folder.File("c")));
        Assert.Throws<DataFormatException>(() => Checkpoint.Load(model, new Adam<float>(model.Parameters.Length, new AdamOptions { AmsGrad = true }), _folder.File("c")));
        Assert.Throws<DataFormatException>(() => Checkpoint.Load(model, new Adam<float>(3), _folder.File("c")));
    }

    [Fact]
    public void WrappersAndCompanions_GoAlong()
    {
        var model = Start(out var adam, new AdamOptions());
        var wrapped = Clip.GlobalNorm(1).Then(adam);
        var average = new ExponentialMovingAverage<float>(model.Parameters.Length, 0.9);
        var monitor = new ConvergenceMonitor();
        Train(model, adam, 3);
        average.Update(model.Parameters);
        monitor.Observe(2.5);
        var companions = new Dictionary<string, IStateful> { ["ema"] = average, ["monitor"] = monitor };
        Checkpoint.Save(model, wrapped, _folder.File("c"), companions: companions);

        var other = Start(out var resumed, new AdamOptions());
        var wrapper = Clip.GlobalNorm(1).Then(resumed);
        var sum = new ExponentialMovingAverage<float>(model.Parameters.Length, 0.9);
        var watch = new ConvergenceMonitor();
        Checkpoint.Load(other, wrapper, _folder.File("c"), new Dictionary<string, IStateful> { ["ema"] = sum, ["monitor"] = watch });
        Assert.Equal((3, 1, 2.5), (wrapper.StepCount, sum.Updates, watch.BestLoss));
        Assert.Equal(average.State.ToArray(), sum.State.ToArray());
        Assert.Equal(adam.Slot(0).ToArray(), resumed.Slot(0).ToArray());

        // The last of them does not fit: none is changed.
        var fresh = Start(out var untouched, new AdamOptions());
        float[] before = fresh.Parameters.ToArray();
        var wrong = new Dictionary<string, IStateful> { ["ema"] = new ExponentialMovingAverage<float>(3, 0.9) };
        Assert.Throws<DataFormatException>(() => Checkpoint.Load(fresh, Clip.GlobalNorm(1).Then(untouched), _folder.File("c"), wrong));
        Assert.Equal(before, fresh.Parameters.ToArray());
        Assert.Equal(0, untouched.StepCount);
    }

    [Fact]
    public void AModelsTensors_AreTheLayoutOfItsOptimizer()
    {
        var model = new TwoLayers<float>(3);
        model.Initialize(1);
        var layout = ParameterLayout.Of(model);
        var optimizer = new Muon<float>(layout);
        var gradient = model.Parameters.ToArray();
        optimizer.Step(model.Parameters, gradient);
        Checkpoint.Save(model, optimizer, _folder.File("m"));
        Checkpoint.Load(model, new Muon<float>(layout), _folder.File("m"));
        Assert.Throws<DataFormatException>(() => Checkpoint.Load(model, new Lamb<float>(layout), _folder.File("m")));
    }

    private static TwoLayers<float> Start(out Adam<float> optimizer, AdamOptions options)
    {
        var model = new TwoLayers<float>(3);
        model.Initialize(1);
        optimizer = new Adam<float>(model.Parameters.Length, options);
        return model;
    }

    // The gradient of half the squared distance to 1.
    private static void Train(TwoLayers<float> model, Adam<float> optimizer, int steps)
    {
        var gradient = new float[model.Parameters.Length];
        for (int step = 0; step < steps; step++)
        {
            for (int i = 0; i < gradient.Length; i++) gradient[i] = model.Parameters[i] - 1;
            optimizer.Step(model.Parameters, gradient);
        }
    }
}
