using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests;

/// <summary>Calls between annotated methods, models, extents, and the checks that the entry makes.</summary>
public class CompositionBindingTests
{
    private const string Where = "where T : unmanaged, IBinaryFloatingPointIeee754<T>";

    [Fact]
    public void ACalledMethod_IsInlinedWithItsOwnSourceLines()
    {
        var function = TestCompilation.Bind(TestCompilation.InClass($$"""
            [Differentiable] public static T Loss<T>([Shape("N", "I")] Tensor<T> x, [Shape("O", "I")] Tensor<T> w) {{Where}}
            {
                var y = Linear(weight: w, x: x);
                return Sum(Square(y));
            }
            [Differentiable] public static Tensor<S> Linear<S>([Shape("B", "D")] Tensor<S> x, [Shape("P", "D")] Tensor<S> weight) where S : unmanaged, IBinaryFloatingPointIeee754<S>
            {
                var product = MatMul(x, Transpose(weight));
                return product;
            }
            """), "Loss");
        Assert.Equal("""
            %3[N,O] = contract(x, w over I)
            %4[N,O] = map square(%3)
            %5[] = reduce sum(%4 over N,O)
            result[] := %5
            """, BoundText.Plain(function));
        Assert.Equal(["product", "", ""], function.Body.Select(s => s.Target.Name));
        Assert.Equal("var product = MatMul(x, Transpose(weight));", function.Body[0].Target.Source!.Text);
        Assert.Equal("return Sum(Square(y));", function.Body[1].Target.Source!.Text);
    }

    [Fact]
    public void AFactorOfAProduct_IsAQuotientThatTheEntryChecks()
    {
        var function = TestCompilation.Bind(TestCompilation.InClass($$"""
            [Differentiable]
            public static Tensor<T> GroupMean<T>([Shape("N", "G*K")] Tensor<T> x, int G) {{Where}}
            {
                var grouped = Reshape(x, x.Shape[0], G, -1);
                return Reshape(grouped - Mean(grouped, 2, true), x.Shape[0], x.Shape[1]);
            }
            """));
        Assert.StartsWith("%3[N,G,K] = reshape(x, N,GK to N,G,K)", BoundText.Plain(function), StringComparison.Ordinal);
        Assert.Equal("G != 0 && GK % G == 0", Assert.Single(function.Checks).Expression);
        Assert.Equal(["G", "N", "GK"], function.Symbols.Select(s => s.Symbol));
        Assert.Equal("[N, GK]", $"[{string.Join(", ", function.Results[0].Dimensions)}]");
    }

    [Fact]
    public void ASliceThatCannotBeProven_IsCheckedAtEntry()
    {
        var function = TestCompilation.Bind(TestCompilation.InClass($$"""[Differentiable] public static Tensor<T> Part<T>([Shape("N")] Tensor<T> x, int start, int length) {{Where}} => Slice(x, 0, start, length);"""));
        Assert.Equal(["start >= 0", "length >= 0", "length + start <= N"], function.Checks.Select(c => c.Expression));
    }

    [Fact]
    public void ExtentArithmetic_FollowsCSharp()
    {
        var function = TestCompilation.Bind(TestCompilation.InClass($$"""
            [Differentiable] public static T Scaled<T>([Shape("N", "C")] Tensor<T> x) {{Where}}
            {
                int half = x.Shape[1] / 2, rest = x.Dimension(1) - half;
                half += rest * 2;
                return Sum(x) * T.CreateChecked(half) / T.CreateChecked(Math.Max(rest, 1)) * T.CreateChecked(x.Rank);
            }
            """));
        Assert.Equal("""
            %2[] = reduce sum(x over N,C)
            %4[] = map mul(%2, extent(-(C / 2) + 2 * C))
            %6[] = map div(%4, extent(((int)global::System.Math.Max(-(C / 2) + C, 1))))
            %8[] = map mul(%6, 2)
            result[] := %8
            """, BoundText.Plain(function));
    }

    [Fact]
    public void ModelLeaves_AreParametersWithPathAndOwner()
    {
        var model = TestCompilation.BindModel($$"""
            [Model] public partial class Linear<T> {{Where}}
            {
                [Parameter(Init = Initialization.HeNormal), Shape("Out", "In")] public partial Tensor<T> Weight { get; }
                [Parameter, Shape("Out")] public partial Tensor<T> Bias { get; }
                [Differentiable] public Tensor<T> Apply([Shape("N", "In")] Tensor<T> x) => MatMul(x, Transpose(Weight)) + Bias;
            }
            [Model] public partial class Mlp<T> {{Where}}
            {
                [Shape("H", "D")] public partial Linear<T> First { get; }
                [Parameter, Shape("H")] public partial Tensor<T> Head { get; }
                [Buffer, Shape("H")] public partial Tensor<T> Running { get; }
                [Differentiable] public T Loss([Shape("N", "D")] Tensor<T> x)
                {
                    var hidden = Tanh(First.Apply(x)) - Running;
                    return Mean(MatMul(hidden, this.Head));
                }
            }
            """, "Loss");
        Assert.Equal("""
            %6[N,H] = contract(x, FirstWeight over D)
            %7[N,H] = map add(%6, FirstBias)
            %8[N,H] = map tanh(%7)
            %9[N,H] = map sub(%8, Running)
            %10[N] = contract(%9, Head over H)
            %11[] = reduce sum(%10 over N)
            %13[] = map div(%11, extent(N))
            result[] := %13
            """, BoundText.Plain(model.Function));
        Assert.Equal(["this.First.Weight", "this.First.Bias", "this.Head", "this.Running", "x"], model.Function.Parameters.Select(p => p.Path));
        Assert.Equal([true, true, true, false, true], model.Function.Parameters.Select(p => p.Differentiated));
        Assert.Equal(["this", "this", "this", "this", null], model.Function.Parameters.Select(p => p.Owner));
        Assert.Equal("global::Mlp<T>", model.ThisModelType);
        Assert.Equal("T", model.RealType);
        Assert.False(model.RealTypeIsMethodTypeParameter);
    }

    [Fact]
    public void TwoModelsOfOneClass_HaveExtentsOfTheirOwn()
    {
        var model = TestCompilation.BindModel($$"""
            [Model] public partial class Layer
            {
                [Parameter, Shape("Out", "In")] public partial Tensor<float> W { get; }
            }
            public static partial class Formulas
            {
                [Differentiable] public static Tensor<float> Two(Layer a, [NoGradient] Layer b) => MatMul(Reshape(a.W, -1, 1), Reshape(b.W, 1, -1));
            }
            """);
        Assert.Equal(["aOut", "aIn", "bOut", "bIn"], model.Function.Symbols.Select(s => s.Symbol));
        Assert.Equal(["aW", "bW"], model.Function.Parameters.Select(p => p.Name));
        Assert.Equal([true, false], model.Function.Parameters.Select(p => p.Differentiated));
        Assert.Equal("global::Layer", model.Signature[0].ModelType);
        Assert.Equal("float", model.RealType);
    }

    [Fact]
    public void TheSignature_IsCSharpText()
    {
        var model = TestCompilation.BindModel("""
            namespace Outer.Inner
            {
                internal partial struct Box<U> { public static partial class Formulas {
                    [Differentiable(Modes = Modes.Gradient | Modes.Hvp, Wrt = "@class")]
                    internal static T F<T>([Shape("N")] Tensor<T> @class, T scale, ReadOnlySpan<int> index, int count = -3, bool flag = true) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(@class) * scale;
                } }
            }
            """.Replace("\"@class\"", "\"class\"", StringComparison.Ordinal));
        Assert.Equal("Outer.Inner", model.Namespace);
        Assert.Equal([("partial struct", "Box<U>"), ("static partial class", "Formulas")], model.ContainingTypes.Select(t => (t.Keyword, t.Name)));
        Assert.Equal(("F", "internal", true, "T", true), (model.Name, model.Accessibility, model.IsStatic, model.RealType, model.RealTypeIsMethodTypeParameter));
        Assert.Equal("where T : unmanaged, global::System.Numerics.IBinaryFloatingPointIeee754<T>", model.Constraints);
        Assert.Equal(["global::AutoDiff.Tensor<T> @class", "T scale", "global::System.ReadOnlySpan<int> index", "int count = -3", "bool flag = true"],
            model.Signature.Select(p => $"{p.Type} {p.Name}{(p.Default is null ? "" : " = " + p.Default)}"));
        Assert.Equal([true, false, false, false, false], ParametersInOrder(model).Select(p => p.Differentiated));
        Assert.Equal("Outer.Inner.Box-1.Formulas.F.g.cs", model.HintName);
        Assert.True(model.ReturnsScalar);
    }

    private static IEnumerable<Parameter> ParametersInOrder(MethodModel model) =>
        model.Signature.Select(s => model.Function.Parameters.Single(p => p.Name == s.Name.TrimStart('@')));
}
