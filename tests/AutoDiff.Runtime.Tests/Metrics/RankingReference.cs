using System.Text.Json;

namespace AutoDiff.Runtime.Tests.Metrics;

/// <summary>classical/ranking.json, by section and case name.</summary>
internal static class RankingReference
{
    public static JsonElement Root { get; } = ReferenceData.Read("classical/ranking.json");

    public static TheoryData<string> Names(string section) => [.. Root.GetProperty(section).EnumerateArray().Select(c => c.GetProperty("name").GetString()!)];

    public static JsonElement Case(string section, string name) =>
        Root.GetProperty(section).EnumerateArray().Single(c => c.GetProperty("name").GetString() == name);

    /// <summary>A number; infinities are text, null is NaN.</summary>
    public static double Number(this JsonElement e) => e.ValueKind switch
    {
        JsonValueKind.Null => double.NaN,
        JsonValueKind.String => e.GetString() == "-Infinity" ? double.NegativeInfinity : double.PositiveInfinity,
        _ => e.GetDouble(),
    };

    public static double Number(this JsonElement e, string property) => e.GetProperty(property).Number();

    /// <summary>All numbers of an array or of an array of rows; none of null.</summary>
    public static double[] AllNumbers(this JsonElement e, string property)
    {
        var array = e.GetProperty(property);
        return array.ValueKind == JsonValueKind.Null ? []
            : [.. array.EnumerateArray().SelectMany(row => row.ValueKind == JsonValueKind.Array ? row.EnumerateArray().Select(Number) : [row.Number()])];
    }

    public static int[] Integers(this JsonElement e, string property) => [.. e.GetProperty(property).EnumerateArray().Select(v => v.GetInt32())];
}
