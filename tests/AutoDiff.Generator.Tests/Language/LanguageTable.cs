using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests.Language;

/// <summary>
/// A table of small methods, each named F in a class of its own, in one compilation with warnings as errors. A method that is refused, or whose derivative does
/// not compile, does not hide the others.
/// </summary>
internal static class LanguageTable
{
    private const string Attribute = "[Differentiable(Modes = Modes.Gradient | Modes.Jvp)]";

    /// <param name="members">Name of the class, and its members; [Differentiable] stands before F and what it calls.</param>
    public static IReadOnlyDictionary<string, LanguageMethod> Compile(IReadOnlyDictionary<string, string> members)
    {
        var sources = members.ToDictionary(m => m.Key, m => $"public static partial class {m.Key}\n{{\n{m.Value.Replace("[Differentiable]", Attribute, StringComparison.Ordinal).Replace("static double F(", "public static double F(", StringComparison.Ordinal)}\n}}\n");
        var methods = new Dictionary<string, LanguageMethod>();
        var start = Compilation(sources.Values);
        Assert.Empty(TestCompilation.CompilerErrors(start));
        var ids = TestCompilation.Analyze(start).ToLookup(d => ClassOf(d.Location.SourceTree), d => d.Id);
        while (sources.Count > 0)
        {
            start = Compilation(sources.Values);
            var updated = Generation.Run(start, out var reported);
            var generated = updated.SyntaxTrees.Except(start.SyntaxTrees).Select(ClassOf).ToHashSet();
            foreach (string name in sources.Keys.Where(name => !generated.Contains(name)).ToList())
            {
                methods[name] = new LanguageMethod(name, [.. ids[name]], null, string.Join("\n", reported.Where(d => d.ToString().Contains("'F'", StringComparison.Ordinal)).Take(1)));
                sources.Remove(name);
            }
            updated = updated.AddSyntaxTrees(sources.Keys.Select(name => CSharpSyntaxTree.ParseText(Driver(name, start), TestCompilation.ParseOptions, path: name + "Driver.cs")));
            using var stream = new MemoryStream();
            var emitted = updated.Emit(stream);
            if (emitted.Success)
            {
                var assembly = Assembly.Load(stream.ToArray());
                foreach (string name in sources.Keys) methods[name] = new LanguageMethod(name, [.. ids[name]], assembly.GetType(name + "Driver")!, "");
                return methods;
            }
            foreach (var broken in emitted.Diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).GroupBy(d => ClassOf(d.Location.SourceTree)).ToList())
            {
                Assert.True(sources.Remove(broken.Key), $"{broken.First()}");
                methods[broken.Key] = new LanguageMethod(broken.Key, [.. ids[broken.Key]], null, string.Join("\n", broken.Take(3).Select(WithLine)));
            }
        }
        return methods;
    }

    private static CSharpCompilation Compilation(IEnumerable<string> sources)
    {
        var compilation = TestCompilation.Create([.. sources]);
        return compilation.WithOptions(compilation.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error).WithOptimizationLevel(OptimizationLevel.Release));
    }

    private static string WithLine(Diagnostic diagnostic) => $"{diagnostic}\n    {diagnostic.Location.SourceTree?.GetText().Lines[diagnostic.Location.GetLineSpan().StartLinePosition.Line]}";

    /// <summary>The class of the table that a file belongs to: sources and drivers begin with it, generated files are named after it.</summary>
    private static string ClassOf(SyntaxTree? tree)
    {
        if (tree is null) return "";
        string text = tree.ToString(), file = Path.GetFileName(tree.FilePath);
        const string heading = "public static partial class ";
        if (text.StartsWith(heading, StringComparison.Ordinal)) return text[heading.Length..text.IndexOf('\n', StringComparison.Ordinal)];
        return file.EndsWith("Driver.cs", StringComparison.Ordinal) ? file[..^"Driver.cs".Length] : file.Split('.')[0];
    }

    private static string Driver(string name, Compilation compilation)
    {
        var method = compilation.GetTypeByMetadataName(name)!.GetMembers("F").OfType<IMethodSymbol>().Single();
        var arguments = method.Parameters.Select((p, i) => Argument(p, $"p[{i}]")).ToList();
        var differentiated = method.Parameters.Select((p, i) => (p, i)).Where(t => IsReal(t.p)).ToList();
        var gradients = differentiated.Select(t => IsNumber(t.p) ? $"out g[{t.i}][0]" : $"g[{t.i}]");
        var tangents = method.Parameters.SelectMany((p, i) => IsReal(p) ? new[] { arguments[i], Argument(p, $"t[{i}]") } : [arguments[i]]);
        return $$"""
            public static class {{name}}Driver
            {
                public static readonly bool[] Differentiated = [{{string.Join(", ", method.Parameters.Select(p => IsReal(p) ? "true" : "false"))}}];
                public static double Value(double[][] p) => {{name}}.F({{string.Join(", ", arguments)}});
                public static double Gradient(double[][] p, double[][] g) => {{name}}.FGradient({{string.Join(", ", arguments.Concat(gradients))}});
                public static double Tangent(double[][] p, double[][] t, double[] tangent) => {{name}}.FJvp({{string.Join(", ", tangents.Append("out tangent[0]"))}});
            }
            """;
    }

    private static bool IsNumber(IParameterSymbol parameter) => parameter.Type.SpecialType is SpecialType.System_Double or SpecialType.System_Int32;

    private static bool IsReal(IParameterSymbol parameter) =>
        parameter.Type.SpecialType != SpecialType.System_Int32 && !parameter.GetAttributes().Any(a => a.AttributeClass?.Name == "NoGradientAttribute");

    private static string Argument(IParameterSymbol parameter, string array) => parameter.Type.SpecialType switch
    {
        SpecialType.System_Double => array + "[0]",
        SpecialType.System_Int32 => $"(int){array}[0]",
        _ => array,
    };
}
