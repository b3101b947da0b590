using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Tests;

/// <summary>Runs the program in this process.</summary>
internal static class Cli
{
    public sealed record Outcome(int ExitCode, string Output, string Error)
    {
        public string[] ErrorLines => Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    public static Outcome Run(params string[] arguments) => Run(new Dictionary<string, string>(), arguments);

    public static Outcome Run(IReadOnlyDictionary<string, string> variables, params string[] arguments)
    {
        using StringWriter output = new(), error = new();
        int exitCode = CommandLine.Run(arguments, new CommandEnvironment(output, error, name => variables.GetValueOrDefault(name)));
        return new Outcome(exitCode, output.ToString(), error.ToString());
    }

    /// <summary>One line, no stack trace, and every given word in it.</summary>
    public static void AssertFails(Outcome outcome, int exitCode, params string[] words)
    {
        Assert.Equal(exitCode, outcome.ExitCode);
        string line = outcome.ErrorLines[^1];
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", outcome.Error, StringComparison.Ordinal);
        foreach (string word in words) Assert.Contains(word, line, StringComparison.Ordinal);
    }
}
