using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests;

/// <summary>Runs of the generator.</summary>
internal static class Generation
{
    public static GeneratorDriver Driver() => CSharpGeneratorDriver.Create(
        [new DifferentiableGenerator().AsSourceGenerator()], parseOptions: TestCompilation.ParseOptions,
        driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

    /// <summary>Generates, and returns the compilation with the generated files.</summary>
    public static Compilation Run(Compilation compilation, out ImmutableArray<Diagnostic> diagnostics)
    {
        Driver().RunGeneratorsAndUpdateCompilation(compilation, out var updated, out diagnostics);
        return updated;
    }

    public static ImmutableArray<GeneratedSourceResult> Sources(Compilation compilation) =>
        Driver().RunGenerators(compilation).GetRunResult().Results.Single().GeneratedSources;

    /// <summary>Nothing but hidden diagnostics may come out of generated code.</summary>
    public static void AssertCompiles(Compilation updated)
    {
        var problems = updated.GetDiagnostics().Where(d => d.Severity is DiagnosticSeverity.Error or DiagnosticSeverity.Warning).ToList();
        Assert.True(problems.Count == 0, string.Join("\n", problems.Take(10)) + "\n" + problems.FirstOrDefault()?.Location.SourceTree);
    }
}
