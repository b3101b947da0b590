using AutoDiff.Generator.Tests.Emission;
using Microsoft.CodeAnalysis;

namespace AutoDiff.Generator.Tests.Modes;

/// <summary>Differentiable methods that call generated derivatives of others.</summary>
[Collection(DerivativeLaw.Collection)]
public class NestedTests
{
    private const string Source = """
        public static partial class Formulas
        {
            [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
            public static T Inner<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> => T.Exp(x * y) * T.Sin(x) + x * y * y;

            [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
            public static T ByReverse<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                var value = InnerGradient(x, y, out var dX, out var dY);
                return dX * dX + T.Sin(dY) + value;
            }

            [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
            public static T ByForward<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                T value = Formulas.InnerJvp(x, T.One, y, T.Zero, out T byX);
                InnerJvp(x, T.Zero, y, T.One, out T byY);
                return byX * byX + T.Sin(byY) + value;
            }

            [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
            public static T Twice<T>(T x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                ByReverseGradient(x, y, out T dX, out _);
                return dX * y;
            }

            [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
            public static T Energy<T>([Shape("N")] Tensor<T> x, T s) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Tanh(x * s));

            [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
            public static T Slope<T>([Shape("M")] Tensor<T> x, T s) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                EnergyJvp(x, x * x, s, T.One, out var slope);
                return slope * slope;
            }
        }
        """;

    private static readonly Lazy<IReadOnlyDictionary<string, CompiledMethod>> s_methods = new(() => CompiledProgram.Of(Source));

    public static TheoryData<string> Names => ["ByReverse", "ByForward", "Twice", "Slope", "Energy"];

    [Theory, MemberData(nameof(Names))]
    public void ADerivativeOfADerivative_IsTheDifference(string name) => DerivativeLaw.Check(s_methods.Value[name], name is "Slope" ? new() { ["M"] = 5 } : name is "Energy" ? new() { ["N"] = 5 } : []);

    [Theory, MemberData(nameof(Names))]
    public void BothOuterModes_Agree(string name) => ProductLaw.Jvp(s_methods.Value[name], name is "Slope" ? new() { ["M"] = 5 } : name is "Energy" ? new() { ["N"] = 5 } : []);

    [Fact]
    public void BothInnerModes_GiveTheSameDerivatives()
    {
        double[] Derivative(string name)
        {
            Tensor<double>[] At(params double[] numbers) => [.. numbers.Select(n => new Tensor<double>([n], 0, new TensorShape(1)))];
            var (r, g) = (At(0), At(0, 0));
            s_methods.Value[name].Derivative<double>()(At(0.7, -0.4), [], At(1), r, g);
            return [r[0].Span[0], g[0].Span[0], g[1].Span[0]];
        }
        Assert.All(Derivative("ByReverse").Zip(Derivative("ByForward")), p => Assert.Equal(p.First, p.Second, 1e-12));
    }

    [Fact]
    public void TheAnalyzer_SeesTheGeneratedMethodsAndAgrees()
    {
        var updated = Generation.Run(TestCompilation.Create(Source), out var diagnostics);
        Assert.Empty(diagnostics);
        Generation.AssertCompiles(updated);
        Assert.DoesNotContain(TestCompilation.Analyze(updated), d => d.Severity == DiagnosticSeverity.Error);
    }

    [Fact]
    public void AMethodThatCallsItsOwnGradient_IsRefused()
    {
        var compilation = TestCompilation.Create("""
            public static partial class Formulas
            {
                [Differentiable] public static double F(double x) { FGradient(x, out double dX); return dX * x; }
            }
            """);
        Assert.Empty(Generation.Sources(compilation));
    }
}
