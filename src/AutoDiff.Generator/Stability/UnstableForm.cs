using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Stability;

/// <summary>An expression that loses digits, overflows or has no derivative at a point, with what to write in its place.</summary>
/// <param name="Descriptor">Which form it is.</param>
/// <param name="Expression">The whole expression.</param>
/// <param name="Replacement">C# text that computes the same stably.</param>
internal sealed record UnstableForm(DiagnosticDescriptor Descriptor, SyntaxNode Expression, string Replacement)
{
    /// <summary>The property of the diagnostic that carries the replacement to the code fix.</summary>
    public const string ReplacementProperty = "replacement";
}
