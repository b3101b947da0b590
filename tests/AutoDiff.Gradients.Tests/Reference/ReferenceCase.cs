using System.Text.Json;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>One case of a reference file. A gradient that is null says: not connected.</summary>
public sealed record ReferenceCase(
    string Operator,
    string Name,
    IReadOnlyDictionary<string, JsonElement> Parameters,
    IReadOnlyDictionary<string, ReferenceTensor> Inputs,
    IReadOnlyDictionary<string, ReferenceTensor> Outputs,
    IReadOnlyDictionary<string, ReferenceTensor> Upstream,
    IReadOnlyDictionary<string, ReferenceTensor?> Gradients,
    IReadOnlyList<string> Tags,
    double? RelativeTolerance,
    IReadOnlyList<string> NonFinite,
    string? OracleError,
    string? Optimizer)
{
    public static ReferenceCase Read(string operatorName, JsonElement element)
    {
        var fields = new StrictObject(element, operatorName);
        string name = fields.Text("name");
        string where = $"{operatorName}.{name}";
        fields.OptionalText("note");
        var result = new ReferenceCase(
            operatorName, name,
            Members(fields.Optional("params"), (_, value) => value),
            Members(fields.Optional("inputs"), (key, value) => ReferenceTensor.Read(value, $"{where} input {key}")),
            Members(fields.Optional("outputs"), (key, value) => ReferenceTensor.Read(value, $"{where} output {key}")),
            Members(fields.Optional("upstream"), (key, value) => ReferenceTensor.Read(value, $"{where} upstream {key}")),
            Members(fields.Optional("grads"), (key, value) => value.ValueKind == JsonValueKind.Null ? null : ReferenceTensor.Read(value, $"{where} grad {key}")),
            [.. Items(fields.Optional("tags")).Select(e => e.GetString()!)],
            fields.Optional("rtol")?.GetDouble(),
            [.. Items(fields.Optional("nonfinite")).Select(e => e.GetString()!)],
            fields.OptionalText("torch_error"),
            fields.OptionalText("optimizer"));
        fields.RefuseUnread();
        result.Validate(where);
        return result;
    }

    private void Validate(string where)
    {
        if (Tags.FirstOrDefault(t => t is not ("edge" or "convention")) is { } tag) throw new FormatException($"{where}: unknown tag '{tag}'.");
        if (OracleError is null && Outputs.Count == 0) throw new FormatException($"{where}: neither outputs nor torch_error.");
        foreach (string key in Upstream.Keys.Where(k => !Outputs.ContainsKey(k))) throw new FormatException($"{where}: upstream '{key}' belongs to no output.");
        foreach (string key in Gradients.Keys.Where(k => !Inputs.ContainsKey(k))) throw new FormatException($"{where}: grad '{key}' belongs to no input.");
        string[] found =
        [
            .. Outputs.Where(o => o.Value.Data.Any(v => !double.IsFinite(v))).Select(o => "output " + o.Key),
            .. Gradients.Where(g => g.Value is { } t && t.Data.Any(v => !double.IsFinite(v))).Select(g => "grad " + g.Key),
        ];
        if (!found.Order(StringComparer.Ordinal).SequenceEqual(NonFinite.Order(StringComparer.Ordinal)))
            throw new FormatException($"{where}: 'nonfinite' names [{string.Join(", ", NonFinite)}], the data has [{string.Join(", ", found)}].");
    }

    private static IEnumerable<JsonElement> Items(JsonElement? array) => array is { } a ? a.EnumerateArray() : [];

    private static Dictionary<string, TValue> Members<TValue>(JsonElement? element, Func<string, JsonElement, TValue> read)
    {
        var members = new Dictionary<string, TValue>(StringComparer.Ordinal);
        if (element is not { } e) return members;
        foreach (var member in e.EnumerateObject()) members.Add(member.Name, read(member.Name, member.Value));
        return members;
    }

    public override string ToString() => $"{Operator}.{Name}";
}
