using System.CommandLine;
using AutoDiff.Serialization;

namespace AutoDiff.Models.Cli;

/// <summary>The program: parses the command line, runs a verb, turns whatever goes wrong into one line and an exit code.</summary>
public static class CommandLine
{
    /// <summary>Runs a command line and returns the exit code.</summary>
    public static int Run(string[] arguments, CommandEnvironment environment)
    {
        var options = new SharedOptions();
        var root = Verbs.Create(options, environment);
        var parsed = root.Parse(arguments);
        if (parsed.Errors.Count > 0)
        {
            environment.Error.WriteLine($"error: {OneLine(parsed.Errors[0].Message)} See 'autodiff --help'.");
            return ExitCode.Usage;
        }
        bool verbose = parsed.GetValue(options.Verbose);
        try
        {
            return parsed.Invoke(new InvocationConfiguration
            {
                Output = environment.Output,
                Error = environment.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            });
        }
        catch (Exception e)
        {
            return Explain(e, environment, verbose);
        }
    }

    private static int Explain(Exception e, CommandEnvironment environment, bool verbose)
    {
        var (exitCode, message) = e switch
        {
            CommandException command => (command.ExitCode, command.Message),
            DataFormatException data => (ExitCode.BadData, data.Message),
            OperationCanceledException => (ExitCode.Interrupted, "interrupted"),
            IOException or UnauthorizedAccessException => (ExitCode.BadData, e.Message),
            _ => (ExitCode.Internal, $"internal error: {e.GetType().Name}: {e.Message} Run again with --verbose for where it happened."),
        };
        environment.Error.WriteLine("error: " + OneLine(message));
        if (verbose) environment.Error.WriteLine(e);
        return exitCode;
    }

    private static string OneLine(string message) => string.Join(' ', message.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
