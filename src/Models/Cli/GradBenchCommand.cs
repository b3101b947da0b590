using System.CommandLine;
using AutoDiff.Models.GradBench;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff gradbench</c>: serves the GradBench protocol on the standard streams.</summary>
public sealed class GradBenchCommand(CommandEnvironment environment)
{
    public Command Create()
    {
        var command = new Command("gradbench", "Serve the GradBench protocol: one JSON message a line on standard input, one answer a line on standard output.");
        command.SetAction(_ =>
        {
            new GradBenchTool(environment.Input, environment.Output).Run();
            return ExitCode.Ok;
        });
        return command;
    }
}
