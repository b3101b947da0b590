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
