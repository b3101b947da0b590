using System.Reflection;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Emission.Regions;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests.Emission.Regions;

/// <summary>The bodies that are written for functions, each as a C# method over arrays, compiled with warnings as errors and loaded.</summary>
internal sealed class RegionProgram
{
    // Random programs compute what they do not use, compare numbers with themselves, and have conditions that always hold.
    private static readonly string[] s_suppressed = ["CS0162", "CS0168", "CS0219", "CS1717", "CS1718"];

    private readonly Dictionary<string, MethodInfo> _methods;

    private RegionProgram(Assembly assembly) =>
        _methods = assembly.GetType("Bodies")!.GetMethods(BindingFlags.Public | BindingFlags.Static).ToDictionary(m => m.Name);

    /// <param name="functions">Functions of different names.</param>
    /// <param name="members">Further members of the class: methods that the functions call.</param>
    public static RegionProgram Of(IEnumerable<Function> functions, string members = "")
    {
        var kernels = new List<string>();
        var names = new Names();
        string text = "public static class Bodies\n{\n" + string.Concat(functions.Select(f => Method(f, kernels, names))) + members + "\n}\n"
            + "namespace AutoDiff.Generated\n{\nusing System.Numerics;\nusing System.Runtime.CompilerServices;\n" + string.Concat(kernels) + "}\n";
        var compilation = TestCompilation.Create(text);
        compilation = compilation.WithOptions(compilation.Options.WithOptimizationLevel(OptimizationLevel.Release).WithOverflowChecks(true)
            .WithGeneralDiagnosticOption(ReportDiagnostic.Error).WithSpecificDiagnosticOptions(s_suppressed.Select(id => new KeyValuePair<string, ReportDiagnostic>(id, ReportDiagnostic.Suppress))));
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Take(10).Select(d => $"{d}\n{Around(text, d.Location.GetLineSpan().StartLinePosition.Line)}")));
        return new RegionProgram(Assembly.Load(stream.ToArray()));
    }

    private static string Around(string text, int line) => string.Join("\n", text.Split('\n').Skip(Math.Max(0, line - 12)).Take(16));

    /// <summary>The lines of the body of one function.</summary>
    public static IReadOnlyList<string> Body(Function function, string real = "double") => Written(function, new Names(), real, out _).Lines;

    /// <summary>The results by name, and the arrays that the function writes.</summary>
    public Dictionary<string, double[]> Run(Function function, IReadOnlyDictionary<string, int> symbols, IReadOnlyDictionary<string, NamedArray> arguments)
    {
        var numbers = function.Parameters.Select(p => arguments[p.Name].Data.ToArray()).ToArray();
        var results = (double[][])_methods[function.Name].Invoke(null, [numbers, Symbols(function).Select(s => symbols[s]).ToArray()])!;
        return function.Results.Select((r, i) => (r.Name, results[i])).ToDictionary(p => p.Name, p => p.Item2);
    }

    private static IEnumerable<string> Symbols(Function function)
    {
        var defined = Laws.All(function.Body).OfType<DefineExtent>().Select(d => d.Symbol).ToHashSet();
        return function.Parameters.Select(p => p.Value).Concat(Block.DefinedIn(function.Body)).SelectMany(v => v.Axes.SelectMany(a => a.Extent.Symbols))
            .Concat(Laws.All(function.Body).OfType<ExtentOf>().SelectMany(e => e.Extent.Symbols)).Distinct().Where(s => !defined.Contains(s)).Order();
    }

    private static (IReadOnlyList<string> Lines, RegionWriter Writer) Written(Function function, Names kernels, string real, out MethodScope scope)
    {
        var names = new Names("arguments", "sizes");
        foreach (string symbol in Symbols(function)) names.Reserve(symbol);
        foreach (var parameter in function.Parameters) names.Reserve(parameter.Name);
        foreach (var result in function.Results) names.Reserve(result.Name);
        scope = new MethodScope(real, names);
        foreach (var parameter in function.Parameters)
            if (parameter.Value.Axes.Count == 0) scope.SetScalar(parameter.Value, parameter.Name);
        var writer = new RegionWriter(function, scope, function.Name, kernels,
            p => new Destination(p.Name, p.Kind is ParameterKind.Tensor or ParameterKind.IndexTensor), r => new Destination(r.Name, r.Dimensions.Count > 1));
        return (writer.Write(), writer);
    }

    private static string Method(Function function, List<string> kernels, Names kernelNames)
    {
        var w = new CodeWriter();
        w.Open($"public static double[][] {function.Name}(double[][] arguments, int[] sizes)");
        // An integer parameter is its own symbol.
        w.Lines(Symbols(function).Select((s, i) => (Symbol: s, Line: $"int {s} = sizes[{i}];")).Where(p => function.Parameters.All(q => q.Name != p.Symbol)).Select(p => p.Line));
        for (int i = 0; i < function.Parameters.Count; i++) w.Line(Declaration(function.Parameters[i], $"arguments[{i}]"));
        foreach (var result in function.Results)
        {
            if (result.Written is not null || result.Dimensions.Count == 0) continue;
            w.Line($"var {result.Name} = new Tensor<double>(new double[{Length(result.Dimensions)}], 0, new TensorShape({Shape(result.Dimensions)})){(result.Dimensions.Count > 1 ? "" : ".Span")};");
        }
        w.Line("var workspace = Workspace.Current;");
        w.Line("using var frame = workspace.BeginFrame();");
        var (lines, writer) = Written(function, kernelNames, "double", out _);
        w.Lines(lines);
        string results = string.Join(", ", function.Results.Select(r => r.Written is { } written ? $"{written}.ToArray()" : r.Dimensions.Count == 0 ? $"[{writer.Number(r.Value)}]" : $"{r.Name}.ToArray()"));
        w.Line($"return [{results}];");
        w.Close();
        kernels.AddRange(writer.Kernels);
        return w.ToString();
    }

    private static string Declaration(Parameter parameter, string numbers)
    {
        string name = parameter.Name, shape = $"0, new TensorShape({Shape(parameter.Dimensions)})";
        return parameter.Kind switch
        {
            ParameterKind.Tensor => $"var {name} = new Tensor<double>({numbers}, {shape});",
            ParameterKind.IndexTensor => $"var {name} = new Tensor<int>(Array.ConvertAll({numbers}, n => (int)n), {shape});",
            ParameterKind.Span => $"Span<double> {name} = {numbers};",
            ParameterKind.IndexSpan => $"ReadOnlySpan<int> {name} = Array.ConvertAll({numbers}, n => (int)n);",
            ParameterKind.Integer => $"int {name} = (int){numbers}[0];",
            ParameterKind.Boolean => $"bool {name} = {numbers}[0] != 0;",
            _ => $"double {name} = {numbers}[0];",
        };
    }

    private static string Shape(IEnumerable<Dimension> dimensions) => string.Join(", ", dimensions.Select(d => d.ToString()));

    private static string Length(IEnumerable<Dimension> dimensions) => string.Join(" * ", dimensions.Select(d => $"({d})").DefaultIfEmpty("1"));
}
