namespace AutoDiff.Models.GradBench;

/// <summary>A message of the protocol that cannot be carried out; the tool answers with the reason and goes on.</summary>
public sealed class GradBenchException : Exception
{
    public GradBenchException()
    {
    }

    public GradBenchException(string message) : base(message)
    {
    }

    public GradBenchException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
