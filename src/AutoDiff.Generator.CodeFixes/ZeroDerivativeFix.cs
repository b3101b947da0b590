using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.CodeFixes;

/// <summary>ADIFF042: passes the gradient through a rounding call, or states that none is wanted.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ZeroDerivativeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["ADIFF042"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call) return;
        foreach (string wrapper in new[] { "StraightThrough", "StopGradient" })
            context.RegisterCodeFix(CodeAction.Create($"Wrap in {wrapper}", _ => Task.FromResult(Wrap(context.Document, root, call, wrapper)), wrapper), context.Diagnostics);
    }

    private static Document Wrap(Document document, SyntaxNode root, InvocationExpressionSyntax call, string wrapper)
    {
        var wrapped = SyntaxFactory.InvocationExpression(SyntaxFactory.IdentifierName(wrapper),
            SyntaxFactory.ArgumentList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Argument(call.WithoutTrivia())))).WithTriviaFrom(call);
        return document.WithSyntaxRoot(root.ReplaceNode(call, wrapped));
    }
}
