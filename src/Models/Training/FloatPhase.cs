using AutoDiff.Optimizers;

namespace AutoDiff.Models.Training;

/// <summary>Training of the network with batch normalization in float.</summary>
public sealed class FloatPhase : Phase
{
    private const float Momentum = 0.1f;

    private readonly ImageMlp<float> _network, _gradient;
    private readonly Adam<float> _optimizer;
    private readonly Tensor<float> _mean1, _variance1, _mean2, _variance2;

    public FloatPhase(ImageMlp<float> network, ImageData data, int epochs, int batchSize, double learningRate, double weightDecay, ulong seed)
        : base("float", data, epochs, batchSize, seed)
    {
        _network = network;
        _gradient = network.CreateGradient();
        _optimizer = new Adam<float>(network.Parameters.Length, new AdamWOptions { LearningRate = new CosineSchedule(learningRate, Math.Max(1, Steps)), WeightDecay = weightDecay });
        int hidden = network.Beta1.Length;
        _mean1 = Tensor<float>.Zeros(hidden);
        _variance1 = Tensor<float>.Zeros(hidden);
        _mean2 = Tensor<float>.Zeros(hidden);
        _variance2 = Tensor<float>.Zeros(hidden);
    }

    private protected override Optimizer<float> Optimizer => _optimizer;

    private protected override IModel<float> Model => _network;

    public override double TestAccuracy() => Accuracy.Of(_network.Logits(Data.Test.Images), Data.Test.Labels);

    private protected override double Step(Tensor<float> images, Tensor<int> labels)
    {
        float loss = _network.LossGradient(images, labels, _mean1, _variance1, _mean2, _variance2, _gradient);
        _network.UpdateRunningStatistics(_mean1, _variance1, _mean2, _variance2, Momentum);
        _optimizer.Step(_network.Parameters, _gradient.Parameters);
        return loss;
    }
}
