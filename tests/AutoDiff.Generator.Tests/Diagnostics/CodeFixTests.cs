using AutoDiff.Generator.CodeFixes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace AutoDiff.Generator.Tests;

public class CodeFixTests
{
    [Theory]
    [InlineData("// c\nstatic class C { [Differentiable] static double F(double x) => x * x; }", "// c\nstatic partial class C { [Differentiable] static double F(double x) => x * x; }")]
    [InlineData("// c\nstruct C { [Differentiable] static double F(double x) => x * x; }", "// c\npartial struct C { [Differentiable] static double F(double x) => x * x; }")]
    public void AClosedType_BecomesPartial(string before, string after) => Assert.Equal(after, Fixed(before, new MakePartialFix(), "Make the type partial"));

    [Theory]
    [InlineData("StraightThrough")]
    [InlineData("StopGradient")]
    public void ARoundingCall_IsWrapped(string wrapper) => Assert.Equal(
        $"static partial class C {{ [Differentiable] static double F(double x) => x * {wrapper}(Math.Floor(x)); }}",
        Fixed("static partial class C { [Differentiable] static double F(double x) => x * Math.Floor(x); }", new ZeroDerivativeFix(), $"Wrap in {wrapper}"));

    /// <summary>The source after the action of that title; the result has to have no diagnostic left.</summary>
    private static string Fixed(string source, CodeFixProvider fix, string title)
    {
        using var workspace = new AdhocWorkspace();
        var original = TestCompilation.Create(source);
        var project = workspace.AddProject("Test", LanguageNames.CSharp).WithMetadataReferences(original.References).WithParseOptions(TestCompilation.ParseOptions).WithCompilationOptions(original.Options);
        var document = project.AddDocument("Test.cs", source);
        var diagnostic = Assert.Single(TestCompilation.Analyze(original));
        var actions = new List<CodeAction>();
        fix.RegisterCodeFixesAsync(new CodeFixContext(document, document.GetSyntaxTreeAsync().Result is { } tree ? Moved(diagnostic, tree) : diagnostic, (action, _) => actions.Add(action), CancellationToken.None)).GetAwaiter().GetResult();
        var operation = actions.Single(a => a.Title == title).GetOperationsAsync(CancellationToken.None).GetAwaiter().GetResult().OfType<ApplyChangesOperation>().Single();
        string text = operation.ChangedSolution.GetDocument(document.Id)!.GetTextAsync().GetAwaiter().GetResult().ToString();
        Assert.Empty(TestCompilation.Analyze(TestCompilation.Create(text)));
        return text;
    }

    private static Diagnostic Moved(Diagnostic diagnostic, SyntaxTree tree) =>
        Diagnostic.Create(diagnostic.Descriptor, Location.Create(tree, diagnostic.Location.SourceSpan));
}
