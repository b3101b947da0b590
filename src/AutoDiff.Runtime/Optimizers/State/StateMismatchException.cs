namespace AutoDiff.Optimizers;

/// <summary>A stored state belongs to something else. Nothing was changed by the attempt to restore it.</summary>
public sealed class StateMismatchException : InvalidOperationException
{
    private const string DefaultAdvice = "Restore it into what it was taken from, made with the same options.";

    /// <param name="entry">The name of the entry that does not fit.</param>
    /// <param name="problem">What is wrong with it, one sentence.</param>
    public StateMismatchException(string entry, string problem) : base($"{problem} {DefaultAdvice}") => (Entry, Problem) = (entry, problem);

    public StateMismatchException() : this("", "")
    {
    }

    public StateMismatchException(string message) : this("", message)
    {
    }

    public StateMismatchException(string message, Exception innerException) : base(message, innerException) => (Entry, Problem) = ("", message);

    /// <summary>The name of the entry that does not fit, such as <c>inner.first_moment</c>.</summary>
    public string Entry { get; }

    /// <summary>What is wrong, in one sentence.</summary>
    public string Problem { get; }
}
