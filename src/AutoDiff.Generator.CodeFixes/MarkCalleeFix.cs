using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.CodeFixes;

/// <summary>ADIFF014: adds <c>[Differentiable]</c> to a called method of the same solution.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MarkCalleeFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["ADIFF014"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        if (root?.FindToken(context.Span.Start).Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call) return;
        if (model?.GetSymbolInfo(call, context.CancellationToken).Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary } method) return;
        if (method.OriginalDefinition.DeclaringSyntaxReferences.FirstOrDefault() is not { } reference) return;
        string title = $"Mark '{method.Name}' with [Differentiable]";
        context.RegisterCodeFix(CodeAction.Create(title, cancellation => Mark(context.Document.Project.Solution, reference, cancellation), title), context.Diagnostics);
    }

    private static async Task<Solution> Mark(Solution solution, SyntaxReference reference, CancellationToken cancellation)
    {
        if (solution.GetDocument(reference.SyntaxTree) is not { } document) return solution;
        if (await reference.GetSyntaxAsync(cancellation).ConfigureAwait(false) is not MethodDeclarationSyntax declaration) return solution;
        var root = await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false);
        return root is null ? solution : document.WithSyntaxRoot(root.ReplaceNode(declaration, Marked(declaration))).Project.Solution;
    }

    /// <summary>The attribute takes over the indentation of the method, which follows on a line of its own.</summary>
    private static MethodDeclarationSyntax Marked(MethodDeclarationSyntax declaration)
    {
        var leading = declaration.GetLeadingTrivia();
        var indentation = leading.Count > 0 && leading.Last().IsKind(SyntaxKind.WhitespaceTrivia) ? leading.Last().ToString() : "";
        var attribute = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(SyntaxFactory.ParseName("Differentiable"))))
            .WithLeadingTrivia(leading).WithTrailingTrivia(SyntaxFactory.EndOfLine("\n"));
        var bare = declaration.WithLeadingTrivia(SyntaxFactory.Whitespace(indentation));
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, attribute));
    }
}
