using System.Text.RegularExpressions;
using AutoDiff.Generator.Emission;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Checking;

/// <summary>How a method is called in double from outside of its type, or why it cannot be.</summary>
internal sealed class CheckCall(MethodModel model)
{
    /// <summary>What keeps a check from calling the method; null if nothing does.</summary>
    public string? Obstacle =>
        (model.Modes & DerivativeModes.Gradient) == 0 ? "its gradient is not asked for"
        : !model.IsReachable ? "it is private, or in a private type"
        : model.Function.Results.Count == 0 || model.Function.Results.Any(r => r.Written is not null) ? "it writes into its arguments"
        : MayRunForever ? "it has a loop or a recursion that ends when its numbers say so, which may be never for random ones"
        : model.Structs.Count > 0 || model.ReturnedStruct is not null ? "it takes or returns a struct"
        : model.RealType == "float" ? "it is written for float alone, and differences need double"
        : model.TypeParameters.Any(p => p != model.RealType) || TypeArgumentsOfTypes.Any(p => p != model.RealType) ? "it has a type parameter besides the float type"
        : null;

    private bool MayRunForever => Block.StatementsIn(model.Function.Body).Any(s => s.Instruction is While or Call);

    /// <summary>Whether the sizes of a sample have to be tried: elements are read at indices of the program's own.</summary>
    public bool HasUnknownSizes => model.Function.HasRegions || Block.StatementsIn(model.Function.Body).Any(s => s.Instruction.IsSequential);

    /// <summary>The type of the method with double as its float type.</summary>
    public string Type => InDouble("global::" + string.Join(".", new[] { model.Namespace }.Where(n => n.Length > 0).Concat(model.ContainingTypes.Select(t => t.Name))));

    /// <summary>For instance <c>&lt;double&gt;</c>.</summary>
    public string TypeArguments => model.TypeParameters.Count == 0 ? "" : "<double>";

    /// <summary>For instance <c>&lt;T&gt;</c>.</summary>
    public string DeclaredTypeParameters => model.TypeParameters.Count == 0 ? "" : "<" + string.Join(", ", model.TypeParameters) + ">";

    /// <summary>A type with double in the place of the float type.</summary>
    public string InDouble(string type) => Regex.Replace(type, $@"(?<=[<, ]){Regex.Escape(model.RealType)}(?=[>,])", "double");

    private IEnumerable<string> TypeArgumentsOfTypes => model.ContainingTypes.Where(t => t.Name.Contains('<'))
        .SelectMany(t => t.Name.Substring(t.Name.IndexOf('<') + 1).TrimEnd('>').Split(',')).Select(p => p.Trim());
}
