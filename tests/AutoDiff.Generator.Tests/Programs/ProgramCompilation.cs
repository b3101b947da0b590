using System.Reflection;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests.Programs;

/// <summary>A random program that is compiled and loaded with its derivatives.</summary>
internal sealed record LoadedProgram(SourceProgram Program, Function Function, Type Driver)
{
    public TDelegate Call<TDelegate, T>(string name) where TDelegate : Delegate => Driver.GetMethod(name)!.MakeGenericMethod(typeof(T)).CreateDelegate<TDelegate>();
}

/// <summary>Many programs in one compilation, warnings are errors.</summary>
internal static class ProgramCompilation
{
    // Whether the programs themselves are C# is asked only where something fails: it costs as much as the rest.
    /// <summary>The loaded programs, or the ones that are refused or whose derivatives do not compile. Both lists are empty where the programs themselves are no C#.</summary>
    public static (IReadOnlyList<LoadedProgram> Loaded, IReadOnlyList<ProgramFailure> Failures) Load(IReadOnlyList<SourceProgram> programs, bool withTangent)
    {
        var start = TestCompilation.Create([.. programs.SelectMany(p => new[] { p.Text, p.TracedText }), ProgramDriver.Path]);
        start = start.WithOptions(start.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error).WithOptimizationLevel(OptimizationLevel.Release));
        var failures = new List<ProgramFailure>();
        var functions = new Dictionary<SourceProgram, Function>();
        foreach (var program in programs)
        {
            var diagnostics = new List<Diagnostic>();
            var method = start.GetTypeByMetadataName(program.Name)!.GetMembers("F").OfType<IMethodSymbol>().Single();
            if (Binding.Binder.Bind(method, start, diagnostics.Add, CancellationToken.None) is { } model) functions[program] = model.Function;
            else failures.Add(new ProgramFailure(program, ProgramLaw.IsAccepted, string.Join("\n", diagnostics)));
        }
        if (failures.Count > 0) return ([], TestCompilation.CompilerErrors(start).Any() ? [] : failures);

        var updated = Generation.Run(start, out var reported).AddSyntaxTrees(programs.Select(p => CSharpSyntaxTree.ParseText(ProgramDriver.Text(p, withTangent), TestCompilation.ParseOptions)));
        using var stream = new MemoryStream();
        var emitted = updated.Emit(stream);
        if (!emitted.Success || !reported.IsEmpty) return ([], TestCompilation.CompilerErrors(start).Any() ? [] : [.. programs.Select(p => Broken(p, [.. reported, .. emitted.Diagnostics])).OfType<ProgramFailure>()]);
        var assembly = Assembly.Load(stream.ToArray());
        return ([.. programs.Select(p => new LoadedProgram(p, functions[p], assembly.GetType(ProgramDriver.ClassName(p))!))], []);
    }

    /// <summary>What the compiler says of the files of a program.</summary>
    private static ProgramFailure? Broken(SourceProgram program, IEnumerable<Diagnostic> diagnostics)
    {
        var own = diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning
            && (d.Location.SourceTree is not { } tree || tree.FilePath.Contains(program.Name + ".", StringComparison.Ordinal) || tree.ToString().Contains(program.Name + ".", StringComparison.Ordinal))).ToList();
        if (own.Count == 0) return null;
        var lines = own.Take(5).Select(d => $"{d}\n    {d.Location.SourceTree?.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line]}");
        return new ProgramFailure(program, ProgramLaw.Compiles, string.Join("\n", lines));
    }
}
