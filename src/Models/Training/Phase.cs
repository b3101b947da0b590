using AutoDiff.Optimizers;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Training;

/// <summary>One stage of a training run: a network, its optimizer, and what one step is.</summary>
public abstract class Phase
{
    private readonly int _batchSize;
    private readonly BatchOrder _order;
    private Tensor<float> _images;
    private Tensor<int> _labels;

    private protected Phase(string name, ImageData data, int epochs, int batchSize, ulong seed)
    {
        Name = name;
        Data = data;
        Epochs = epochs;
        _batchSize = Math.Min(batchSize, data.Train.Count);
        _order = new BatchOrder(data.Train.Count, batchSize, seed);
        _images = Tensor<float>.Zeros(_batchSize, data.Pixels);
        _labels = Tensor<int>.Zeros(_batchSize);
    }

    public string Name { get; }

    public int Epochs { get; }

    public int Batches => _order.Batches;

    /// <summary>Optimizer steps of the whole phase.</summary>
    public long Steps => (long)Epochs * Batches;

    /// <summary>Steps taken, also before a restart.</summary>
    public long StepCount => Optimizer.StepCount;

    public double LearningRate => Optimizer.LearningRate;

    protected ImageData Data { get; }

    private protected abstract Optimizer<float> Optimizer { get; }

    private protected abstract IModel<float> Model { get; }

    /// <summary>Does the next step and returns the loss of its batch.</summary>
    public double Step()
    {
        int epoch = (int)(StepCount / Batches), batch = (int)(StepCount % Batches);
        // The order of an epoch is drawn again after a restart in its middle.
        if (batch == 0 || !_shuffled) _order.Shuffle(epoch);
        _shuffled = true;
        var rows = _order.Batch(batch);
        var images = rows.Length == _batchSize ? _images : _images.Slice(0, rows.Length);
        var labels = rows.Length == _batchSize ? _labels : _labels.Slice(0, rows.Length);
        Data.Train.CopyTo(rows, images, labels);
        return Step(images, labels);
    }

    private bool _shuffled;

    /// <summary>Share of the test images that the network gets right.</summary>
    public abstract double TestAccuracy();

    /// <summary>Stores network and optimizer, to go on later.</summary>
    public void SaveCheckpoint(string path) =>
        Checkpoint.Save(Model, Optimizer, path, new Dictionary<string, string> { ["phase"] = Name });

    /// <summary>Goes on from a checkpoint.</summary>
    /// <exception cref="DataFormatException">The file is damaged or belongs to another network.</exception>
    public void LoadCheckpoint(string path) => Checkpoint.Load(Model, Optimizer, path);

    private protected abstract double Step(Tensor<float> images, Tensor<int> labels);
}
