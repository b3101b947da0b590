using System.CommandLine;
using System.Text.Json;
using AutoDiff.Models.Doctor;
using AutoDiff.Models.Training;

namespace AutoDiff.Models.Cli;

/// <summary>
/// <c>autodiff doctor</c>: examines a network and a data set before a training, one line for each check. It writes no files.
/// Exit codes: 0 nothing failed (warnings are allowed), 1 a check failed, 2 wrong option, 3 unusable data or model, 130 interrupted.
/// </summary>
public sealed class DoctorCommand(SharedOptions options, CommandEnvironment environment)
{
    public Command Create()
    {
        var command = new Command("doctor", "Examine a network and its data: loss, activations, gradients, learning rate, labels, determinism. With --model, the weights of a file. Exit code 1 if a check fails.");
        command.SetAction(Run);
        return command;
    }

    private int Run(ParseResult parsed)
    {
        var settings = options.Resolve(parsed, environment);
        bool json = parsed.GetValue(options.Format) == "json";
        using var reporter = options.Reporter(parsed, environment);
        using var interruption = new Interruption();
        var data = ImageDataReader.Read(settings.Data, settings.TestFraction, settings.Seed);
        var patient = new Patient(settings, data);
        reporter.Start("doctor", settings, data.Description);
        var findings = new List<Finding>();
        foreach (var finding in Checkup.Run(patient, interruption.Token))
        {
            findings.Add(finding);
            environment.Output.WriteLine(json ? Json(finding) : Text(finding));
        }
        int exitCode = findings.Any(f => f.Status == FindingStatus.Fail) ? ExitCode.CheckFailed : ExitCode.Ok;
        reporter.End(exitCode, string.Join(", ", Enum.GetValues<FindingStatus>().Select(s => (Status: s, Count: findings.Count(f => f.Status == s)))
            .Where(c => c.Count > 0).Select(c => $"{c.Count} {Word(c.Status)}")));
        return exitCode;
    }

    private static string Text(Finding finding) =>
        $"{finding.Status.ToString().ToUpperInvariant()} {finding.Check,-17}  {finding.Figure}: {finding.Meaning}{(finding.Advice.Length > 0 ? "; " + finding.Advice : "")}";

    private static string Json(Finding finding) => JsonSerializer.Serialize(new
    {
        @event = "check",
        name = finding.Check,
        status = Word(finding.Status),
        value = finding.Value,
        figure = finding.Figure,
        meaning = finding.Meaning,
        advice = finding.Advice,
    }, JsonText.Line);

    private static string Word(FindingStatus status) => status switch
    {
        FindingStatus.Pass => "passed",
        FindingStatus.Warn => "warned",
        FindingStatus.Fail => "failed",
        _ => "skipped",
    };
}
