using System.CommandLine;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff bench</c>: times of the kernels.</summary>
public sealed class BenchCommand(CommandEnvironment environment)
{
    private const string Columns = "case,shape,threads,forward_us,forward_backward_us,best_forward_us,best_forward_backward_us";

    private readonly Option<int> _threads = new("--threads") { Description = "Threads to use.", DefaultValueFactory = _ => Environment.ProcessorCount };

    public Command Create()
    {
        var kernels = new Command("kernels", "Forward and backward times of the kernels, as CSV.");
        kernels.Options.Add(_threads);
        kernels.SetAction(Run);
        var command = new Command("bench", "Measure how fast the generated code is.");
        command.Subcommands.Add(kernels);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        if (parsed.GetValue(_threads) < 1) throw CommandException.Usage($"--threads {parsed.GetValue(_threads)}: at least 1 thread is needed.");
        environment.Output.WriteLine(Columns);
        return ExitCode.Ok;
    }
}
