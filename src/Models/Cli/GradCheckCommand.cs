using System.CommandLine;
using AutoDiff.Checking;
using AutoDiff.Generated;

namespace AutoDiff.Models.Cli;

/// <summary><c>autodiff gradcheck</c>: every generated gradient in double against differences.</summary>
public sealed class GradCheckCommand(SharedOptions options, CommandEnvironment environment)
{
    private readonly Option<string?> _only = new("--only") { Description = "Check the methods of this name alone, such as BatchNorm or Losses.Mse." };

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
        var cases = GradientChecks.All(settings.Seed);
        if (parsed.GetValue(_only) is { } only)
        {
            cases = [.. cases.Where(c => c.Name == only || c.Name.EndsWith("." + only, StringComparison.Ordinal))];
            if (cases.Count == 0) throw CommandException.Usage($"--only {only}: there is no such differentiable method. Run 'autodiff gradcheck' for the list.");
        }
        var check = new GradientCheckOptions { Seed = settings.Seed };
        GradientCheckResult[] results = [.. cases.Select(c => GradientCheck.Run(c, check))];
        GradientCheckReport.Write(environment.Output, results, check);
        return results.Any(r => r.Failed) ? ExitCode.CheckFailed : ExitCode.Ok;
    }
}
