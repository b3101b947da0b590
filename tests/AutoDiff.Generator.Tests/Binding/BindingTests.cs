using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests;

/// <summary>Expected text of a bound function.</summary>
internal static class BoundText
{
    private const string Constraint = " where T : unmanaged, IBinaryFloatingPointIeee754<T>";

    /// <summary>The lines of the function "F" with this signature and body, without comments and alignment.</summary>
    public static string Of(string signature, string body)
    {
        string result = signature.Contains("->", StringComparison.Ordinal) ? signature[(signature.IndexOf("->", StringComparison.Ordinal) + 2)..].Trim() : "Tensor<T>";
        string parameters = signature.Split("->")[0].Trim();
        string text = body.Contains("return", StringComparison.Ordinal) ? $"{{ {body} }}" : $"=> {body};";
        return Plain(TestCompilation.Bind(TestCompilation.InClass($"[Differentiable] public static {result} F<T>({parameters}){Constraint} {text}")));
    }

    public static string Plain(Function function) => string.Join("\n", Printer.Print(function).Split('\n').Skip(1)
        .Select(line => System.Text.RegularExpressions.Regex.Replace(line.Split(" ;")[0], @"\s+", " ").Trim()).Where(line => line.Length > 0));
}

public class ElementwiseBindingTests
{
    private const string X = """[Shape("N", "C")] Tensor<T> x""";

    [Fact]
    public void BatchNorm_ReadsLikeItsFormula()
    {
        Assert.Equal("""
            %5[C] = reduce sum(x over N)
            %7[C] = map div(%5, extent(N))
            %8[N,C] = map sub(x, %7)
            %9[N,C] = map square(%8)
            %10[C] = reduce sum(%9 over N)
            %12[C] = map div(%10, extent(N))
            %13[N,C] = map mul(gamma, %8)
            %14[C] = map add(%12, epsilon)
            %15[C] = map rsqrt(%14)
            %16[N,C] = map mul(%13, %15)
            %17[N,C] = map add(%16, beta)
            result[N,C] := %17
            """, BoundText.Of(X + """, [Shape("C")] Tensor<T> gamma, [Shape("C")] Tensor<T> beta, T epsilon""", """
            var centered = x - Mean(x, axis: 0);
            var variance = Mean(Square(centered), axis: 0);
            return gamma * centered * ReciprocalSqrt(variance + epsilon) + beta;
            """));
    }

    [Theory]
    [InlineData("x * 0.5 + 1", "%3[N,C] = map mul(x, 0.5)\n%5[N,C] = map add(%3, 1)\nresult[N,C] := %5")]
    [InlineData("-x / 2.0", "%2[N,C] = map neg(x)\n%4[N,C] = map div(%2, 2)\nresult[N,C] := %4")]
    [InlineData("Relu(x)", "%3[N,C] = map max(x, 0)\nresult[N,C] := %3")]
    [InlineData("Clamp(x, T.Zero, T.One)", "%4[N,C] = map clamp(x, 0, 1)\nresult[N,C] := %4")]
    [InlineData("Where(x > 0 & !(x > 1), x, T.Zero)", "%3[N,C]:bool = map greater(x, 0)\n%5[N,C]:bool = map greater(x, 1)\n%6[N,C]:bool = map not(%5)\n%7[N,C]:bool = map and(%3, %6)\n%9[N,C] = map select(%7, x, 0)\nresult[N,C] := %9")]
    [InlineData("x / T.CreateChecked(x.Shape[1])", "%3[N,C] = map div(x, extent(C))\nresult[N,C] := %3")]
    [InlineData("x / T.CreateChecked(x.Length - 1)", "%3[N,C] = map div(x, extent(C * N - 1))\nresult[N,C] := %3")]
    [InlineData("StraightThrough(Round(x))", "%2[N,C] = map round(x)\n%3[N,C] = map straightThrough(%2, x)\nresult[N,C] := %3")]
    [InlineData("ScaleGradient(x, 0.1) + StopGradient(x)", "%3[N,C] = map scaleGradient(x, 0.1)\n%4[N,C] = map stopGradient(x)\n%5[N,C] = map add(%3, %4)\nresult[N,C] := %5")]
    public void Operations_AreInstructions(string expression, string expected) => Assert.Equal(expected, BoundText.Of(X, expression));

    [Theory]
    [InlineData("Pow(x, 2)", "%2[N,C] = map square(x)\nresult[N,C] := %2")]
    [InlineData("Pow(x, 3)", "%2[N,C] = map square(x)\n%3[N,C] = map mul(%2, x)\nresult[N,C] := %3")]
    [InlineData("Pow(x, -1)", "%2[N,C] = map reciprocal(x)\nresult[N,C] := %2")]
    [InlineData("Pow(x, 7)", "%3[N,C] = map pow(x, 7)\nresult[N,C] := %3")]
    public void IntegerPowers_AreExact(string expression, string expected) => Assert.Equal(expected, BoundText.Of(X, expression));

    [Fact]
    public void ReassignedLocals_AreNewValues() => Assert.Equal("""
        %2[N,C] = map exp(x)
        %3[N,C] = map mul(%2, %2)
        %4[N,C] = map sub(%3, x)
        result[N,C] := %4
        """, BoundText.Of(X, "var y = Exp(x); y *= y; y = y - x; return y;"));

    [Fact]
    public void Tuples_AreSeveralResults() => Assert.Equal("""
        %2[C] = reduce sum(x over N)
        %3[N,C] = map sub(x, %2)
        Y[N,C] := %3
        Total[C] := %2
        """, BoundText.Of(X + " -> (Tensor<T> Y, Tensor<T> Total)", "var (y, total) = (x, Sum(x, 0)); y -= total; return (y, total);"));

    [Fact]
    public void SquareMatrices_HaveAnAxisForEachDimension() => Assert.Equal("""
        %2[N3,N2] = rename(x, N as N3)
        %3[N3,N] = rename(%2, N2 as N)
        %4[N2,N] = rename(%3, N3 as N2)
        %5[N,N2] = map add(x, %4)
        result[N,N2] := %5
        """, BoundText.Of("""[Shape("N", "N")] Tensor<T> x""", "x + Transpose(x)"));

    [Fact]
    public void AnOuterDifference_HasTwoAxesOfOneExtent() => Assert.Equal("""
        %2[N2] = rename(x, N as N2)
        %3[N,N2] = map sub(x, %2)
        result[N,N2] := %3
        """, BoundText.Of("""[Shape("N")] Tensor<T> x""", "Unsqueeze(x, 1) - Unsqueeze(x, 0)"));

    [Fact]
    public void UnitDimensions_HaveNoAxis() => Assert.Equal("""
        %3[N] = map mul(x, scale)
        result[N,1] := %3
        """, BoundText.Of("""[Shape("N", "1")] Tensor<T> x, [Shape("1")] Tensor<T> scale""", "x * scale"));

    [Fact]
    public void ScalarMethods_UseMath() => Assert.Equal("""
        %4[] = map exp(x)
        %5[] = map max(%4, y)
        %6[] = map sin(%5)
        %8[] = map add(%6, extent(n))
        result[] := %8
        """, BoundText.Plain(TestCompilation.Bind(TestCompilation.InClass("[Differentiable] static double F(double x, double y, int n) => Math.Sin(Math.Max(Math.Exp(x), y)) + n;"))));
}
