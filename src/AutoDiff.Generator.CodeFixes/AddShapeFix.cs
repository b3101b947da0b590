using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace AutoDiff.Generator.CodeFixes;

/// <summary>ADIFF006: names the dimensions of a tensor, of one to four dimensions as the user chooses.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddShapeFix : CodeFixProvider
{
    private static readonly string[] s_letters = ["N", "C", "H", "W"];

    public override ImmutableArray<string> FixableDiagnosticIds => ["ADIFF006"];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        var root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);
        var node = root?.FindToken(context.Span.Start).Parent;
        SyntaxNode? declaration = node?.FirstAncestorOrSelf<ParameterSyntax>() ?? (SyntaxNode?)node?.FirstAncestorOrSelf<PropertyDeclarationSyntax>();
        if (root is null || declaration is null) return;
        for (int rank = 1; rank <= s_letters.Length; rank++)
        {
            string names = string.Join(", ", s_letters.Take(rank).Select(n => $"\"{n}\""));
            string title = $"Add [Shape({names})]";
            context.RegisterCodeFix(CodeAction.Create(title, _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(declaration, WithShape(declaration, names)))), title), context.Diagnostics);
        }
    }

    private static SyntaxNode WithShape(SyntaxNode declaration, string names)
    {
        var arguments = SyntaxFactory.ParseAttributeArgumentList($"({names})");
        var attribute = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(SyntaxFactory.Attribute(SyntaxFactory.ParseName("Shape"), arguments)));
        var leading = declaration.GetLeadingTrivia();
        return declaration switch
        {
            ParameterSyntax parameter => parameter.WithLeadingTrivia().AddAttributeLists(attribute.WithTrailingTrivia(SyntaxFactory.Space)).WithLeadingTrivia(leading),
            PropertyDeclarationSyntax property => property.AddAttributeLists(attribute.WithTrailingTrivia(SyntaxFactory.Space)),
            _ => declaration,
        };
    }
}
