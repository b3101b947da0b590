using System.Text;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Tests.Emission;

/// <summary>C# that calls an annotated method and its derivative through arrays, so that a test can call any of them.</summary>
internal static class DriverText
{
    private const string Types = "<T>";
    private const string Constraint = "where T : unmanaged, global::System.Numerics.IBinaryFloatingPointIeee754<T>";

    public static string ClassName(MethodModel model) => $"Drive_{model.Name}";

    public static string Of(MethodModel model, bool hasSurrogate)
    {
        var text = new StringBuilder();
        text.Append("public static class ").Append(ClassName(model)).Append("\n{\n");
        AppendValue(text, model, "Value", "");
        if (hasSurrogate) AppendValue(text, model, "Surrogate", "Surrogate");
        AppendDerivative(text, model);
        return text.Append("}\n").ToString();
    }

    private static string Owner(MethodModel model) =>
        "global::" + string.Join(".", new[] { model.Namespace }.Where(n => n.Length > 0).Concat(model.ContainingTypes.Select(t => t.Name)));

    /// <summary>Generated signatures have a number in the place of a tensor of rank 0.</summary>
    private static bool IsTensor(Result result) => result.Dimensions.Count > 0;

    private static string Generic(MethodModel model) => model.TypeParameters.Count > 0 ? Types : "";

    private static List<string> Arguments(MethodModel model)
    {
        int real = 0, whole = 0;
        return model.Signature.Select(p => p.Kind switch
        {
            ParameterKind.Tensor => $"x[{real++}]",
            ParameterKind.Span => $"x[{real++}].Span",
            ParameterKind.Scalar => $"x[{real++}].Span[0]",
            ParameterKind.IndexTensor => $"k[{whole++}]",
            ParameterKind.IndexSpan => $"k[{whole++}].Span",
            ParameterKind.Boolean => $"k[{whole++}].Span[0] != 0",
            _ => $"k[{whole++}].Span[0]",
        }).ToList();
    }

    private static void AppendValue(StringBuilder text, MethodModel model, string name, string suffix)
    {
        text.Append($"    public static void {name}<T>(Tensor<T>[] x, Tensor<int>[] k, Tensor<T>[] r) {Constraint}\n    {{\n");
        text.Append($"        var result = {Owner(model)}.{Names.Escape(model.Name + suffix)}{Generic(model)}({string.Join(", ", Arguments(model))});\n");
        for (int i = 0; i < model.ResultIsTensor.Count; i++)
        {
            string element = model.ReturnsTuple ? $"result.Item{i + 1}" : "result";
            text.Append(model.ResultIsTensor[i] ? $"        {element}.Span.CopyTo(r[{i}].Span);\n" : $"        r[{i}].Span[0] = {element};\n");
        }
        text.Append("    }\n");
    }

    private static void AppendDerivative(StringBuilder text, MethodModel model)
    {
        text.Append($"    public static void Derivative<T>(Tensor<T>[] x, Tensor<int>[] k, Tensor<T>[] up, Tensor<T>[] r, Tensor<T>[] g) {Constraint}\n    {{\n");
        text.Append("        var workspace = Workspace.Current;\n        using var frame = workspace.BeginFrame();\n");
        var after = new List<string>();
        var gradients = Gradients(model, after);
        var results = Results(model, after);
        string owner = Owner(model), generic = Generic(model);
        if (model.ReturnsScalar)
        {
            var arguments = Arguments(model).Concat(results.Skip(1)).Concat(gradients).Append("workspace");
            text.Append($"        r[0].Span[0] = {owner}.{model.Name}Gradient{generic}({string.Join(", ", arguments)});\n");
        }
        else
        {
            text.Append($"        {owner}.{model.Name}Forward{generic}({string.Join(", ", Arguments(model).Concat(results).Append("out var saved").Append("workspace"))});\n");
            var upstreams = model.Function.Results.Select((result, i) => $"up[{i}]{(IsTensor(result) ? "" : ".Span[0]")}");
            text.Append($"        {owner}.{model.Name}Backward{generic}({string.Join(", ", upstreams.Prepend("in saved").Concat(gradients).Append("workspace"))});\n");
        }
        foreach (string line in after) text.Append("        ").Append(line).Append('\n');
        text.Append("    }\n");
    }

    private static List<string> Results(MethodModel model, List<string> after)
    {
        var arguments = new List<string>();
        for (int i = 0; i < model.Function.Results.Count; i++)
        {
            bool first = i == 0 && model.ReturnsScalar;
            bool tensor = IsTensor(model.Function.Results[i]);
            arguments.Add(tensor ? $"r[{i}]" : $"out var value{i}");
            if (!tensor && !first) after.Add($"r[{i}].Span[0] = value{i};");
        }
        return arguments;
    }

    private static List<string> Gradients(MethodModel model, List<string> after)
    {
        var arguments = new List<string>();
        int real = 0;
        foreach (var parameter in model.Signature)
        {
            if (parameter.Kind is not (ParameterKind.Tensor or ParameterKind.Span or ParameterKind.Scalar)) continue;
            int at = real++;
            var input = model.Function.Parameters.First(p => p.Name == parameter.Name.TrimStart('@'));
            if (!input.Differentiated) continue;
            if (input.Sparse)
            {
                arguments.Add($"out var gradient{at}");
                after.Add($"AutoDiff.Generator.Tests.Emission.SparseSum.Into(gradient{at}.Indices, gradient{at}.Values, g[{at}]);");
            }
            else if (parameter.Kind == ParameterKind.Scalar)
            {
                arguments.Add($"out var gradient{at}");
                after.Add($"g[{at}].Span[0] = gradient{at};");
            }
            else
            {
                arguments.Add($"g[{at}]");
            }
        }
        return arguments;
    }
}
