namespace AutoDiff.Models.Cli;

/// <summary>Receives what happens during a run. Results belong to the standard output, progress to the error stream.</summary>
public interface IRunReporter : IDisposable
{
    /// <summary>The run begins with these settings and this much data.</summary>
    void Start(string command, Settings settings, string data);

    /// <summary>A sentence about what is being done.</summary>
    void Note(string text);

    /// <summary>Something the user should know but that does not end the run.</summary>
    void Warn(string text);

    /// <summary>A step of the epoch under way.</summary>
    void Step(TrainingStep step);

    /// <summary>An epoch is complete.</summary>
    void Epoch(TrainingEpoch epoch);

    /// <summary>A measured result, for instance the test accuracy of the int8 model.</summary>
    void Result(string name, double value, string text);

    /// <summary>The run is over.</summary>
    void End(int exitCode, string text);
}

/// <summary>One optimizer step.</summary>
public readonly record struct TrainingStep(string Phase, int Epoch, int Epochs, int Batch, int Batches, double Loss);

/// <summary>One pass over the training data.</summary>
public sealed record TrainingEpoch(string Phase, int Epoch, int Epochs, double Loss, double Accuracy, double LearningRate, TimeSpan Elapsed);
