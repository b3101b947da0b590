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
    public static (IReadOnlyList<LoadedProgram> Loaded, IReadOnlyList<ProgramFailure> Failures) Load(IReadOnlyList<SourceProgram> programs, GeneratedModes modes)
    {
        var start = TestCompilation.Create([.. programs.SelectMany(p => new[] { p.Text, p.TracedText }), ProgramDriver.Path]);
        start = start.WithOptions(start.Options.WithGeneralDiagnosticOption(ReportDiagnostic.Error).WithOptimizationLevel(OptimizationLevel.Release));
        var failures = new List<ProgramFailure>();
        var models = new Dictionary<SourceProgram, MethodModel>();
        foreach (var program in programs)
        {
            var diagnostics = new List<Diagnostic>();
            var method = start.GetTypeByMetadataName(program.Name)!.GetMembers("F").OfType<IMethodSymbol>().Single();
            if (Binding.Binder.Bind(method, start, diagnostics.Add, CancellationToken.None) is { } model) models[program] = model;
            else failures.Add(new ProgramFailure(program, ProgramLaw.IsAccepted, string.Join("\n", diagnostics)));
        }
        if (failures.Count > 0) return ([], TestCompilation.CompilerErrors(start).Any() ? [] : failures);

        IReadOnlyList<Diagnostic> reported = [];
        Compilation updated = start;
        if (modes != GeneratedModes.None)
        {
            updated = Generation.Run(start, out var problems);
            reported = problems;
        }
        updated = updated.AddSyntaxTrees(programs.Select(p => CSharpSyntaxTree.ParseText(ProgramDriver.Text(p, modes), TestCompilation.ParseOptions)));
        if (reported.Count > 0) return ([], [.. programs.Select(p => Crash(p, models[p])).OfType<ProgramFailure>()]);
        using var stream = new MemoryStream();
        var emitted = updated.Emit(stream);
        if (!emitted.Success) return ([], TestCompilation.CompilerErrors(start).Any() ? [] : [.. programs.Select(p => Broken(p, emitted.Diagnostics)).OfType<ProgramFailure>()]);
        var assembly = Assembly.Load(stream.ToArray());
        return ([.. programs.Select(p => new LoadedProgram(p, models[p].Function, assembly.GetType(ProgramDriver.ClassName(p))!))], []);
    }

    /// <summary>The generator catches what one method throws; here the trace matters.</summary>
    private static ProgramFailure? Crash(SourceProgram program, MethodModel model)
    {
        try
        {
            AutoDiff.Generator.Emission.MethodCompiler.Compile(model, withCheck: false);
            return null;
        }
        catch (Exception error) when (error is not OutOfMemoryException)
        {
            return new ProgramFailure(program, ProgramLaw.Compiles, error.ToString());
        }
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
