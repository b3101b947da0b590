namespace AutoDiff.Generator.Tests.Ir;

/// <summary>A state of a tape: what the last push put on top, and the state before it. An empty tape has neither.</summary>
internal sealed record Tape(IReadOnlyList<NamedArray>? Top, Tape? Below)
{
    public static Tape Empty { get; } = new(null, null);
}
