using AutoDiff.Generator.Tests.Emission;
namespace AutoDiff.Generator.Tests.Modes;
public class ScratchTests
{
    [Fact]
    public void Print()
    {
        string source = """
            public static partial class Formulas
            {
                [Differentiable(Modes = Modes.Gradient | Modes.Jvp | Modes.Hvp)]
                public static double F(ReadOnlySpan<double> x, double s)
                {
                    double sum = 0;
                    for (int i = 1; i < x.Length; i++) sum += Math.Sin(x[i] * x[i - 1]) * s;
                    return sum;
                }
            }
            """;
        var compilation = TestCompilation.Create(source);
        var updated = Generation.Run(compilation, out var diagnostics);
        var text = string.Join("\n", diagnostics) + string.Join("\n", Generation.Sources(compilation).Select(s => s.SourceText.ToString()));
        File.WriteAllText("/tmp/m/out.cs", text + string.Join("\n", updated.GetDiagnostics()));
    }
}
