using System.CommandLine;
using System.Text.RegularExpressions;
using AutoDiff.Models.Bench;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff bench kmeans</c>: times of K-Means, as CSV in seconds.</summary>
public sealed class KMeansBenchCommand(CommandEnvironment environment)
{
    private readonly Option<string> _threads = new("--threads") { Description = "Thread counts to measure, for instance 1 or 1,2.", DefaultValueFactory = _ => "1" };

    private readonly Option<string?> _only = new("--only") { Description = "A regular expression; cases whose names do not match are left out." };

    private readonly Option<double> _budget = new("--budget") { Description = "Seconds for each measurement.", DefaultValueFactory = _ => 3 };

    public Command Create()
    {
        var command = new Command("kmeans", "K-Means: iterations, mini-batches, first centroids, prediction; CSV, in seconds.");
        command.Options.Add(_threads);
        command.Options.Add(_only);
        command.Options.Add(_budget);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        double budget = parsed.GetValue(_budget);
        if (!(budget > 0)) throw CommandException.Usage("--budget: a positive number of seconds is needed.");
        var threads = BenchCommand.Threads(parsed.GetValue(_threads)!);
        var only = Filter(parsed.GetValue(_only) ?? "");
        int before = WorkerPool.MaxWorkers;
        environment.Output.WriteLine(PeerTimer.Header);
        try
        {
            foreach (int count in threads)
            {
                WorkerPool.MaxWorkers = count;
                KMeansBench.Run(new PeerTimer(environment.Output, count, budget), only.IsMatch);
            }
        }
        finally
        {
            WorkerPool.MaxWorkers = before;
        }
        return ExitCode.Ok;
    }

    private static Regex Filter(string pattern)
    {
        try
        {
            return new Regex(pattern, RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1));
        }
        catch (ArgumentException error)
        {
            throw CommandException.Usage($"--only {pattern}: not a regular expression: {error.Message}");
        }
    }
}
