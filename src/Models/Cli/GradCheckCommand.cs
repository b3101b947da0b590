using System.CommandLine;
using AutoDiff.Checking;
using AutoDiff.Models.Training;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff gradcheck</c>: every generated gradient in double against differences.</summary>
public sealed class GradCheckCommand(SharedOptions options, CommandEnvironment environment)
{
    private readonly Option<string?> _only = new("--only") { Description = "Check one method." };

    public Command Create()
    {
        var command = new Command("gradcheck", "Check every generated gradient in double against central differences.");
        command.Options.Add(_only);
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var settings = options.Resolve(parsed, environment);
        GradientCheckCase[] cases = [.. GradientCheckRegistry.Cases, NetworkChecks.ImageMlpLoss(settings.Seed)];
        if (parsed.GetValue(_only) is { } only)
        {
            cases = [.. cases.Where(c => c.Name == only)];
            if (cases.Length == 0) throw CommandException.Usage($"--only {only}: there is no such differentiable method. Run 'autodiff gradcheck' for the list.");
        }
        var check = new GradientCheckOptions { Seed = settings.Seed };
        GradientCheckResult[] results = [.. cases.Select(c => GradientCheck.Run(c, check))];
        GradientCheckReport.Write(environment.Output, results, check);
        return results.All(r => r.Passed) ? ExitCode.Ok : ExitCode.CheckFailed;
    }
}
