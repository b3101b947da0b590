using System.Text;

namespace AutoDiff.Generator.Tests.Programs;

/// <summary>A method: attributes and signature without the return, the statements, and the expression returned at the end (null for void).</summary>
internal sealed record SourceMethod(string Signature, IReadOnlyList<SourceStatement> Body, SourceExpression? Result)
{
    public void Write(StringBuilder text, bool traced, string attribute)
    {
        text.Append("    ").Append(traced ? "" : attribute).Append(Signature).Append("\n    {\n");
        foreach (var statement in Body) statement.Write(text, "        ", traced);
        if (Result is not null) text.Append("        return ").Append(Result.Text(traced)).Append(";\n");
        text.Append("    }\n");
    }

    public IEnumerable<SourceMethod> Simpler()
    {
        foreach (var body in SourceStatement.SimplerLists(Body)) yield return this with { Body = body };
        if (Result is null) yield break;
        foreach (var result in Result.Simpler()) yield return this with { Result = result };
    }
}
