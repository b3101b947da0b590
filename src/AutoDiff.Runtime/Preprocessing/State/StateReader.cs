using System.Text.Json;
using AutoDiff.Serialization;

namespace AutoDiff.Preprocessing;

/// <summary>Reads the members of a saved scaler; every complaint names the member.</summary>
internal sealed class StateReader(JsonElement state)
{
    private const string Advice = "Give the text that ToJson wrote.";

    public int Features => Integer("features", 1);

    public static DataFormatException Bad(string problem, string advice = Advice) => new("scaler state", problem, advice);

    public bool Boolean(string name) => Member(name) is { ValueKind: JsonValueKind.True or JsonValueKind.False } value ? value.GetBoolean()
        : throw Bad($"'{name}' is neither true nor false.");

    public string Text(string name) => Member(name) is { ValueKind: JsonValueKind.String } value ? value.GetString()! : throw Bad($"'{name}' is no text.");

    public int Integer(string name, int least) =>
        Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) && number >= least ? number
            : throw Bad($"'{name}' is no whole number from {least}.");

    public long Long(string name) =>
        Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt64(out long number) && number >= 0 ? number
            : throw Bad($"'{name}' is no whole number from 0.");

    public double Number(string name, Func<double, bool>? isAllowed = null) => Number(Member(name), name, isAllowed);

    public TEnum Choice<TEnum>(string name)
        where TEnum : struct, Enum
        => Enum.TryParse(Text(name), out TEnum value) && Enum.IsDefined(value) ? value : throw Bad($"'{name}' is none of {string.Join(", ", Enum.GetNames<TEnum>())}.");

    public void Numbers(string name, Span<double> destination, Func<double, bool>? isAllowed = null)
    {
        double[] numbers = Numbers(name, isAllowed);
        if (numbers.Length != destination.Length) throw Bad($"'{name}' has {numbers.Length} numbers; expected {destination.Length}.");
        numbers.CopyTo(destination);
    }

    public double[] Numbers(string name, Func<double, bool>? isAllowed = null) => [.. Items(name).Select(e => Number(e, name, isAllowed))];

    /// <summary>A list of lists of finite numbers.</summary>
    public IEnumerable<double[]> Rows(string name)
    {
        foreach (var row in Items(name))
        {
            if (row.ValueKind != JsonValueKind.Array) throw Bad($"'{name}' holds something that is no list.");
            yield return [.. row.EnumerateArray().Select(e => Number(e, name, null))];
        }
    }

    public IEnumerable<StateReader> Objects(string name) => Items(name).Select(e => new StateReader(e));

    public IEnumerable<JsonElement> Items(string name) => Member(name) is { ValueKind: JsonValueKind.Array } value ? value.EnumerateArray()
        : throw Bad($"'{name}' is no list.");

    public static double Number(JsonElement element, string name, Func<double, bool>? isAllowed)
    {
        double number = element.ValueKind switch
        {
            JsonValueKind.Number => element.GetDouble(),
            JsonValueKind.String when element.GetString() == "Infinity" => double.PositiveInfinity,
            JsonValueKind.String when element.GetString() == "-Infinity" => double.NegativeInfinity,
            _ => throw Bad($"'{name}' holds something that is no number."),
        };
        return isAllowed?.Invoke(number) ?? double.IsFinite(number) ? number : throw Bad($"'{name}' holds {number}, which is out of its range.");
    }

    private JsonElement Member(string name) => state.ValueKind == JsonValueKind.Object && state.TryGetProperty(name, out var value) ? value
        : throw Bad($"there is no '{name}'.");
}
