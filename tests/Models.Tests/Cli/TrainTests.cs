using System.Text.Json;
using AutoDiff.Models.Cli;
using AutoDiff.Models.Training;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Tests;

public class TrainTests
{
    [Fact]
    public void Training_WritesModelsAndConfiguration_AndEvalRepeatsTheAccuracies()
    {
        using var folder = new TemporaryFolder();
        var outcome = TrainedRun.Train(folder);
        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        Assert.Equal(["config.json", "model-int8.safetensors", "model.safetensors"],
            Directory.GetFiles(folder.File("out")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        string[] results = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        foreach (var (name, result) in new[] { "model.safetensors", "model-int8.safetensors" }.Zip(results))
        {
            var eval = Cli.Run("eval", "--data", folder.Path, "--model", Path.Combine(folder.File("out"), name));
            Assert.Equal(result.Split("  ")[^1].Trim(), eval.Output.Split("  ")[^1].Trim());
        }
    }

    [Fact]
    public void RedirectedProgress_IsOneLineAnEpoch()
    {
        using var folder = new TemporaryFolder();
        var outcome = TrainedRun.Train(folder);
        Assert.Equal(6, outcome.ErrorLines.Count(l => l.StartsWith("float epoch", StringComparison.Ordinal)));
        Assert.Equal(3, outcome.ErrorLines.Count(l => l.StartsWith("int8 epoch", StringComparison.Ordinal)));
        Assert.DoesNotContain('\r', outcome.Error);
    }

    [Fact]
    public void Quiet_LeavesTheResults()
    {
        using var folder = new TemporaryFolder();
        var outcome = TrainedRun.Train(folder, "--quiet");
        Assert.Empty(outcome.Error);
        Assert.Equal(2, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public void JsonFormat_IsOneEventALine_FromStartToEnd()
    {
        using var folder = new TemporaryFolder();
        var outcome = TrainedRun.Train(folder, "--format", "json");
        string[] events = [.. outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement.GetProperty("event").GetString()!)];
        Assert.Equal("run.start", events[0]);
        Assert.Equal("run.end", events[^1]);
        Assert.Equal(9, events.Count(e => e == "epoch"));
        Assert.Equal(2, events.Count(e => e == "eval"));
    }

    [Fact]
    public void SameSeed_GivesTheSameModel()
    {
        using TemporaryFolder first = new(), second = new();
        TrainedRun.Train(first);
        TrainedRun.Train(second);
        Assert.Equal(Tensors(Path.Combine(first.File("out"), "model-int8.safetensors")), Tensors(Path.Combine(second.File("out"), "model-int8.safetensors")));
    }

    [Fact]
    public void LossThatIsNoNumber_IsExitCode4_AndLeavesTheEarlierModel()
    {
        using var folder = new TemporaryFolder();
        TrainedRun.Train(folder);
        byte[] before = File.ReadAllBytes(Path.Combine(folder.File("out"), "model.safetensors"));
        Cli.AssertFails(Cli.Run(TrainedRun.Arguments(folder, "--lr", "1e30")), ExitCode.Diverged, "--lr");
        Assert.Equal(before, File.ReadAllBytes(Path.Combine(folder.File("out"), "model.safetensors")));
    }

    [Theory]
    [InlineData("float", 9)]
    [InlineData("int8", 4)]
    public void InterruptedRun_GoesOnToTheSameModel(string phase, int step)
    {
        using TemporaryFolder whole = new(), parts = new();
        TrainedRun.Train(whole);
        IdxFolder.Write(parts.Path);
        var settings = Interrupt(parts, phase, step);
        Assert.True(File.Exists(TrainingJob.CheckpointPath(settings.Out)));
        Assert.Equal(ExitCode.Ok, Cli.Run("train", "--resume", "--data", parts.Path, "--out", settings.Out).ExitCode);
        Assert.False(File.Exists(TrainingJob.CheckpointPath(settings.Out)));
        Assert.Equal(Tensors(Path.Combine(whole.File("out"), "model-int8.safetensors")), Tensors(Path.Combine(settings.Out, "model-int8.safetensors")));
    }

    // What Ctrl+C does, at a step that the test chooses.
    private static Settings Interrupt(TemporaryFolder folder, string phase, int step)
    {
        var settings = SettingsResolver.Resolve(null, _ => null,
            [("data", folder.Path), ("out", folder.File("out")), ("epochs", "6"), ("batch-size", "16")], ["quantized-epochs=3", "hidden=12"]);
        Directory.CreateDirectory(settings.Out);
        File.WriteAllBytes(Path.Combine(settings.Out, "config.json"), SettingsResolver.ToJson(settings));
        using var cancellation = new CancellationTokenSource();
        using var reporter = new InterruptingReporter(cancellation, phase, step);
        var data = ImageDataReader.Read(settings.Data, settings.TestFraction, settings.Seed);
        Assert.Throws<OperationCanceledException>(() => new TrainingJob(settings, data, reporter).Run(resume: false, cancellation.Token));
        return settings;
    }

    private static Dictionary<string, string> Tensors(string path)
    {
        using var reader = new SafeTensorsReader(path);
        return reader.Entries.ToDictionary(e => e.Name, e => e.Name switch
        {
            ['W', .., >= '1' and <= '3'] when !e.Name.Contains("Scale", StringComparison.Ordinal) => string.Join(' ', reader.ReadTensor<sbyte>(e.Name).ToArray()),
            ['B', ..] => string.Join(' ', reader.ReadTensor<int>(e.Name).ToArray()),
            _ => string.Join(' ', reader.ReadTensor<float>(e.Name).ToArray()),
        });
    }

    private sealed class InterruptingReporter(CancellationTokenSource cancellation, string phase, int step) : IRunReporter
    {
        private int _steps;

        public void Step(TrainingStep value)
        {
            if (value.Phase == phase && ++_steps == step) cancellation.Cancel();
        }

        public void Start(string command, Settings settings, string data)
        {
        }

        public void Note(string text)
        {
        }

        public void Warn(string text)
        {
        }

        public void Epoch(TrainingEpoch epoch)
        {
        }

        public void Result(string name, double value, string text)
        {
        }

        public void End(int exitCode, string text)
        {
        }

        public void Dispose()
        {
        }
    }
}
