namespace AutoDiff.Serialization;

/// <summary>A file does not hold what its format or its reader asks for. Nothing was changed by the attempt to read it.</summary>
public sealed class DataFormatException : FormatException
{
    public DataFormatException(string file, string problem, string advice, Exception? cause = null)
        : base($"{file}: {problem} {advice}", cause)
    {
        File = file;
        Problem = problem;
        Advice = advice;
    }

    public DataFormatException() : this("", "", "")
    {
    }

    public DataFormatException(string message) : this("", message, "")
    {
    }

    public DataFormatException(string message, Exception innerException) : this("", message, "", innerException)
    {
    }

    /// <summary>The path, as it was given.</summary>
    public string File { get; }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Problem { get; }

    /// <summary>What to do about it, in one sentence.</summary>
    public string Advice { get; }
}
