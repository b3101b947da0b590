using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission;

// Gradients with respect to the members of a struct leave together, as a value of the struct. Its integers and truth values are zero there.
internal sealed partial class DerivativeFile
{
    /// <summary>The struct that a result is the gradient of a member of, and the position of the member among its leaves; null for all other results.</summary>
    private (StructObject Struct, int Leaf, string Destination)? StructLeaf(Result result)
    {
        if (GradientOwner(result) is not { } owner || !(gradients.TryGetValue(result.Name, out var parameter) || _products.TryGetValue(result.Name, out parameter))) return null;
        if (model.Structs.FirstOrDefault(s => s.Owner == parameter!.Owner) is not { } value) return null;
        return (value, LeavesOf(value).FindIndex(p => p.Name == parameter!.Name), owner.Parameter);
    }

    private List<Parameter> LeavesOf(StructObject value) => model.Function.Parameters.Where(p => p.Owner == value.Owner).ToList();

    /// <summary>Assigns the structs whose members are among the results.</summary>
    private void WriteStructs(IEnumerable<Result> outs)
    {
        foreach (var group in outs.Select(r => (Result: r, Leaf: StructLeaf(r))).Where(p => p.Leaf is not null).GroupBy(p => p.Leaf!.Value.Destination, StringComparer.Ordinal))
        {
            var value = group.First().Leaf!.Value.Struct;
            var texts = LeavesOf(value).Select(p => p.Kind == ParameterKind.Boolean ? "false" : "0").ToArray();
            foreach (var (result, leaf) in group) texts[leaf!.Value.Leaf] = Number(result.Value);
            _w.Line($"{Names.Escape(group.Key)} = {string.Format(System.Globalization.CultureInfo.InvariantCulture, value.Construction, texts)};");
        }
    }
}
