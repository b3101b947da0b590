using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests.Modes;

/// <summary>
/// A source with all that is generated for it, and a program that calls both: a class <c>Program</c> whose methods without parameters return what is wrong,
/// or nothing.
/// </summary>
internal static class CheckedProgram
{
    /// <summary>What the programs share: differences and comparisons.</summary>
    private const string Support = """
        public static class Is
        {
            public static string Near(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance, string what)
            {
                for (int i = 0; i < expected.Length; i++)
                    if (!(Math.Abs(expected[i] - actual[i]) <= tolerance * (1 + Math.Abs(expected[i])))) return $"{what}[{i}]: {expected[i]:R} expected, {actual[i]:R} found\n";
                return "";
            }

            public delegate void Function(double[] x, double[] y);

            /// <summary>Row-major central differences.</summary>
            public static double[] Differences(Function f, double[] x, int outputs, double step = 1e-5)
            {
                var matrix = new double[outputs * x.Length];
                var (above, below) = (new double[outputs], new double[outputs]);
                for (int j = 0; j < x.Length; j++)
                {
                    double at = x[j];
                    x[j] = at + step;
                    f(x, above);
                    x[j] = at - step;
                    f(x, below);
                    x[j] = at;
                    for (int i = 0; i < outputs; i++) matrix[i * x.Length + j] = (above[i] - below[i]) / (2 * step);
                }
                return matrix;
            }

            public static double[] Random(int n, int seed)
            {
                var random = new Random(seed);
                var x = new double[n];
                for (int i = 0; i < n; i++) x[i] = 2 * random.NextDouble() - 1;
                return x;
            }
        }
        """;

    public static Type Compile(string source, string program)
    {
        var start = TestCompilation.Create(source);
        start = start.WithOptions(start.Options.WithOverflowChecks(true).WithGeneralDiagnosticOption(ReportDiagnostic.Error).WithOptimizationLevel(OptimizationLevel.Release)
            .WithSpecificDiagnosticOptions([new("CS8019", ReportDiagnostic.Suppress)]));
        var updated = Generation.Run(start, out var diagnostics);
        Assert.True(diagnostics.IsEmpty, string.Join("\n", diagnostics));
        updated = updated.AddSyntaxTrees(CSharpSyntaxTree.ParseText(Support, TestCompilation.ParseOptions, path: "Support.cs"), CSharpSyntaxTree.ParseText(program, TestCompilation.ParseOptions, path: "Program.cs"));
        using var stream = new MemoryStream();
        var emitted = updated.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Take(10)) + "\n" + string.Concat(updated.SyntaxTrees.Select(t => t.ToString())));
        return Assembly.Load(stream.ToArray()).GetType("Program")!;
    }

    /// <summary>Runs one method of the program; it returns nothing where all is well.</summary>
    public static void Holds(Type program, string method)
    {
        try
        {
            Assert.Equal("", (string)program.GetMethod(method, BindingFlags.Public | BindingFlags.Static)!.Invoke(null, null)!);
        }
        catch (TargetInvocationException error)
        {
            Assert.Fail(error.InnerException!.ToString());
        }
    }
}
