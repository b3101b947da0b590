using AutoDiff.Generator.Checking;
using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Checking;

/// <summary>From which intervals the arguments of a check come, and which derivatives it leaves out.</summary>
public class SampleRangesTests
{
    [Theory]
    [InlineData("Sum(x * x)", -1.5, 1.5)]
    [InlineData("Sum(Log(x))", 0.2, 1.5)]
    [InlineData("Sum(T.One / (x * 2.0))", 0.2, 1.5)]
    [InlineData("Sum(Log(T.One - x))", 0.2, 0.8)]
    [InlineData("Sum(Log(Exp(x)))", -1.5, 1.5)]
    [InlineData("Sum(Sqrt(Square(x) + 1.0))", -1.5, 1.5)]
    [InlineData("Sum(x * x / Norm(x))", -1.5, 1.5)]
    [InlineData("Sum(Pow(x, 3))", -1.5, 1.5)]
    public void AnArgumentOfASingularOperation_IsPositive(string body, double low, double high)
    {
        var function = Bind(body);
        var range = new SampleRanges(function).Of(function.Parameters[0]);
        Assert.Equal((low, high), (range.Low, range.High));
    }

    [Theory]
    [InlineData("Sum(StopGradient(x) * x)", "stopped")]
    [InlineData("Sum(StraightThrough(Round(x)))", "rounding")]
    [InlineData("Sum(ScaleGradient(x, 2.0))", "scaled")]
    [InlineData("Sum(x)", null)]
    public void ADerivativeThatDiffersOnPurpose_IsNamed(string body, string? word)
    {
        string? reason = Exemption.Of(Bind(body), returnsScalar: true);
        if (word is null) Assert.Null(reason);
        else Assert.Contains(word, reason, StringComparison.Ordinal);
    }

    [Fact]
    public void AStatisticBehindStopGradient_DoesNotExemptTheResult()
    {
        var function = TestCompilation.Bind(TestCompilation.InClass(
            """[Differentiable] public static (Tensor<T> Y, Tensor<T> M) F<T>([Shape("N", "C")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> { var m = Mean(x, 0); return (x - m, StopGradient(m)); }"""));
        Assert.Null(Exemption.Of(function, returnsScalar: false));
        Assert.Equal(["Y"], ReverseMode.DifferentiatedResults(function, returnsScalar: false).Select(r => r.Name));
    }

    private static Function Bind(string body) => TestCompilation.Bind(TestCompilation.InClass(
        $$"""[Differentiable] public static T F<T>([Shape("N", "C")] Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> => {{body}};"""));
}
