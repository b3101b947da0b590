namespace AutoDiff.Models.Cli;

/// <summary>What a command sees of the world outside.</summary>
/// <param name="Output">Receives results.</param>
/// <param name="Error">Receives progress and errors.</param>
/// <param name="Variable">Reads an environment variable.</param>
public sealed record CommandEnvironment(TextWriter Output, TextWriter Error, Func<string, string?> Variable)
{
    /// <summary>Where a command that serves a protocol reads from.</summary>
    public TextReader Input { get; init; } = Console.In;

    /// <summary>Both streams are the process's own and lead to a terminal that understands control sequences.</summary>
    public bool IsTerminal =>
        ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected && !Console.IsOutputRedirected && Variable("TERM") is not "dumb";
}
