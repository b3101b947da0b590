using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace AutoDiff.Generator.CodeFixes;

/// <summary>ADIFF060 to ADIFF067: puts the stable form in place of an expression that loses digits or overflows.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class StableFormFix : CodeFixProvider
{
    // The analyzer has worked the replacement out; it stands in a property of the diagnostic.
    private const string ReplacementProperty = "replacement";

    public override ImmutableArray<string> FixableDiagnosticIds =>
        ["ADIFF060", "ADIFF061", "ADIFF062", "ADIFF063", "ADIFF064", "ADIFF065", "ADIFF066", "ADIFF067"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        foreach (var diagnostic in context.Diagnostics)
        {
            if (!diagnostic.Properties.TryGetValue(ReplacementProperty, out string? text) || text is null) continue;
            if (root?.FindNode(diagnostic.Location.SourceSpan, getInnermostNodeForTie: true) is not ExpressionSyntax expression) continue;
            context.RegisterCodeFix(CodeAction.Create($"Write {text}", _ => Task.FromResult(Replace(context.Document, root, expression, text)), nameof(StableFormFix)), diagnostic);
        }
    }

    private static Document Replace(Document document, SyntaxNode root, ExpressionSyntax expression, string text) =>
        document.WithSyntaxRoot(root.ReplaceNode(expression, SyntaxFactory.ParseExpression(text).WithTriviaFrom(expression).WithAdditionalAnnotations(Simplifier.Annotation)));
}
