using System.CommandLine;
using System.Globalization;
using AutoDiff.Models.Bench;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff bench</c>: times of the kernels.</summary>
public sealed class BenchCommand(CommandEnvironment environment)
{
    private readonly Option<string> _threads = new("--threads")
    {
        Description = "Thread counts to measure, for instance 1 or 1,2.",
        DefaultValueFactory = _ => "1," + Environment.ProcessorCount.ToString(CultureInfo.InvariantCulture),
    };

    private readonly Option<string> _format = new("--format") { Description = "csv, the only form of this command.", DefaultValueFactory = _ => "csv" };

    private readonly Option<string?> _only = new("--only") { Description = "A regular expression; cases whose names do not match are left out." };

    private readonly Option<double> _budget = new("--budget") { Description = "Seconds for each measurement.", DefaultValueFactory = _ => 0.25 };

    public Command Create()
    {
        var kernels = new Command("kernels", "Forward and backward times of the kernels, as CSV in microseconds.");
        kernels.Options.Add(_threads);
        kernels.Options.Add(_format);
        kernels.Options.Add(_only);
        kernels.Options.Add(_budget);
        kernels.SetAction(Run);
        var programs = new Command("programs", "Objective and gradient times of plain programs on one thread, as CSV in microseconds.");
        programs.Options.Add(_only);
        programs.Options.Add(_budget);
        programs.SetAction(RunPrograms);
        var command = new Command("bench", "Measure how fast the generated code is.");
        command.Subcommands.Add(kernels);
        command.Subcommands.Add(new PeerBenchCommand("kmeans", "Times of K-Means, as CSV in seconds.", KMeansCases.All, environment).Create());
        command.Subcommands.Add(new PeerBenchCommand("ranking", "Times of sorting, ranking and metrics, as CSV in seconds.", RankingCases.All, environment).Create());
        command.Subcommands.Add(new PeerBenchCommand("scaling", "Times of the scalers, as CSV in seconds.", ScalingCases.All, environment).Create());
        command.Subcommands.Add(programs);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string format = parsed.GetValue(_format)!;
        if (format != "csv") throw CommandException.Usage($"--format {format}: this command prints csv.");
        KernelBench.Run(environment.Output, Threads(parsed.GetValue(_threads)!), parsed.GetValue(_only), Budget(parsed));
        return ExitCode.Ok;
    }

    private int RunPrograms(ParseResult parsed)
    {
        var only = parsed.GetValue(_only) is { } pattern ? KernelBench.Filter(pattern) : null;
        ProgramBench.Run(environment.Output, only, Budget(parsed));
        return ExitCode.Ok;
    }

    private double Budget(ParseResult parsed) =>
        parsed.GetValue(_budget) is > 0 and var budget ? budget : throw CommandException.Usage("--budget: a positive number of seconds is needed.");

    private static List<int> Threads(string text)
    {
        var counts = new List<int>();
        foreach (string part in text.Split(',', StringSplitOptions.TrimEntries))
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count is < 1 or > WorkerPool.WorkerLimit)
                throw CommandException.Usage($"--threads {text}: numbers from 1 to {WorkerPool.WorkerLimit}, separated by commas.");
            counts.Add(count);
        }
        return counts;
    }
}
