using System.Globalization;
using System.Reflection;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;
using Microsoft.CodeAnalysis.CSharp;

namespace AutoDiff.Generator.Tests;

/// <summary>The law of binding: what the intermediate representation of a method computes is what the method computes, exceptions included.</summary>
internal static class ProgramLaw
{
    /// <summary>Runs the method "F" of the members and its bound function on random inputs.</summary>
    /// <returns>How many of the runs returned; the others threw, both of them.</returns>
    public static int Check(string members, int runs = 12)
    {
        members = members.Replace("[Differentiable] static", "[Differentiable] public static", StringComparison.Ordinal);
        string source = members.Contains("partial class", StringComparison.Ordinal) ? members : TestCompilation.InClass(members);
        var function = TestCompilation.Bind(source, "F");
        var method = Compile(source, function).GetMethod("Run")!;
        int returned = 0;
        for (int seed = 0; seed < runs; seed++)
        {
            var random = new Random(seed);
            var symbols = function.Symbols.Where(s => s.Dimension is not null).ToDictionary(s => s.Symbol, _ => random.Next(1, 5));
            var ints = function.Parameters.Where(p => p.Kind == ParameterKind.Integer).ToDictionary(p => p.Name, _ => random.Next(-1, 6));
            foreach (var symbol in function.Symbols.Where(s => s.Dimension is null)) symbols[symbol.Symbol] = ints[symbol.Parameter];
            var arguments = function.Parameters.ToDictionary(p => p.Name, p => Argument(p, symbols, ints, random));
            var expected = Guarded(() => (double[])method.Invoke(null, [function.Parameters.Select(p => (object)arguments[p.Name].Data.ToArray()).ToArray(), symbols])!);
            var actual = Guarded(() => Interpreter.Run(function, symbols, arguments).Values.SelectMany(r => r.Data).ToArray());
            string at = $"seed {seed}: {string.Join(", ", arguments.Select(a => $"{a.Key} = [{string.Join(", ", a.Value.Data.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}]"))}\n{Printer.Print(function)}";
            Assert.True(expected is null == actual is null, $"the method {(expected is null ? "throws" : "returns")}, the function does not; {at}");
            if (expected is null) continue;
            returned++;
            Assert.True(expected.Length == actual!.Length && expected.Zip(actual, Same).All(same => same), $"expected {string.Join(", ", expected)}, computed {string.Join(", ", actual)}; {at}");
        }
        return returned;
    }

    private static bool Same(double a, double b) => a.Equals(b) || Math.Abs(a - b) <= 1e-12 * Math.Max(Math.Abs(a), Math.Abs(b));

    private static double[]? Guarded(Func<double[]> run)
    {
        try
        {
            return run();
        }
        catch (Exception error) when (error is TargetInvocationException or ThrownException or ArgumentException or DivideByZeroException)
        {
            return null;
        }
    }

    private static NamedArray Argument(Parameter parameter, Dictionary<string, int> symbols, Dictionary<string, int> ints, Random random)
    {
        var array = new NamedArray(parameter.Value.Axes, a => Interpreter.Extent(a.Extent, symbols));
        for (int i = 0; i < array.Data.Length; i++)
            array.Data[i] = parameter.Kind switch
            {
                ParameterKind.Integer => ints[parameter.Name],
                ParameterKind.Boolean => random.Next(2),
                ParameterKind.IndexSpan or ParameterKind.IndexTensor => random.Next(3),
                _ => Math.Round(random.NextDouble() * 4 - 1.5, 2),
            };
        return array;
    }

    private static Type Compile(string source, Function function)
    {
        var compilation = TestCompilation.Create(source).AddSyntaxTrees(CSharpSyntaxTree.ParseText(Runner(source, function), TestCompilation.ParseOptions, path: "Runner.cs"));
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)));
        return Assembly.Load(stream.ToArray()).GetType("Runner")!;
    }

    /// <summary>Calls F with numbers from arrays of doubles and returns its results in a row: the values, then the arrays that it has written.</summary>
    private static string Runner(string source, Function function)
    {
        var symbol = TestCompilation.Methods(TestCompilation.Create(source)).First(m => m.Name == "F");
        var text = new System.Text.StringBuilder("public static class Runner { public static double[] Run(object[] a, System.Collections.Generic.Dictionary<string, int> s) { var r = new System.Collections.Generic.List<double>();\n");
        var names = new List<string>();
        for (int i = 0; i < function.Parameters.Count; i++)
        {
            var p = function.Parameters[i];
            string data = $"((double[])a[{i}])";
            string shape = string.Join(", ", p.Dimensions.Select(d => d.Axis is null ? "1" : System.Text.RegularExpressions.Regex.Replace(d.Axis.Extent.ToString(), @"\b[A-Za-z_]\w*", "s[\"$0\"]")));
            string value = p.Kind switch
            {
                ParameterKind.Integer => $"(int){data}[0]",
                ParameterKind.Boolean => $"{data}[0] != 0",
                ParameterKind.Scalar => $"{data}[0]",
                ParameterKind.IndexSpan => $"System.Array.ConvertAll({data}, v => (int)v)",
                ParameterKind.IndexTensor => $"Tensor<int>.From(System.Array.ConvertAll({data}, v => (int)v), {shape})",
                ParameterKind.Tensor => $"Tensor<double>.From({data}, {shape})",
                _ => data,
            };
            text.Append($"var {p.Name}_ = {value};\n");
        }
        string Argument(string name, string type) => function.Parameters.Any(p => p.Owner == name)
            ? $"new {type} {{ {string.Join(", ", function.Parameters.Where(p => p.Owner == name).Select(p => $"{p.Path[(name.Length + 1)..]} = {p.Name}_"))} }}" : $"{name}_";
        string call = $"Formulas.F({string.Join(", ", symbol.Parameters.Select(p => (p.RefKind == Microsoft.CodeAnalysis.RefKind.In ? "in " : "") + Argument(p.Name, p.Type.ToDisplayString())))})";
        var values = function.Results.Where(r => r.Written is null).ToList();
        text.Append(symbol.ReturnsVoid ? call : $"var y = {call}").Append(";\n");
        if (symbol.ReturnType.IsTupleType) for (int i = 0; i < values.Count; i++) text.Append($"Add(r, y.Item{i + 1});\n");
        else if (values.Count == 1) text.Append("Add(r, y);\n");
        else foreach (var value in values) text.Append($"Add(r, y.{value.Name});\n");
        foreach (var written in function.Results.Where(r => r.Written is not null)) text.Append($"Add(r, {written.Written}_);\n");
        return text.Append("""
            return r.ToArray(); }
            static void Add(System.Collections.Generic.List<double> r, double y) => r.Add(y);
            static void Add(System.Collections.Generic.List<double> r, double[] y) => r.AddRange(y);
            static void Add(System.Collections.Generic.List<double> r, Tensor<double> y) => r.AddRange(y.ToArray()); }
            """).ToString();
    }
}
