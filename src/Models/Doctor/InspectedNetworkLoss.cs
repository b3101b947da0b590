using AutoDiff.Diagnostics;
using AutoDiff.Models.Training;

namespace AutoDiff.Models.Doctor;

/// <summary>The loss of the image network with the outputs of its layers and the gradients there, which the generated code delivers at its taps.</summary>
public sealed class InspectedNetworkLoss : ITappedLoss<float>
{
    private readonly ImageMlp<float> _network, _gradient;
    private readonly NetworkBatches _batches;
    private Tensor<float>[] _outputs = [], _outputGradients = [];

    /// <inheritdoc cref="NetworkLoss(ImageMlp{float}, ImageSet, int, ulong)"/>
    public InspectedNetworkLoss(ImageMlp<float> network, ImageSet images, int batchSize, ulong seed)
    {
        _network = network;
        _gradient = network.CreateGradient();
        _batches = new NetworkBatches(images, batchSize, seed);
        Layers = [new("hidden1", network.H) { CanDie = true }, new("hidden2", network.H) { CanDie = true }, new("logits", network.C)];
    }

    public IModel<float> Model => _network;

    public int Batches => _batches.Count;

    public IReadOnlyList<TappedLayer> Layers { get; }

    public ReadOnlySpan<float> Output(int layer) => _outputs[layer].Span;

    public ReadOnlySpan<float> Adjoint(int layer) => _outputGradients[layer].Span;

    public double Evaluate(int batch, Span<float> gradient)
    {
        var (images, labels) = _batches.Read(batch);
        if (_outputs.Length == 0 || _outputs[0].Dimension(0) != labels.Length)
        {
            _outputs = [.. Layers.Select(l => Tensor<float>.Zeros(labels.Length, l.Units))];
            _outputGradients = [.. Layers.Select(l => Tensor<float>.Zeros(labels.Length, l.Units))];
        }
        float loss = _network.InspectedLossGradient(images, labels, _outputs[0], _outputs[1], _outputs[2], _gradient,
            _outputGradients[0], _outputGradients[1], _outputGradients[2]);
        _gradient.Parameters.CopyTo(gradient);
        return loss;
    }

    /// <summary>Where the generated code first meets a number that is not finite, with file, line and operands; null if all are finite.</summary>
    public string? Cause(int batch)
    {
        var (images, labels) = _batches.Read(batch);
        try
        {
            _network.CheckedLossGradient(images, labels, _gradient);
            return null;
        }
        catch (NonFiniteException e)
        {
            return e.Message;
        }
    }
}
