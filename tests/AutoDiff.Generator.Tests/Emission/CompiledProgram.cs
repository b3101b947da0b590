using System.Numerics;
using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Modes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>An annotated method with its derivative, compiled and loaded.</summary>
internal sealed record CompiledMethod(MethodModel Model, Type Driver, Type Modes)
{
    public Action<Tensor<T>[], Tensor<int>[], Tensor<T>[]> Value<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Bind<T>("Value").CreateDelegate<Action<Tensor<T>[], Tensor<int>[], Tensor<T>[]>>();

    /// <summary>A method whose derivative is the one to expect.</summary>
    public Action<Tensor<T>[], Tensor<int>[], Tensor<T>[]> Surrogate<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Driver.GetMethod("Surrogate") is null ? Value<T>() : Bind<T>("Surrogate").CreateDelegate<Action<Tensor<T>[], Tensor<int>[], Tensor<T>[]>>();

    /// <summary>Inputs, integers, upstream gradients; assigns results and gradients.</summary>
    public Action<Tensor<T>[], Tensor<int>[], Tensor<T>[], Tensor<T>[], Tensor<T>[]> Derivative<T>() where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Bind<T>("Derivative").CreateDelegate<Action<Tensor<T>[], Tensor<int>[], Tensor<T>[], Tensor<T>[], Tensor<T>[]>>();

    private MethodInfo Bind<T>(string name) => Driver.GetMethod(name)!.MakeGenericMethod(typeof(T));
}

/// <summary>
/// Sources with the generated code, compiled with warnings as errors, checked arithmetic and nullable annotations, and loaded.
/// </summary>
internal static class CompiledProgram
{
    public static IReadOnlyDictionary<string, CompiledMethod> Of(params string[] sources)
    {
        var start = TestCompilation.Create(sources);
        start = start.AddReferences(MetadataReference.CreateFromFile(typeof(SparseSum).Assembly.Location))
            .WithOptions(start.Options.WithOverflowChecks(true).WithGeneralDiagnosticOption(ReportDiagnostic.Error).WithOptimizationLevel(OptimizationLevel.Release));
        // A body that calls a generated derivative does not compile before there is one.
        Assert.DoesNotContain(TestCompilation.CompilerErrors(start), e => e.Id is not ("CS0103" or "CS0117"));
        var models = TestCompilation.Methods(start).Select(method => Model(method, start)).ToList();
        var updated = Generation.Run(start, out var diagnostics);
        Assert.True(diagnostics.IsEmpty, string.Join("\n", diagnostics));
        string drivers = string.Concat(models.Select(m => DriverText.Of(m, start.ContainsSymbolsWithName(m.Name + "Surrogate")) + ModeDriver.Of(m)));
        updated = updated.AddSyntaxTrees(CSharpSyntaxTree.ParseText(drivers, TestCompilation.ParseOptions, path: "Drivers.cs"));
        using var stream = new MemoryStream();
        var emitted = updated.Emit(stream);
        Assert.True(emitted.Success, Problems(emitted.Diagnostics));
        var assembly = Assembly.Load(stream.ToArray());
        return models.ToDictionary(m => m.Name, m => new CompiledMethod(m, assembly.GetType(DriverText.ClassName(m))!, assembly.GetType(ModeDriver.ClassName(m.Name))!));
    }

    /// <summary>Errors with the lines they complain about.</summary>
    private static string Problems(IEnumerable<Diagnostic> diagnostics) => string.Join("\n", diagnostics.Where(d => d.Severity >= DiagnosticSeverity.Warning).Take(20)
        .Select(d => $"{d}\n    {d.Location.SourceTree?.GetText().Lines[d.Location.GetLineSpan().StartLinePosition.Line]}"));

    private static MethodModel Model(IMethodSymbol method, Compilation compilation)
    {
        var diagnostics = new List<Diagnostic>();
        var model = Binding.Binder.Bind(method, compilation, diagnostics.Add, CancellationToken.None);
        Assert.True(model is not null, $"{method}: {string.Join("\n", diagnostics)}");
        return model;
    }
}
