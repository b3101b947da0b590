using System.Text;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Binding;

/// <summary>The source line of a statement, for comments in generated code: no folders, one line, no comments of the user.</summary>
internal static class SourceLines
{
    public static SourceLine Of(SyntaxNode syntax)
    {
        var start = syntax.SyntaxTree.GetLineSpan(syntax.Span).StartLinePosition;
        return new SourceLine(Path.GetFileName(syntax.SyntaxTree.FilePath), start.Line + 1, Text(syntax));
    }

    /// <summary>The line of a statement that has others inside of it, without them.</summary>
    public static SourceLine Header(SyntaxNode syntax)
    {
        var start = syntax.SyntaxTree.GetLineSpan(syntax.Span).StartLinePosition;
        var body = syntax switch
        {
            IfStatementSyntax conditional => conditional.Statement,
            CommonForEachStatementSyntax loop => loop.Statement,
            ForStatementSyntax loop => loop.Statement,
            WhileStatementSyntax loop => loop.Statement,
            _ => null,
        };
        int until = body?.SpanStart ?? syntax switch
        {
            SwitchStatementSyntax choice => choice.OpenBraceToken.SpanStart,
            DoStatementSyntax loop => loop.DoKeyword.Span.End,
            _ => syntax.Span.End,
        };
        return new SourceLine(Path.GetFileName(syntax.SyntaxTree.FilePath), start.Line + 1, Text(syntax, until));
    }

    private static string Text(SyntaxNode syntax, int until = int.MaxValue)
    {
        var text = new StringBuilder();
        int end = -1;
        foreach (var token in syntax.DescendantTokens())
        {
            if (token.SpanStart >= until) break;
            if (end >= 0 && token.SpanStart > end) text.Append(' ');
            // A raw string may hold line breaks.
            text.Append(token.Text.Replace("\r", "").Replace("\n", " "));
            end = token.Span.End;
        }
        return text.ToString();
    }
}
