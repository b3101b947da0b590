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
        var model = TestCompilation.BindModel(source, "F");
        var function = model.Function;
        s_signature.Value = [.. TestCompilation.Methods(TestCompilation.Create(source)).First(m => m.Name == "F").Parameters.Select(p => p.Name)];
        var method = Compile(source, model).GetMethod("Run")!;
        int returned = 0;
        for (int seed = 0; seed < runs; seed++)
        {
            var random = new Random(seed);
            var symbols = function.Symbols.Where(s => s.Dimension is not null).ToDictionary(s => s.Symbol, _ => random.Next(1, 5));
            var ints = function.Parameters.Where(p => p.Kind == ParameterKind.Integer).ToDictionary(p => p.Name, _ => random.Next(-1, 6));
            foreach (var symbol in function.Symbols.Where(s => s.Dimension is null)) symbols[symbol.Symbol] = ints[symbol.Parameter];
            var arguments = function.Parameters.ToDictionary(p => p.Name, p => Argument(p, symbols, ints, random));
            var expected = Guarded(() => (double[])method.Invoke(null, [function.Parameters.Select(p => (object)arguments[p.Name].Data.ToArray()).ToArray(), symbols])!);
            var actual = Guarded(() => Interpreter.Run(function, symbols, arguments, Methods(function)).Values.SelectMany(r => r.Data).ToArray());
            string at = $"seed {seed}: {string.Join(", ", arguments.Select(a => $"{a.Key} = [{string.Join(", ", a.Value.Data.Select(v => v.ToString("R", CultureInfo.InvariantCulture)))}]"))}\n{Printer.Print(function)}";
            Assert.True(expected is null == actual is null, $"the method {(expected is null ? "throws" : "returns")}, the function does not; {at}");
            if (expected is null) continue;
            returned++;
            Assert.True(expected.Length == actual!.Length && expected.Zip(actual, Same).All(same => same), $"expected {string.Join(", ", expected)}, computed {string.Join(", ", actual)}; {at}");
        }
        return returned;
    }

    /// <summary>Calls of F itself.</summary>
    private static Dictionary<string, Func<NamedArray[], NamedArray[]>> Methods(Function function)
    {
        var methods = new Dictionary<string, Func<NamedArray[], NamedArray[]>>();
        methods["global::Formulas.F"] = arguments =>
        {
            // In the order of the signature; integers come first in the function.
            var order = function.Parameters.Select(p => p.Name).ToList();
            var bySignature = s_signature.Value!;
            return [.. Interpreter.Run(function, new Dictionary<string, int>(), bySignature.Select((name, i) => (name, i)).ToDictionary(p => p.name, p => arguments[p.i].As(function.Parameters[order.IndexOf(p.name)].Value.Axes)), methods).Values];
        };
        return methods;
    }

    private static readonly AsyncLocal<string[]?> s_signature = new();

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

    private static Type Compile(string source, MethodModel model)
    {
        var compilation = TestCompilation.Create(source).AddSyntaxTrees(CSharpSyntaxTree.ParseText(Runner(source, model), TestCompilation.ParseOptions, path: "Runner.cs"));
        using var stream = new MemoryStream();
        var emitted = compilation.Emit(stream);
        Assert.True(emitted.Success, string.Join("\n", emitted.Diagnostics.Where(d => d.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error)));
        return Assembly.Load(stream.ToArray()).GetType("Runner")!;
    }

    /// <summary>Calls F with numbers from arrays of doubles and returns its results in a row: the values, then the arrays that it has written.</summary>
    private static string Runner(string source, MethodModel model)
    {
        var function = model.Function;
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
        string Argument(string name) => model.Structs.FirstOrDefault(o => o.Owner == name) is { } value
            ? string.Format(CultureInfo.InvariantCulture, value.Construction, [.. function.Parameters.Where(p => p.Owner == name).Select(p => (object)$"{p.Name}_")]) : $"{name}_";
        string call = $"Formulas.F({string.Join(", ", symbol.Parameters.Select(p => (p.RefKind == Microsoft.CodeAnalysis.RefKind.In ? "in " : "") + Argument(p.Name)))})";
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
