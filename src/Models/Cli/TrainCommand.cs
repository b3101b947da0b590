using System.CommandLine;
using AutoDiff.Models.Training;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff train</c>: checks the gradients, trains in float, then with int8 rounding, and measures both.</summary>
public sealed class TrainCommand(SharedOptions options, CommandEnvironment environment)
{
    private readonly Option<bool> _resume = new("--resume") { Description = "Go on from the checkpoint in the run folder." };

    public void AddTo(Command command) => command.Options.Add(_resume);

    public Command Create()
    {
        var command = new Command("train", "Check gradients, train in float, then with int8 rounding; write the models. The default.");
        AddTo(command);
        command.SetAction(Run);
        return command;
    }

    public int Run(ParseResult parsed)
    {
        var settings = options.Resolve(parsed, environment);
        using var reporter = options.Reporter(parsed, environment);
        using var interruption = new Interruption();
        int exitCode = ExitCode.Internal;
        string message = "";
        try
        {
            exitCode = Train(settings, parsed.GetValue(_resume), reporter, interruption.Token);
            message = exitCode == ExitCode.Ok ? $"models and configuration are in {settings.Out}" : "a check failed";
            return exitCode;
        }
        catch (OperationCanceledException)
        {
            (exitCode, message) = (ExitCode.Interrupted, $"interrupted; go on with: autodiff train --resume --out {settings.Out}");
            return exitCode;
        }
        catch (Exception e) when (e is CommandException or DataFormatException)
        {
            exitCode = e is CommandException command ? command.ExitCode : ExitCode.BadData;
            throw;
        }
        finally
        {
            reporter.End(exitCode, message);
        }
    }

    private static int Train(Settings settings, bool resume, IRunReporter reporter, CancellationToken cancellation)
    {
        var data = ImageDataReader.Read(settings.Data, settings.TestFraction, settings.Seed);
        reporter.Start("train", settings, data.Description);
        int failed = NetworkChecks.Run(settings.Seed, reporter);
        if (failed > 0) return ExitCode.CheckFailed;
        CreateFolder(settings.Out);
        AtomicFile.Write(Path.Combine(settings.Out, "config.json"), stream => stream.Write(SettingsResolver.ToJson(settings)));
        new TrainingJob(settings, data, reporter).Run(resume, cancellation);
        return ExitCode.Ok;
    }

    private static void CreateFolder(string path)
    {
        try
        {
            Directory.CreateDirectory(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw CommandException.Usage($"--out {path}: the folder cannot be created ({e.Message}). Name a folder that can be written to.");
        }
    }
}
