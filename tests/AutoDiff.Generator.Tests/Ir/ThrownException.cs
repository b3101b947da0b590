namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;

/// <summary>A function that is interpreted has left by its own exception.</summary>
internal sealed class ThrownException(Throw thrown) : Exception($"{thrown.Exception}({string.Join(", ", thrown.Arguments)})")
{
    public Throw Thrown { get; } = thrown;
}
