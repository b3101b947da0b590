using AutoDiff.Diagnostics;
using AutoDiff.Models.Training;

namespace AutoDiff.Models.Doctor;

/// <summary>The loss of the image network over fixed batches of a set, as a training step computes it.</summary>
public sealed class NetworkLoss : IBatchLoss<float>
{
    // As in training.
    private const float Momentum = 0.1f;

    private readonly ImageMlp<float> _network, _gradient;
    private readonly NetworkBatches _batches;
    private readonly Tensor<float> _mean1, _variance1, _mean2, _variance2;

    /// <param name="network">Its parameters are read at each call.</param>
    /// <param name="images">At least 2.</param>
    /// <param name="batchSize">Images in a batch.</param>
    /// <param name="seed">Chooses the order of the images.</param>
    public NetworkLoss(ImageMlp<float> network, ImageSet images, int batchSize, ulong seed)
    {
        _network = network;
        _gradient = network.CreateGradient();
        _batches = new NetworkBatches(images, batchSize, seed);
        int hidden = network.Beta1.Length;
        (_mean1, _variance1, _mean2, _variance2) = (Tensor<float>.Zeros(hidden), Tensor<float>.Zeros(hidden), Tensor<float>.Zeros(hidden), Tensor<float>.Zeros(hidden));
    }

    public IModel<float> Model => _network;

    public int Batches => _batches.Count;

    public double Evaluate(int batch, Span<float> gradient)
    {
        var (images, labels) = _batches.Read(batch);
        float loss = _network.LossGradient(images, labels, _mean1, _variance1, _mean2, _variance2, _gradient);
        _network.UpdateRunningStatistics(_mean1, _variance1, _mean2, _variance2, Momentum);
        _gradient.Parameters.CopyTo(gradient);
        return loss;
    }
}
