using System.Text.Json;

namespace AutoDiff.Models.Cli;

/// <summary>One JSON object a line on the output, each with its event: run.start, step, epoch, eval, warn, run.end.</summary>
public sealed class JsonReporter(TextWriter output, bool verbose) : IRunReporter
{
    public void Start(string command, Settings settings, string data) =>
        Write(new { @event = "run.start", command, data, settings = SettingKeys.Values(settings).ToDictionary() });

    public void Note(string text)
    {
    }

    public void Warn(string text) => Write(new { @event = "warn", text });

    public void Step(TrainingStep step)
    {
        if (verbose) Write(new { @event = "step", phase = step.Phase, epoch = step.Epoch, batch = step.Batch, batches = step.Batches, loss = step.Loss });
    }

    public void Epoch(TrainingEpoch epoch) => Write(new
    {
        @event = "epoch",
        phase = epoch.Phase,
        epoch = epoch.Epoch,
        epochs = epoch.Epochs,
        loss = epoch.Loss,
        accuracy = epoch.Accuracy,
        lr = epoch.LearningRate,
        seconds = epoch.Elapsed.TotalSeconds,
    });

    public void Result(string name, double value, string text) => Write(new { @event = "eval", name, value });

    public void End(int exitCode, string text) => Write(new { @event = "run.end", exitCode, text });

    public void Dispose() => output.Flush();

    private void Write<TEvent>(TEvent value) => output.WriteLine(JsonSerializer.Serialize(value, JsonText.Line));
}
