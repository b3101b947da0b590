using System.CommandLine;
using AutoDiff.Models.Explain;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff explain scaling</c>: what scaling changes, as a table.</summary>
public sealed class ExplainScalingCommand(CommandEnvironment environment)
{
    public Command Create()
    {
        var command = new Command("scaling", "Compare raw, min-max scaled and standardized data for gradient descent, nearest neighbours and a tree.");
        command.SetAction(_ =>
        {
            ScalingExplanation.Write(environment.Output);
            return ExitCode.Ok;
        });
        return command;
    }
}
