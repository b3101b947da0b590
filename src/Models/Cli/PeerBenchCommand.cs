using System.CommandLine;
using System.Text.RegularExpressions;
using AutoDiff.Models.Bench;

namespace AutoDiff.Models.Cli;

/// <summary>A verb of <c>autodiff bench</c> whose cases other software has too; it prints their columns.</summary>
/// <param name="name">Name of the verb.</param>
/// <param name="description">One sentence for the help.</param>
/// <param name="cases">What to measure.</param>
/// <param name="environment">Where the lines go.</param>
public sealed class PeerBenchCommand(string name, string description, Func<IEnumerable<PeerCase>> cases, CommandEnvironment environment)
{
    private readonly Option<int> _threads = new("--threads") { Description = "Number of threads.", DefaultValueFactory = _ => 1 };

    private readonly Option<string?> _only = new("--only") { Description = "A regular expression; cases whose names do not match are left out." };

    private readonly Option<double> _budget = new("--budget") { Description = "Seconds for each measurement.", DefaultValueFactory = _ => 3 };

    public Command Create()
    {
        var command = new Command(name, description);
        command.Options.Add(_threads);
        command.Options.Add(_only);
        command.Options.Add(_budget);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        int threads = parsed.GetValue(_threads);
        if (threads is < 1 or > WorkerPool.WorkerLimit) throw CommandException.Usage($"--threads {threads}: a number from 1 to {WorkerPool.WorkerLimit}.");
        double budget = parsed.GetValue(_budget);
        if (!(budget > 0)) throw CommandException.Usage("--budget: a positive number of seconds is needed.");
        PeerBench.Run(environment.Output, cases(), [threads], Filter(parsed.GetValue(_only)), budget);
        return ExitCode.Ok;
    }

    private static Regex? Filter(string? pattern)
    {
        try
        {
            return pattern is null ? null : new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException error)
        {
            throw CommandException.Usage($"--only {pattern}: not a regular expression: {error.Message}");
        }
    }
}
