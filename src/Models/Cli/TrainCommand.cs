using System.CommandLine;
using AutoDiff.Models.Training;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff train</c>: checks the gradients, trains in float, then with int8 rounding, and measures both.</summary>
public sealed class TrainCommand(SharedOptions options, CommandEnvironment environment)
{
    private const string ConfigurationFile = "config.json";

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
        bool resume = parsed.GetValue(_resume);
        var settings = resume ? Resumed(parsed) : options.Resolve(parsed, environment);
        using var reporter = options.Reporter(parsed, environment);
        using var interruption = new Interruption();
        int exitCode = ExitCode.Internal;
        string message = "";
        try
        {
            exitCode = Train(settings, resume, reporter, interruption.Token);
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

    // A run goes on with its own settings; what the command line says now has precedence.
    private Settings Resumed(ParseResult parsed)
    {
        string folder = options.Resolve(parsed, environment).Out;
        if (!File.Exists(TrainingJob.CheckpointPath(folder)))
            throw CommandException.BadData($"{folder}: there is no checkpoint to resume from. Give the folder of an interrupted run with --out.");
        string stored = Path.Combine(folder, ConfigurationFile);
        return options.Resolve(parsed, environment, File.Exists(stored) ? stored : null) with { Out = folder };
    }

    private static int Train(Settings settings, bool resume, IRunReporter reporter, CancellationToken cancellation)
    {
        var data = ImageDataReader.Read(settings.Data, settings.TestFraction, settings.Seed);
        reporter.Start("train", settings, data.Description);
        int failed = NetworkChecks.Run(settings.Seed, reporter);
        if (failed > 0) return ExitCode.CheckFailed;
        CreateFolder(settings.Out);
        AtomicFile.Write(Path.Combine(settings.Out, ConfigurationFile), stream => stream.Write(SettingsResolver.ToJson(settings)));
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
