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

    [Theory]
    [InlineData("Log(Sum(Exp(x), axis: 1))", "LogSumExp(x, axis: 1)")]
    [InlineData("Log(Softmax(x * 2.0, axis: -1))", "LogSoftmax(x * 2.0, axis: -1)")]
    [InlineData("Ops.Log(Ops.Sigmoid(x))", "Ops.LogSigmoid(x)")]
    [InlineData("Log(1.0 + Exp(x))", "Softplus(x)")]
    [InlineData("Log(1.0 + x)", "Log1P(x)")]
    [InlineData("(Exp(x) - 1.0)", "(ExpM1(x))")]
    [InlineData("(Mean(x * x, axis: 0) - Square(Mean(x, axis: 0)))", "(Variance(x, axis: 0))")]
    [InlineData("Sqrt(Sum(x * x, axis: 0))", "Norm(x, axis: 0)")]
    public void AnUnstableForm_IsReplacedByItsStableForm(string before, string after)
    {
        string Source(string expression) => $$"""static partial class C { [Differentiable] static double F([Shape("N", "C")] Tensor<double> x) => Sum({{expression}}); }""";
        string title = "Write " + (after.StartsWith('(') ? after[1..^1] : after);
        Assert.Equal(Source(after), Fixed(Source(before), new StableFormFix(), title));
    }

    [Theory]
    [InlineData("Math.Log(1 + Math.Exp(x))", "AutoDiff.Ops.Softplus(x)")]
    [InlineData("Math.Log(x + 1)", "double.LogP1(x)")]
    [InlineData("x * (Math.Exp(x) - 1)", "x * (double.ExpM1(x))")]
    public void AnUnstableFormOfANumber_IsReplacedByItsStableForm(string before, string after)
    {
        string Source(string expression) => $"static partial class C {{ [Differentiable] static double F(double x) => {expression}; }}";
        Assert.Equal(Source(after), Fixed(Source(before), new StableFormFix(), "Write " + after.Replace("x * (", "", StringComparison.Ordinal).Replace("))", ")", StringComparison.Ordinal)));
    }

    [Fact]
    public void ACalledMethod_IsMarked() => Assert.Equal(
        "static partial class C\n{\n    [Differentiable] static double F(double x) => G(x);\n\n    [Differentiable]\n    static double G(double x) => x * x;\n}\n",
        Fixed("static partial class C\n{\n    [Differentiable] static double F(double x) => G(x);\n\n    static double G(double x) => x * x;\n}\n", new MarkCalleeFix(), "Mark 'G' with [Differentiable]"));

    [Theory]
    [InlineData("""Add [Shape("N")]""", """[Shape("N")] Tensor<double> x""")]
    [InlineData("""Add [Shape("N", "C")]""", """[Shape("N", "C")] Tensor<double> x""")]
    public void ATensorWithoutAShape_GetsOne(string title, string parameter) => Assert.Equal(
        $"static partial class C {{ [Differentiable] static double F({parameter}) => Sum(x); }}",
        Fixed("static partial class C { [Differentiable] static double F(Tensor<double> x) => Sum(x); }", new AddShapeFix(), title));

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
        Diagnostic.Create(diagnostic.Descriptor, Location.Create(tree, diagnostic.Location.SourceSpan), diagnostic.Properties);
}
