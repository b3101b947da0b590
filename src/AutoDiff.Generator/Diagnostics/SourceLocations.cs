using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.Diagnostics;

/// <summary>From the source lines that the IR carries back to places in the compilation.</summary>
/// <param name="method">The annotated method; what it calls may stand in other files.</param>
/// <param name="compilation">Where those are looked for.</param>
internal sealed class SourceLocations(IMethodSymbol method, Compilation compilation)
{
    /// <summary>The method's name.</summary>
    public Location Method { get; } = method.Locations[0];

    /// <summary>The statement or expression body that begins on the line; the method's name where there is none.</summary>
    public Location Statement(SourceLine? line) => Find(line)?.GetLocation() ?? Method;

    /// <summary>The keyword of the loop that begins on the line.</summary>
    public Location Loop(SourceLine? line) => Find(line)?.AncestorsAndSelf().Select(Keyword).FirstOrDefault(k => k is not null)?.GetLocation() ?? Method;

    private static SyntaxToken? Keyword(SyntaxNode node) => node switch
    {
        ForStatementSyntax loop => loop.ForKeyword,
        CommonForEachStatementSyntax loop => loop.ForEachKeyword,
        WhileStatementSyntax loop => loop.WhileKeyword,
        DoStatementSyntax loop => loop.DoKeyword,
        _ => null,
    };

    private SyntaxNode? Find(SourceLine? line)
    {
        if (line is null) return null;
        var trees = method.DeclaringSyntaxReferences.Select(r => r.SyntaxTree).Concat(compilation.SyntaxTrees);
        var tree = trees.FirstOrDefault(t => Path.GetFileName(t.FilePath) == line.File && t.GetText().Lines.Count >= line.Line);
        if (tree is null) return null;
        var span = tree.GetText().Lines[line.Line - 1].Span;
        // The statement that begins on the line; several may, for instance in a method on one line.
        var nodes = tree.GetRoot().DescendantNodes(n => n.FullSpan.IntersectsWith(span)).Where(n => n is StatementSyntax or ArrowExpressionClauseSyntax && span.Contains(n.SpanStart));
        return nodes.OrderBy(n => line.Text.Length > 0 && Begins(n, line.Text) ? 0 : 1).ThenBy(n => n.SpanStart).FirstOrDefault(n => n is not BlockSyntax);
    }

    /// <summary>Whether the text of the line is that of the node, up to white space.</summary>
    private static bool Begins(SyntaxNode node, string text)
    {
        string start = Squeeze(node is ArrowExpressionClauseSyntax arrow ? arrow.Expression.ToString() : node.ToString());
        return start.StartsWith(Squeeze(text), StringComparison.Ordinal);
    }

    private static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
