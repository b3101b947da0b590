using AutoDiff.Optimizers;

namespace AutoDiff.Models.Training;

/// <summary>
/// Training with int8 rounding: the weights' scales follow the weights; the activations' scales start from the observed ranges, follow the largest
/// activations as moving averages, and are frozen for the second half, so that the weights settle on a fixed grid.
/// </summary>
public sealed class QuantizedPhase : Phase
{
    private const int HighestWeight = 127, HighestCode = 255;
    private const float ScaleMomentum = 0.05f;

    private readonly QuantizedMlp<float> _network, _gradient;
    private readonly Adam<float> _optimizer;
    private readonly Tensor<float> _scale1, _scale2, _scale3;

    public QuantizedPhase(QuantizedMlp<float> network, ImageData data, int epochs, int batchSize, double learningRate, ulong seed)
        : base("int8", data, epochs, batchSize, seed)
    {
        _network = network;
        _gradient = network.CreateGradient();
        _optimizer = new Adam<float>(network.Parameters.Length, new AdamWOptions { LearningRate = new CosineSchedule(learningRate, Math.Max(1, Steps)), WeightDecay = 0 });
        _scale1 = Tensor<float>.Zeros(network.Bias1.Length);
        _scale2 = Tensor<float>.Zeros(network.Bias2.Length);
        _scale3 = Tensor<float>.Zeros(network.Bias3.Length);
    }

    private protected override Optimizer<float> Optimizer => _optimizer;

    private protected override IModel<float> Model => _network;

    /// <summary>Measures the ranges of the images and, without rounding, of the hidden layers on the training data.</summary>
    public void Calibrate()
    {
        var (hidden1, hidden2) = _network.Hidden(Data.Train.Images);
        Tensor<float>[] layers = [Data.Train.Images, hidden1, hidden2];
        for (int i = 0; i < layers.Length; i++)
        {
            var observer = new RangeObserver(1, keepExtremes: true);
            observer.Observe(layers[i].Span);
            _network.ActivationScales.Span[i] = observer.Affine(0, HighestCode).Scale;
        }
    }

    public override double TestAccuracy() => Accuracy.Of(Int8Mlp.FromFloat(_network).Logits(Data.Test.Images), Data.Test.Labels);

    private protected override double Step(Tensor<float> images, Tensor<int> labels)
    {
        RowScales.Fill(_network.Weight1, HighestWeight, _scale1);
        RowScales.Fill(_network.Weight2, HighestWeight, _scale2);
        RowScales.Fill(_network.Weight3, HighestWeight, _scale3);
        var scales = _network.ActivationScales.Span;
        float loss = _network.LossGradient(images, labels, _scale1, _scale2, _scale3, scales[0], scales[1], scales[2],
            out float largest1, out float largest2, _gradient);
        if (!float.IsFinite(loss)) return loss;
        if (StepCount < Steps / 2)
        {
            Follow(ref scales[1], largest1);
            Follow(ref scales[2], largest2);
        }
        _optimizer.Step(_network.Parameters, _gradient.Parameters);
        return loss;
    }

    // A layer that is 0 for a whole batch keeps its scale, which has to stay positive.
    private static void Follow(ref float scale, float largest)
    {
        if (largest > 0) scale += ScaleMomentum * (largest / HighestCode - scale);
    }
}
