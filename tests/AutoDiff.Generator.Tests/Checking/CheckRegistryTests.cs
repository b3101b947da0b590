using AutoDiff.Generator.Checking;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Steps = AutoDiff.Generator.DifferentiableGenerator.Steps;

namespace AutoDiff.Generator.Tests.Checking;

/// <summary>The list of gradient checks: who asks for it, what is in it, what an edit recomputes.</summary>
public class CheckRegistryTests
{
    private const string Asked = "[assembly: AutoDiff.Checking.GradientCheckRegistry]";

    private const string Where = "where T : unmanaged, IBinaryFloatingPointIeee754<T>";

    private const string Methods = $$"""
        namespace Zoo
        {
            public static partial class B
            {
                [Differentiable] public static T Energy<T>([Shape("N", "C")] Tensor<T> x) {{Where}} => Sum(Square(x));
            }
            public static partial class A
            {
                [Differentiable] internal static Tensor<T> Double<T>([Shape("N", "C")] Tensor<T> x) {{Where}} => x * 2;
                [Differentiable] private static Tensor<T> Hidden<T>([Shape("N", "C")] Tensor<T> x) {{Where}} => x * 2;
                [Differentiable] public static float Single(float x) => x * x;
            }
        }
        """;

    [Fact]
    public void WithoutTheAttribute_NothingOfItIsGenerated()
    {
        var sources = Generation.Sources(TestCompilation.Create(Methods));
        Assert.Equal(4, sources.Length);
        Assert.All(sources, s => Assert.DoesNotContain("GradientCheckCase", s.SourceText.ToString(), StringComparison.Ordinal));
    }

    [Fact]
    public void TheList_IsInTheOrderOfNames_AndSaysWhatIsOutOfReach()
    {
        var sources = Generation.Sources(TestCompilation.Create(Methods, Asked));
        string list = sources.Single(s => s.HintName == CheckRegistry.HintName).SourceText.ToString();
        int[] positions = [.. new[] { "CheckOf_Zoo_A_Double", "CheckOf_Zoo_A_Hidden", "CheckOf_Zoo_A_Single", "CheckOf_Zoo_B_Energy" }.Select(c => list.IndexOf(c + ".Create(seed)", StringComparison.Ordinal))];
        Assert.All(positions, p => Assert.True(p > 0));
        Assert.Equal(positions.Order(), positions);
        Assert.Contains("OutOfReach(\"A.Hidden\", \"Test.cs\", 10, \"it is private", Text(sources, "Zoo.A.Hidden.g.cs"), StringComparison.Ordinal);
        Assert.Contains("float alone", Text(sources, "Zoo.A.Single.g.cs"), StringComparison.Ordinal);
    }

    [Fact]
    public void ChecksOfEveryKindOfParameter_CompileWithoutWarnings()
    {
        var compilation = TestCompilation.Create($$"""
            namespace @namespace
            {
                [Model] public partial class @struct<T> {{Where}}
                {
                    [Parameter, Shape("int", "long")] public partial Tensor<T> @new { get; }
                    [Buffer, Shape("long")] public partial Tensor<T> State { get; }
                    [Differentiable] public T @return([Shape("N", "int")] Tensor<T> @long) => Sum(Square(MatMul(@long, @new) + State));
                    [Differentiable] public (Tensor<T> y, T s) Two([NoGradient, Shape("N", "int")] Tensor<T> x) { var y = MatMul(x, @new); return (y, Sum(y)); }
                }
                public static partial class F
                {
                    [Differentiable]
                    public static (Tensor<T> @out, T @ref, Tensor<T> Stopped) @params<T>([Shape("in", "Out")] Tensor<T> @class, [Shape("Out")] Tensor<T> @event, T @base, int @checked = 3) {{Where}}
                    {
                        var @this = @class * @event + @base * T.CreateChecked(@checked);
                        return (@this, Sum(@this), StopGradient(@this));
                    }
                    [Differentiable]
                    public static T Spans<T>([Shape("self")] Tensor<T> arguments, ReadOnlySpan<int> point, [NoGradient] T seed, bool upstream, [Shape("V", "D")] Tensor<T> Value) {{Where}} =>
                        Sum(arguments * seed) + Sum(Gather(Value, point) * Where(upstream, seed, seed * T.CreateChecked(2)));
                    [Differentiable]
                    public static Tensor<T> Bags<T>([SparseGradient, Shape("V", "D")] Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets) {{Where}} =>
                        EmbeddingBag(table, indices, offsets, BagMode.Mean);
                    [Differentiable] public static T OfModel<T>(@struct<T> model, [NoGradient] @struct<T> other) {{Where}} => Sum(model.@new) * Sum(other.@new);
                    [Differentiable] public static T Tapped<T>([Shape("N")] Tensor<T> x) {{Where}} => Tap(Sum(Tap(Square(x), "square")), "total");
                    [Differentiable] public static Tensor<T> TappedRows<T>([Shape("N", "C")] Tensor<T> x) {{Where}} => Tap(Square(x), "square") * 2;
                    [Differentiable] public static double Plain(double x, double y) => x * y;
                    [Differentiable] public static double Plain(double x) => x * x;
                    [Differentiable] public static T Groups<T>([Shape("G*K")] Tensor<T> x, [Shape("G")] Tensor<T> y) {{Where}} => Sum(Sum(Reshape(x, y.Length, -1), 1) * y);
                }
            }
            """, Asked);
        compilation = compilation.WithOptions(compilation.Options.WithSpecificDiagnosticOptions([new("CS8321", ReportDiagnostic.Error)]));
        var updated = Generation.Run(compilation, out var diagnostics);
        Assert.Empty(diagnostics);
        Generation.AssertCompiles(updated);
    }

    [Fact]
    public void AChangedBody_LeavesTheListAlone() =>
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(c => Edit(c, Methods.Replace("Square(x)", "Exp(x)", StringComparison.Ordinal))));

    [Fact]
    public void AnUnrelatedEdit_LeavesTheListCached() =>
        Assert.Equal([IncrementalStepRunReason.Cached], Reasons(c => c.AddSyntaxTrees(CSharpSyntaxTree.ParseText("class Unrelated;", TestCompilation.ParseOptions, path: "Other.cs"))));

    [Fact]
    public void ARenamedMethod_ChangesTheList() =>
        Assert.Equal([IncrementalStepRunReason.Modified], Reasons(c => Edit(c, Methods.Replace("Energy", "Power", StringComparison.Ordinal))));

    private static string Text(IEnumerable<GeneratedSourceResult> sources, string hint) => sources.Single(s => s.HintName == hint).SourceText.ToString();

    private static IEnumerable<IncrementalStepRunReason> Reasons(Func<CSharpCompilation, CSharpCompilation> edit)
    {
        var compilation = TestCompilation.Create(Methods, Asked);
        var result = Generation.Driver().RunGenerators(compilation).RunGenerators(edit(compilation)).GetRunResult().Results.Single();
        return result.TrackedSteps[Steps.Checks].SelectMany(s => s.Outputs).Select(o => o.Reason);
    }

    private static CSharpCompilation Edit(CSharpCompilation compilation, string text) =>
        compilation.ReplaceSyntaxTree(compilation.SyntaxTrees[0], compilation.SyntaxTrees[0].WithChangedText(Microsoft.CodeAnalysis.Text.SourceText.From(text)));
}
