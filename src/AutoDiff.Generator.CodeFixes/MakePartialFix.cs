using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.CodeFixes;

/// <summary>ADIFF001: adds <c>partial</c> to a type that derivatives are to be added to.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MakePartialFix : CodeFixProvider
{
    private const string Title = "Make the type partial";

    public override ImmutableArray<string> FixableDiagnosticIds => ["ADIFF001"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } type) return;
        context.RegisterCodeFix(CodeAction.Create(Title, _ => Task.FromResult(MakePartial(context.Document, root, type)), Title), context.Diagnostics);
    }

    private static Document MakePartial(Document document, SyntaxNode root, TypeDeclarationSyntax type)
    {
        // partial stands last, right before the keyword; without other modifiers it takes over the keyword's leading trivia.
        var partial = SyntaxFactory.Token(SyntaxKind.PartialKeyword).WithTrailingTrivia(SyntaxFactory.Space);
        TypeDeclarationSyntax changed;
        if (type.Modifiers.Count > 0) changed = type.AddModifiers(partial);
        else
        {
            changed = type.WithKeyword(type.Keyword.WithLeadingTrivia());
            changed = changed.AddModifiers(partial.WithLeadingTrivia(type.Keyword.LeadingTrivia));
        }
        return document.WithSyntaxRoot(root.ReplaceNode(type, changed));
    }
}
