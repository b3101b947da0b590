using AutoDiff.Generator.Binding;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests;

/// <summary>Code as it is while somebody types: the compiler's own errors come from the C# compiler, and nothing crashes.</summary>
public class BrokenCodeTests
{
    private const string Source = """
        namespace Half.Typed;
        public static partial class Formulas
        {
            [Differentiable(Wrt = "x")]
            [return: Shape("N", "C")]
            public static (Tensor<T> Y, Tensor<T> Total) F<T>([Shape("N", "C")] Tensor<T> x, [Shape("N")] Tensor<int> i, T s = default, int n = 3)
                where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                var (a, b) = (x - Mean(x, axis: 0), Sum(x, [0], keepDims: true));
                a *= Where(a > 0.5 & !(b < s), a, T.Zero) + Pow(x, 2);
                var parts = Concat([a, Reshape(a, x.Shape[0], -1)], axis: 1);
                return (Slice(parts, 1, 0, x.Dimension(1)) * StraightThrough(Round(x)), G(x));
            }
            [Differentiable] private static Tensor<T> G<T>([Shape("A", "B")] Tensor<T> y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => MatMul(Transpose(y), y);
        }
        [Model] public partial class Net<T> where T : unmanaged, IBinaryFloatingPointIeee754<T>
        {
            [Parameter(Init = Initialization.HeNormal), Shape("H", "D")] public partial Tensor<T> W { get; }
            [Differentiable] public T Loss([Shape("N", "D")] Tensor<T> x) => Mean(Square(MatMul(x, Transpose(W))));
        }
        """;

    [Fact]
    public void TheSourceItself_HasNoErrors() => Assert.Empty(TestCompilation.Analyze(TestCompilation.Create(Source)));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void ATextThatEndsAnywhere_DoesNotCrash(int remainder)
    {
        for (int length = remainder * 17; length < Source.Length; length += 34) AssertSurvives(Source[..length]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void AMissingToken_DoesNotCrash(int remainder)
    {
        var tokens = CSharpSyntaxTree.ParseText(Source).GetRoot().DescendantTokens().ToList();
        for (int i = remainder; i < tokens.Count; i += 6) AssertSurvives(Source.Remove(tokens[i].SpanStart, tokens[i].Span.Length));
    }

    [Theory]
    [InlineData("public static partial class C { [Differentiable] static double F(double x) => x + ; }")]
    [InlineData("public static partial class C { [Differentiable] static double F(double x) { var y = Unknown(x); return y.Z; } }")]
    [InlineData("public static partial class C { [Differentiable] static Tensor<> F(Tensor<> x) => x; }")]
    [InlineData("public static partial class C { [Differentiable] static Missing F([Shape(null)] Tensor<double> x, [Shape] Tensor<Missing> y) => x; }")]
    [InlineData("public static partial class C { [Differentiable] static double F(double x); [Differentiable] static double F(double x) => x; }")]
    [InlineData("public static partial class C { [Differentiable] static double F(double x) { double y; return y * x; } }")]
    [InlineData("public static partial class C { [Differentiable] static double F(double x) { } }")]
    [InlineData("[Differentiable] double F(double x) => x;")]
    [InlineData("class C { [Differentiable] int this[int i] => 1; [Differentiable] C() { } [Differentiable] ~C() { } }")]
    [InlineData("[Model] partial class A { public partial B B { get; } } [Model] partial class B { public partial A A { get; } }")]
    [InlineData("[Model] partial class A<T> { [Parameter, Shape(\"N\", null)] public partial Tensor<T> W { get; } [Differentiable] T F(T x) => x; }")]
    [InlineData("[Model] partial class A { [Parameter, Shape(\"9999999999999\")] public partial Tensor<float> W { get; } }")]
    public void IllFormedDeclarations_DoNotCrash(string source) => AssertSurvives(source);

    [Fact]
    public void AnErrorOfTheCompiler_IsNotReportedTwice()
    {
        var compilation = TestCompilation.Create(TestCompilation.InClass("[Differentiable] static double F(double x) { var y = Missing(x); return y * x; }"));
        Assert.Empty(TestCompilation.Analyze(compilation));
        Assert.Empty(Generation.Sources(compilation));
    }

    [Fact]
    public void AnInternalError_NamesTheMethodAndLeavesTheOthers()
    {
        var model = TestCompilation.BindModel(TestCompilation.InClass("[Differentiable] static double Good(double x) => x * x;"));
        var broken = model with { Name = "Broken", Function = model.Function with { Results = default, Body = new EquatableArray<Statement>([null!]) } };
        var source = DifferentiableGenerator.CompileMethod(broken);
        Assert.Null(source.Text);
        Assert.Equal("Broken", source.Name);
        Assert.NotNull(DifferentiableGenerator.CompileMethod(model).Text);
    }

    internal static void AssertSurvives(string source)
    {
        var compilation = TestCompilation.Create(source);
        var diagnostics = TestCompilation.Analyze(compilation);
        if (diagnostics.FirstOrDefault(d => d.Id is "AD0001" or "ADIFF090") is { } crash) Assert.Fail($"{crash}\n{source}");
        var result = Generation.Driver().RunGenerators(compilation).GetRunResult();
        Assert.Null(result.Results.Single().Exception);
        Assert.True(result.Diagnostics.IsEmpty, string.Join("\n", result.Diagnostics) + "\n" + source);
    }
}
