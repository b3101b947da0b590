using AutoDiff.Diagnostics;
using AutoDiff.Models.Cli;
using AutoDiff.Models.Training;
using AutoDiff.Optimizers;

namespace AutoDiff.Models.Doctor;

/// <summary>A network and its data, as training would use them.</summary>
public sealed class Patient
{
    private readonly Settings _settings;
    private readonly ImageMlp<float>? _stored;
    private LearningRateRangeResult? _range;

    /// <param name="settings">Those of training; where they name a model, its weights are examined.</param>
    /// <param name="data">Training and test images.</param>
    /// <exception cref="CommandException">The model does not fit the data.</exception>
    /// <exception cref="Serialization.DataFormatException">The model cannot be read.</exception>
    public Patient(Settings settings, ImageData data)
    {
        (_settings, Data) = (settings, data);
        if (data.Classes < 2) throw CommandException.BadData($"{data.Name}: all images are of one class. Give data with at least two, which there is something to tell apart by.");
        if (settings.Model.Length == 0) return;
        _stored = StoredModel.LoadNetwork(settings.Model);
        if (_stored.I != data.Pixels || _stored.C < data.Classes)
            throw CommandException.BadData($"{settings.Model}: the model takes {_stored.I} pixels and knows {_stored.C} classes, but the data has {data.Pixels} pixels and {data.Classes} classes. Give the data it was trained on with --data.");
    }

    public ImageData Data { get; }

    /// <summary>Whether the examined weights come from a file and may be trained.</summary>
    public bool IsTrained => _stored is not null;

    public int Classes => _stored?.C ?? Data.Classes;

    public double LearningRate => _settings.LearningRate;

    /// <summary>The learning-rate range test, run once.</summary>
    public LearningRateRangeResult Range => _range ??= LearningRateRange.Run(Loss(Fresh()), Optimizer);

    /// <summary>A rate for checks that are not about the rate: that of the settings, unless the range test knows a better one.</summary>
    public double SafeRate => Range.Judge(LearningRate) is LearningRateVerdict.TooHigh or LearningRateVerdict.TooLow ? Range.Suggestion!.Value : LearningRate;

    /// <summary>What is done to every loss that is trained on; for tests.</summary>
    internal Func<IBatchLoss<float>, IBatchLoss<float>> Around { get; init; } = loss => loss;

    /// <summary>A network with the weights of the model file, or else as training starts it.</summary>
    public ImageMlp<float> Examined()
    {
        var network = Fresh();
        if (_stored is null) return network;
        _stored.Parameters.CopyTo(network.Parameters);
        _stored.Buffers.CopyTo(network.Buffers);
        return network;
    }

    /// <summary>A network as training starts it.</summary>
    public ImageMlp<float> Fresh()
    {
        var network = ImageMlp<float>.Create(_stored?.H ?? _settings.Hidden, Data.Pixels, Classes);
        network.Initialize(_settings.Seed);
        return network;
    }

    /// <summary>The training loss of a network, on the training images or others.</summary>
    public IBatchLoss<float> Loss(ImageMlp<float> network, ImageSet? images = null) => Around(new NetworkLoss(network, images ?? Data.Train, _settings.BatchSize, _settings.Seed));

    /// <summary>The layers of a network on the training images.</summary>
    public InspectedNetworkLoss Inspect(ImageMlp<float> network) => new(network, Data.Train, _settings.BatchSize, _settings.Seed);

    /// <summary>The optimizer of training with another schedule.</summary>
    public Optimizer<float> Optimizer(Schedule rate) =>
        new Adam<float>(Fresh().Parameters.Length, new AdamWOptions { LearningRate = rate, WeightDecay = _settings.WeightDecay });

    /// <summary>A training of a network with the settings' constant learning rate, or another.</summary>
    public TrainingRun<float> Start(ImageMlp<float> network, double? rate = null) => new(Loss(network), Optimizer(rate ?? LearningRate));

    /// <summary>The seed of the run.</summary>
    public ulong Seed => _settings.Seed;
}
