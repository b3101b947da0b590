using System.Text.Json;

namespace AutoDiff.Models.Cli;

/// <summary>Resolves settings: defaults, then the configuration file, then AUTODIFF_* variables, then the command line.</summary>
public static class SettingsResolver
{
    private const string Prefix = "AUTODIFF_";

    /// <param name="file">A JSON object of settings, or null.</param>
    /// <param name="environment">Reads a variable.</param>
    /// <param name="options">Values of options that were given, with the option's name as source.</param>
    /// <param name="assignments">Arguments of <c>--set</c>, each key=value.</param>
    /// <exception cref="CommandException">A key is unknown, a value is not allowed, or the file cannot be read.</exception>
    public static Settings Resolve(string? file, Func<string, string?> environment, IEnumerable<(string Key, string Value)> options, IEnumerable<string> assignments)
    {
        var settings = file is null ? new Settings() : FromFile(file);
        foreach (string name in SettingKeys.Names)
        {
            string variable = Prefix + name.Replace('-', '_').ToUpperInvariant();
            if (environment(variable) is { Length: > 0 } value) settings = SettingKeys.Set(settings, name, value, variable);
        }
        foreach (var (key, value) in options) settings = SettingKeys.Set(settings, key, value, "--" + key);
        foreach (string assignment in assignments)
        {
            int at = assignment.IndexOf('=', StringComparison.Ordinal);
            if (at <= 0) throw CommandException.Usage($"--set {assignment}: write key=value, for instance --set hidden=64.");
            settings = SettingKeys.Set(settings, assignment[..at], assignment[(at + 1)..], "--set");
        }
        return settings;
    }

    /// <summary>Settings as a configuration file that gives them again.</summary>
    public static byte[] ToJson(Settings settings) =>
        JsonSerializer.SerializeToUtf8Bytes(SettingKeys.Values(settings).ToDictionary(), JsonText.Indented);

    private static Settings FromFile(string path)
    {
        var settings = new Settings();
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            if (document.RootElement.ValueKind != JsonValueKind.Object) throw CommandException.Usage($"{path}: the configuration has to be a JSON object of settings.");
            foreach (var member in document.RootElement.EnumerateObject())
                settings = SettingKeys.Set(settings, member.Name, Text(member.Value, path, member.Name), path);
        }
        catch (JsonException e)
        {
            throw CommandException.Usage($"{path}: it is no JSON (line {e.LineNumber + 1}, byte {e.BytePositionInLine}). Write an object such as {{ \"epochs\": 10 }}.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw CommandException.Usage($"{path}: the configuration cannot be read ({e.Message}).");
        }
        return settings;
    }

    private static string Text(JsonElement value, string path, string name) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Number => value.GetRawText(),
        _ => throw CommandException.Usage($"{path}: {name} is {value.GetRawText()}, but it has to be a text or a number."),
    };
}
