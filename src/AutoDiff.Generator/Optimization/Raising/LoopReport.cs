using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>A loop that stays a loop.</summary>
/// <param name="Loop">Where it stands.</param>
/// <param name="Cause">The statement that forbids more; the loop itself where its bounds or its size do.</param>
/// <param name="Reason">Why, as the rest of a sentence that begins with "The loop is not vectorized: ".</param>
public sealed record LoopReport(SourceLine? Loop, SourceLine? Cause, string Reason);

/// <summary>Thrown inside of raising where a loop has to stay one.</summary>
internal sealed class NotRaisedException(string reason, SourceLine? cause) : Exception(reason)
{
    public SourceLine? Cause { get; } = cause;
}
