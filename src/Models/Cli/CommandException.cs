namespace AutoDiff.Models.Cli;

/// <summary>Ends a command with one line on the error stream and an exit code.</summary>
public sealed class CommandException : Exception
{
    public CommandException(int exitCode, string message, Exception? cause = null) : base(message, cause) => ExitCode = exitCode;

    public CommandException() : this(Cli.ExitCode.Internal, "The command failed.")
    {
    }

    public CommandException(string message) : this(Cli.ExitCode.Internal, message)
    {
    }

    public CommandException(string message, Exception innerException) : this(Cli.ExitCode.Internal, message, innerException)
    {
    }

    public int ExitCode { get; }

    /// <summary>The command line or the configuration is wrong.</summary>
    public static CommandException Usage(string message) => new(Cli.ExitCode.Usage, message);

    /// <summary>A file is not what the command needs.</summary>
    public static CommandException BadData(string message, Exception? cause = null) => new(Cli.ExitCode.BadData, message, cause);
}
