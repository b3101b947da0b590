using System.Text;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Binding;

/// <summary>The source line of a statement, for comments in generated code: no folders, one line, no comments of the user.</summary>
internal static class SourceLines
{
    public static SourceLine Of(SyntaxNode syntax)
    {
        var start = syntax.SyntaxTree.GetLineSpan(syntax.Span).StartLinePosition;
        return new SourceLine(Path.GetFileName(syntax.SyntaxTree.FilePath), start.Line + 1, Text(syntax));
    }

    private static string Text(SyntaxNode syntax)
    {
        var text = new StringBuilder();
        int end = -1;
        foreach (var token in syntax.DescendantTokens())
        {
            if (end >= 0 && token.SpanStart > end) text.Append(' ');
            // A raw string may hold line breaks.
            text.Append(token.Text.Replace("\r", "").Replace("\n", " "));
            end = token.Span.End;
        }
        return text.ToString();
    }
}
