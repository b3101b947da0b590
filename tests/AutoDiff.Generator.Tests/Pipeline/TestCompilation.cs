using System.Collections.Immutable;
using AutoDiff.Generator.Binding;
using AutoDiff.Generator.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace AutoDiff.Generator.Tests;

/// <summary>Compilations of test sources against the platform and the runtime library.</summary>
internal static class TestCompilation
{
    public static readonly CSharpParseOptions ParseOptions = new(LanguageVersion.Preview);

    private const string Usings = """
        global using System;
        global using System.Numerics;
        global using AutoDiff;
        global using static AutoDiff.Ops;
        """;

    private static readonly ImmutableArray<MetadataReference> s_references =
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is "System.Private.CoreLib.dll" or "System.Runtime.dll" or "System.Numerics.Tensors.dll" or "System.Collections.dll" or "System.Linq.dll" or "netstandard.dll" or "System.Console.dll" or "System.Memory.dll" or "System.Threading.dll")
            .Append(typeof(Tensor<>).Assembly.Location).Distinct()
            .Select(path => MetadataReference.CreateFromFile(path)),
    ];

    public static CSharpCompilation Create(params string[] sources) => CSharpCompilation.Create("Test",
        sources.Select((source, i) => CSharpSyntaxTree.ParseText(source, ParseOptions, path: i == 0 ? "Test.cs" : $"Test{i}.cs"))
            .Append(CSharpSyntaxTree.ParseText(Usings, ParseOptions, path: "Usings.cs")),
        s_references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, allowUnsafe: true, nullableContextOptions: NullableContextOptions.Enable));

    /// <summary>A static class around members that may use T.</summary>
    public static string InClass(string members) => "public static partial class Formulas\n{\n" + members + "\n}\n";

    /// <summary>Errors of the compiler itself; [Model] members have no implementation without the generator.</summary>
    public static IEnumerable<Diagnostic> CompilerErrors(Compilation compilation) =>
        compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error && d.Id != "CS9248");

    public static IEnumerable<IMethodSymbol> Methods(Compilation compilation) =>
        compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>().Where(Known.IsDifferentiable);

    /// <summary>The function of the annotated method of that name; fails with the diagnostics where there is none.</summary>
    public static Function Bind(string source, string? name = null) => BindModel(source, name).Function;

    public static MethodModel BindModel(string source, string? name = null)
    {
        var compilation = Create(source);
        Assert.Empty(CompilerErrors(compilation));
        var method = Methods(compilation).First(m => name is null || m.Name == name);
        var diagnostics = new List<Diagnostic>();
        var model = Binder.Bind(method, compilation, diagnostics.Add, CancellationToken.None);
        Assert.True(model is not null, string.Join("\n", diagnostics));
        Verifier.Check(model.Function);
        return model;
    }

    /// <summary>What the analyzer says, in source order.</summary>
    public static ImmutableArray<Diagnostic> Analyze(Compilation compilation)
    {
        var analyzed = compilation.WithAnalyzers([new DifferentiableAnalyzer()]);
        var diagnostics = analyzed.GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        return [.. diagnostics.OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start).ThenBy(d => d.Id, StringComparer.Ordinal)];
    }
}
