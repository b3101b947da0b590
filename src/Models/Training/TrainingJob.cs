using System.Globalization;
using AutoDiff.Models.Cli;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Training;

/// <summary>The main job: trains in float, folds, trains with int8 rounding, measures integer inference, writes the models.</summary>
public sealed class TrainingJob(Settings settings, ImageData data, IRunReporter reporter)
{
    // Training with rounding starts from a good network: small steps.
    private const double QuantizedRateShare = 0.02;

    private string FloatPath => Path.Combine(settings.Out, "model.safetensors");

    private string Int8Path => Path.Combine(settings.Out, "model-int8.safetensors");

    private string Checkpoint => CheckpointPath(settings.Out);

    /// <summary>Where a run in this folder keeps its state when it is interrupted.</summary>
    public static string CheckpointPath(string folder) => Path.Combine(folder, "checkpoint.safetensors");

    /// <param name="resume">Go on from the checkpoint in the run folder.</param>
    /// <param name="cancellation">Stops after the step under way.</param>
    public void Run(bool resume, CancellationToken cancellation)
    {
        string? resumed = resume ? ReadPhase() : null;
        var network = ImageMlp<float>.Create(settings.Hidden, data.Pixels, data.Classes);
        double floatAccuracy = RunFloat(network, resumed, cancellation);
        var quantized = QuantizedMlp<float>.Create(settings.Hidden, data.Pixels, data.Classes);
        quantized.Fold(network);
        double int8Accuracy = RunInt8(quantized, resumed == "int8", cancellation);
        reporter.Result("test accuracy float", floatAccuracy, $"test accuracy float32  {NumberText.Percent(floatAccuracy)}");
        reporter.Result("test accuracy int8", int8Accuracy, $"test accuracy int8     {NumberText.Percent(int8Accuracy)}");
        File.Delete(Checkpoint);
    }

    private double RunFloat(ImageMlp<float> network, string? resumed, CancellationToken cancellation)
    {
        var phase = new FloatPhase(network, data, settings.Epochs, settings.BatchSize, settings.LearningRate, settings.WeightDecay, settings.Seed);
        if (resumed == "int8")
        {
            ModelFile.Load(network, FloatPath);
            return phase.TestAccuracy();
        }
        network.Initialize(settings.Seed);
        if (resumed is not null) phase.LoadCheckpoint(Checkpoint);
        double accuracy = new PhaseRunner(reporter, Checkpoint).Run(phase, cancellation);
        ModelFile.Save(network, FloatPath, Metadata("float32", accuracy));
        return accuracy;
    }

    private double RunInt8(QuantizedMlp<float> network, bool resumed, CancellationToken cancellation)
    {
        var phase = new QuantizedPhase(network, data, settings.QuantizedEpochs, settings.BatchSize, settings.LearningRate * QuantizedRateShare, settings.Seed + 1);
        phase.Calibrate();
        if (resumed) phase.LoadCheckpoint(Checkpoint);
        else reporter.Note($"folded batch normalization, rounding to int8: test {NumberText.Percent(phase.TestAccuracy())} before training with it");
        double accuracy = new PhaseRunner(reporter, Checkpoint).Run(phase, cancellation);
        Int8Mlp.FromFloat(network).Save(Int8Path, Metadata("int8", accuracy));
        return accuracy;
    }

    private string ReadPhase()
    {
        using var reader = new SafeTensorsReader(Checkpoint);
        return reader.Metadata.GetValueOrDefault("phase") is "float" or "int8" ? reader.Metadata["phase"]
            : throw new DataFormatException(Checkpoint, "it does not say which phase of training it belongs to.", "Start again without --resume.");
    }

    private Dictionary<string, string> Metadata(string kind, double accuracy) => new()
    {
        ["kind"] = kind,
        ["hidden"] = settings.Hidden.ToString(CultureInfo.InvariantCulture),
        ["pixels"] = data.Pixels.ToString(CultureInfo.InvariantCulture),
        ["classes"] = data.Classes.ToString(CultureInfo.InvariantCulture),
        ["data"] = data.Name,
        ["accuracy"] = accuracy.ToString("R", CultureInfo.InvariantCulture),
        ["seed"] = settings.Seed.ToString(CultureInfo.InvariantCulture),
    };
}
