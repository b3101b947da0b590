using System.Text;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Modes;

/// <summary>C# that calls the products that are generated for a method through arrays: numbers, tangents, integers, then destinations.</summary>
internal static class ModeDriver
{
    public static string ClassName(string method) => $"DriveModes_{method}";

    public static string Of(MethodModel model)
    {
        var text = new StringBuilder($"public static class {ClassName(model.Name)}\n{{\n");
        if ((model.Modes & DerivativeModes.Jvp) != 0) text.Append(Jvp(model));
        if ((model.Modes & DerivativeModes.Hvp) != 0) text.Append(Hvp(model));
        return text.Append("}\n").ToString();
    }

    private static string Generic(MethodModel model) => model.TypeParameters.Count > 0 ? "<double>" : "";

    private static string Owner(MethodModel model) => string.Join(".", new[] { model.Namespace }.Where(n => n.Length > 0).Concat(model.ContainingTypes.Select(t => t.Name)));

    private static string Jvp(MethodModel model)
    {
        var arguments = new List<string>();
        int real = 0, whole = 0;
        foreach (var p in model.Signature)
        {
            var parameter = model.Function.Parameters.First(q => q.Name == p.Name.TrimStart('@'));
            if (IsReal(parameter)) arguments.Add(Real(parameter, "x", real));
            else arguments.Add(Integer(parameter, whole++));
            if (parameter.Differentiated) arguments.Add(Real(parameter, "dx", real));
            if (IsReal(parameter)) real++;
        }
        var after = new List<string>();
        arguments.AddRange(Destinations(model.Function.Results.Skip(model.ReturnsScalar ? 1 : 0), "r", model.ReturnsScalar ? 1 : 0, after));
        arguments.AddRange(Destinations(model.Function.Results, "dr", 0, after));
        return Method("Jvp", "Tensor<double>[] x, Tensor<double>[] dx, Tensor<int>[] k, Tensor<double>[] r, Tensor<double>[] dr",
            $"{(model.ReturnsScalar ? "r[0].Span[0] = " : "")}{Owner(model)}.{model.Name}Jvp{Generic(model)}({string.Join(", ", arguments)});", after);
    }

    private static string Hvp(MethodModel model)
    {
        var reals = model.Function.Parameters.Where(IsReal).ToList();
        int real = 0, whole = 0;
        var arguments = model.Function.Parameters.Select(p => IsReal(p) ? Real(p, "x", real++) : Integer(p, whole++)).ToList();
        arguments.AddRange(reals.Select((p, i) => (p, i)).Where(e => e.p.Differentiated).Select(e => Real(e.p, "dx", e.i)));
        var after = new List<string>();
        arguments.AddRange(Destinations(model.Function.Results.Skip(1), "r", 1, after));
        foreach (string to in new[] { "g", "h" })
            foreach (var (p, i) in reals.Select((p, i) => (p, i)).Where(e => e.p.Differentiated)) arguments.Add(Destination(p.Dimensions.Count > 0, p.Sparse, to, i, after));
        return Method("Hvp", "Tensor<double>[] x, Tensor<double>[] dx, Tensor<int>[] k, Tensor<double>[] r, Tensor<double>[] g, Tensor<double>[] h",
            $"r[0].Span[0] = {Owner(model)}.{model.Name}Hvp{Generic(model)}({string.Join(", ", arguments)});", after);
    }

    private static string Method(string name, string parameters, string call, List<string> after) =>
        $"    public static void {name}({parameters})\n    {{\n        using var frame = Workspace.Current.BeginFrame();\n        {string.Join("\n        ", after.Prepend(call))}\n    }}\n";

    private static IEnumerable<string> Destinations(IEnumerable<Result> results, string to, int first, List<string> after) =>
        results.Select((r, i) => Destination(r.Dimensions.Count > 0, false, to, first + i, after)).ToList();

    private static string Destination(bool isTensor, bool isSparse, string to, int i, List<string> after)
    {
        if (isTensor && !isSparse) return $"{to}[{i}]";
        after.Add(isSparse ? $"AutoDiff.Generator.Tests.Emission.SparseSum.Into({to}{i}.Indices, {to}{i}.Values, {to}[{i}]);" : $"{to}[{i}].Span[0] = {to}{i};");
        return $"out var {to}{i}";
    }

    private static bool IsReal(Parameter parameter) => parameter.Kind is ParameterKind.Tensor or ParameterKind.Span or ParameterKind.Scalar;

    private static string Real(Parameter parameter, string from, int i) => parameter.Kind switch
    {
        ParameterKind.Span => $"{from}[{i}].Span",
        ParameterKind.Scalar => $"{from}[{i}].Span[0]",
        _ => $"{from}[{i}]",
    };

    private static string Integer(Parameter parameter, int i) => parameter.Kind switch
    {
        ParameterKind.IndexTensor => $"k[{i}]",
        ParameterKind.IndexSpan => $"k[{i}].Span",
        ParameterKind.Boolean => $"k[{i}].Span[0] != 0",
        _ => $"k[{i}].Span[0]",
    };
}
