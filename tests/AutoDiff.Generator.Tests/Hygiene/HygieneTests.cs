using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests;

/// <summary>Generated code compiles without warnings in surroundings that are meant to break it.</summary>
public class HygieneTests
{
    private const string Where = "where T : unmanaged, IBinaryFloatingPointIeee754<T>";

    private const string Normalization = $$"""
        public static partial class Normalization
        {
            [Differentiable]
            public static Tensor<T> Normalize<T>([Shape("N", "C")] Tensor<T> x, [Shape("C")] Tensor<T> gamma, [NoGradient] T epsilon) {{Where}}
            {
                var centered = x - Mean(x, axis: 0);
                return gamma * centered * ReciprocalSqrt(Mean(Square(centered), axis: 0) + epsilon) * 0.5;
            }
            [Differentiable]
            public static T CrossEntropy<T>([Shape("N", "C")] Tensor<T> logits, [Shape("N")] Tensor<int> targets) {{Where}} => -Mean(Pick(LogSoftmax(logits, axis: 1), targets));
        }
        """;

    [Fact]
    public void PlainSurroundings() => AssertCompiles(Normalization);

    [Fact]
    public void ANamespaceNamedSystem() => AssertCompiles("namespace X.System { class Math; class Span; namespace Numerics { class Vector; } " + Normalization.Replace("IBinary", "global::System.Numerics.IBinary", StringComparison.Ordinal) + " }");

    [Fact]
    public void TypesWithTheNamesOfTheRuntime() => AssertCompiles("namespace Y { class Workspace; class ISimd; class Kernels; class Unsafe; class Vector512; class TensorShape; class IModel; class Initializer; " + Normalization + " }");

    [Fact]
    public void KeywordsAsNames() => AssertCompiles($$"""
        namespace @namespace.@event
        {
            public static partial class @class
            {
                [Differentiable]
                internal static (Tensor<T> @out, T @ref) @params<T>([Shape("in", "Out")] Tensor<T> @class, [Shape("Out")] Tensor<T> @event, T @base, int @checked = 3) {{Where}}
                {
                    var @this = @class * @event + @base * T.CreateChecked(@checked);
                    return (@this, Sum(@this));
                }
            }
            [Model] public partial class @struct<T> {{Where}}
            {
                [Parameter, Shape("int", "long")] public partial Tensor<T> @new { get; }
                [Differentiable] public T @return([Shape("N", "int")] Tensor<T> @long) => Sum(Square(MatMul(@long, @new)));
            }
        }
        """);

    [Fact]
    public void NamesOfResultsThatAreParameters() => AssertCompiles($$"""
        public static partial class C
        {
            [Differentiable]
            public static Tensor<T> F<T>([Shape("M", "N")] Tensor<T> result, T dResult, T rows, T i, T row, T sum) {{Where}} =>
                result + dResult * Sum(result, axis: 1, keepDims: true) + rows * i * row - sum;
            [Differentiable]
            public static (Tensor<T> x, T Y) H<T>([Shape("M", "N")] Tensor<T> x, T y) {{Where}} => (x * y, Sum(x));
        }
        """);

    [Fact]
    public void NamesOfGeneratedVariables() => AssertCompiles($$"""
        public static partial class C
        {
            [Differentiable]
            public static Tensor<T> F<T>([Shape("n", "N")] Tensor<T> x, [Shape("N")] Tensor<T> saved, T workspace, T frame) {{Where}} => x * saved * workspace + frame;
            [Differentiable]
            public static T G<T>([Shape("N")] Tensor<T> n, [Shape("V")] Tensor<T> v, [Shape("T")] Tensor<T> t) {{Where}} => Sum(n) * Sum(v) * LogSumExp(t);
        }
        """);

    [Fact]
    public void Overloads() => AssertCompiles($$"""
        public static partial class C
        {
            [Differentiable] public static T F<T>([Shape("N")] Tensor<T> x) {{Where}} => Sum(Square(x));
            [Differentiable] public static T F<T>([Shape("N")] Tensor<T> x, [Shape("N")] Tensor<T> y) {{Where}} => Sum(x * y);
            [Differentiable] public static double f(double x) => x * x;
            [Differentiable] public static float f(float x) => x * x;
            static partial class Inner { [Differentiable] internal static float f(float x) => x * x; }
        }
        public static partial class c { [Differentiable] public static double F(double x) => x * x; }
        """, files: 6);

    [Fact]
    public void CheckedArithmeticAndOldNullability()
    {
        var compilation = TestCompilation.Create(Normalization);
        AssertCompiles(compilation.WithOptions(compilation.Options.WithOverflowChecks(true).WithNullableContextOptions(NullableContextOptions.Disable).WithGeneralDiagnosticOption(ReportDiagnostic.Error)));
    }

    [Fact]
    public void ACultureWithADecimalComma_ChangesNothing()
    {
        string expected = AllText(Normalization);
        var culture = CultureInfo.CurrentCulture;
        try
        {
            // The invariant globalization mode has no German culture; its number format is all that matters.
            var german = (CultureInfo)CultureInfo.InvariantCulture.Clone();
            german.NumberFormat.NumberDecimalSeparator = ",";
            german.NumberFormat.NumberGroupSeparator = ".";
            german.NumberFormat.NegativeSign = "−";
            CultureInfo.CurrentCulture = german;
            Assert.Equal(expected, AllText(Normalization));
        }
        finally
        {
            CultureInfo.CurrentCulture = culture;
        }
    }

    [Fact]
    public void CarriageReturns_ChangeNothing()
    {
        string text = AllText(Normalization.Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Equal(text, AllText(Normalization.Replace("\r\n", "\n", StringComparison.Ordinal).Replace("\n", "\r\n", StringComparison.Ordinal)));
        Assert.DoesNotContain('\r', text);
    }

    [Fact]
    public void SameInput_SameBytes() => Assert.Equal(AllText(Normalization), AllText(Normalization));

    private static string AllText(string source) => string.Join("\n=====\n", Generation.Sources(TestCompilation.Create(source)).Select(s => s.HintName + "\n" + s.SourceText));

    private static void AssertCompiles(string source, int? files = null)
    {
        var compilation = TestCompilation.Create(source);
        if (files is { } count) Assert.Equal(count, Generation.Sources(compilation).Length);
        AssertCompiles(compilation);
    }

    private static void AssertCompiles(Compilation compilation)
    {
        var updated = Generation.Run(compilation, out var diagnostics);
        Assert.Empty(diagnostics);
        Assert.True(updated.SyntaxTrees.Count() > compilation.SyntaxTrees.Count());
        Generation.AssertCompiles(updated);
    }
}
