using System.CommandLine;

namespace AutoDiff.Models.Cli;

/// <summary>The options that every verb understands.</summary>
public sealed class SharedOptions
{
    private readonly (string Key, Option<string?> Option)[] _settings =
    [
        Setting("data", "Folder of idx files (MNIST family) or a CSV file; the embedded digits by default."),
        Setting("model", "Model file (.safetensors) to evaluate or summarize."),
        Setting("out", "Folder for models, checkpoint and configuration; 'out' by default."),
        Setting("epochs", "Passes over the training data in float."),
        Setting("batch-size", "Images in a batch, at least 2."),
        Setting("lr", "Largest learning rate."),
        Setting("seed", "Chooses initial weights, split and order; the same seed repeats the run."),
    ];

    public Option<string?> Config { get; } = new("--config") { Description = "JSON file of settings.", Recursive = true };

    public Option<string[]> Set { get; } = new("--set") { Description = "Set any setting: key=value. May be given several times.", Recursive = true };

    public Option<string> Format { get; } = new("--format") { Description = "text, or json for one event a line.", Recursive = true, DefaultValueFactory = _ => "text" };

    public Option<bool> NoColor { get; } = new("--no-color") { Description = "No colours and no redrawn lines.", Recursive = true };

    public Option<bool> Quiet { get; } = new("--quiet") { Description = "Results and errors only.", Recursive = true };

    public Option<bool> Verbose { get; } = new("--verbose") { Description = "Every step as an event (json), and where an error happened.", Recursive = true };

    public void AddTo(Command root)
    {
        Format.AcceptOnlyFromAmong("text", "json");
        foreach (var (_, option) in _settings) root.Options.Add(option);
        root.Options.Add(Config);
        root.Options.Add(Set);
        root.Options.Add(Format);
        root.Options.Add(NoColor);
        root.Options.Add(Quiet);
        root.Options.Add(Verbose);
    }

    /// <summary>The settings in force.</summary>
    /// <param name="parsed">The command line.</param>
    /// <param name="environment">For variables.</param>
    /// <param name="file">A configuration file to start from where the command line names none.</param>
    /// <exception cref="CommandException">A setting is unknown or not allowed.</exception>
    public Settings Resolve(ParseResult parsed, CommandEnvironment environment, string? file = null)
    {
        var given = _settings.Select(s => (s.Key, Value: parsed.GetValue(s.Option))).Where(s => s.Value is not null).Select(s => (s.Key, s.Value!));
        return SettingsResolver.Resolve(parsed.GetValue(Config) ?? file, environment.Variable, given, parsed.GetValue(Set) ?? []);
    }

    public IRunReporter Reporter(ParseResult parsed, CommandEnvironment environment)
    {
        bool quiet = parsed.GetValue(Quiet), color = !parsed.GetValue(NoColor) && environment.Variable("NO_COLOR") is not { Length: > 0 };
        if (parsed.GetValue(Format) == "json") return new JsonReporter(environment.Output, parsed.GetValue(Verbose));
        if (environment.IsTerminal && color && !quiet) return new LiveReporter(color);
        return new PlainReporter(environment.Output, environment.Error, quiet);
    }

    private static (string, Option<string?>) Setting(string key, string description) =>
        (key, new Option<string?>("--" + key) { Description = description, Recursive = true });
}
