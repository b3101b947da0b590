using System.Text.Json;
using System.Text.Json.Nodes;

namespace AutoDiff.Models.GradBench;

/// <summary>Numbers out of and into the messages of the protocol.</summary>
internal static class Inputs
{
    public static double Number(JsonElement input, string name) => AsNumber(Member(input, name), name);

    public static int Integer(JsonElement input, string name)
    {
        var member = Member(input, name);
        return member.ValueKind == JsonValueKind.Number && member.TryGetInt32(out int value) ? value : throw new GradBenchException($"\"{name}\" has to be an integer.");
    }

    /// <summary>The numbers of an array, or of an array of arrays, row by row.</summary>
    public static double[] Numbers(JsonElement input, string name)
    {
        var numbers = new List<double>();
        Collect(Member(input, name), name, numbers);
        return [.. numbers];
    }

    /// <summary>The numbers of an array of arrays of equal length.</summary>
    public static double[] Matrix(JsonElement input, string name, out int columns)
    {
        var rows = Member(input, name);
        if (rows.ValueKind != JsonValueKind.Array) throw new GradBenchException($"\"{name}\" has to be an array of arrays.");
        columns = rows.GetArrayLength() == 0 ? 0 : rows[0].ValueKind == JsonValueKind.Array ? rows[0].GetArrayLength() : throw new GradBenchException($"\"{name}\" has to be an array of arrays.");
        int row = 0;
        foreach (var part in rows.EnumerateArray())
        {
            if (part.ValueKind != JsonValueKind.Array || part.GetArrayLength() != columns) throw new GradBenchException($"Row {row} of \"{name}\" has not {columns} numbers.");
            row++;
        }
        return Numbers(input, name);
    }

    public static JsonArray Array(ReadOnlySpan<double> numbers)
    {
        var array = new JsonArray();
        foreach (double number in numbers) array.Add(JsonValue.Create(number));
        return array;
    }

    public static JsonArray Matrix(ReadOnlySpan<double> numbers, int columns)
    {
        var array = new JsonArray();
        for (int start = 0; start < numbers.Length; start += columns) array.Add(Array(numbers.Slice(start, columns)));
        return array;
    }

    private static JsonElement Member(JsonElement input, string name) =>
        input.ValueKind == JsonValueKind.Object && input.TryGetProperty(name, out var member) ? member : throw new GradBenchException($"The input lacks \"{name}\".");

    public static double AsNumber(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Number ? element.GetDouble() : throw new GradBenchException($"\"{name}\" has to be a number.");

    private static void Collect(JsonElement element, string name, List<double> numbers)
    {
        if (element.ValueKind == JsonValueKind.Array)
            foreach (var part in element.EnumerateArray()) Collect(part, name, numbers);
        else
            numbers.Add(AsNumber(element, name));
    }
}
