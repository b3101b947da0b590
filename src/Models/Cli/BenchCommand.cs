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
        var command = new Command("bench", "Measure how fast the generated code is.");
        command.Subcommands.Add(kernels);
        command.Subcommands.Add(new KMeansBenchCommand(environment).Create());
        return command;
    }

    private int Run(ParseResult parsed)
    {
        string format = parsed.GetValue(_format)!;
        if (format != "csv") throw CommandException.Usage($"--format {format}: this command prints csv.");
        double budget = parsed.GetValue(_budget);
        if (!(budget > 0)) throw CommandException.Usage("--budget: a positive number of seconds is needed.");
        KernelBench.Run(environment.Output, Threads(parsed.GetValue(_threads)!), parsed.GetValue(_only), budget);
        return ExitCode.Ok;
    }

    internal static List<int> Threads(string text)
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
