using System.Globalization;
using System.Text.Json;

namespace AutoDiff.Gradients.Tests.Reference;

/// <summary>A tensor of the reference data; every element type is read as double.</summary>
public sealed record ReferenceTensor(string ElementType, int[] Shape, double[] Data)
{
    public static ReferenceTensor Read(JsonElement element, string where)
    {
        var fields = new StrictObject(element, where);
        string type = fields.Text("dtype");
        if (type is not ("float64" or "float32" or "int64" or "bool")) throw new FormatException($"{where}: unknown dtype '{type}'.");
        int[] shape = [.. fields.Required("shape").EnumerateArray().Select(e => e.GetInt32())];
        double[] data = [.. fields.Required("data").EnumerateArray().Select(e => Number(e, where))];
        fields.RefuseUnread();
        int length = shape.Aggregate(1, (product, extent) => product * extent);
        if (length != data.Length) throw new FormatException($"{where}: shape [{string.Join(", ", shape)}] with {data.Length} numbers.");
        return new ReferenceTensor(type, shape, data);
    }

    /// <summary>NaN and infinities are strings.</summary>
    public static double Number(JsonElement element, string where) => element.ValueKind switch
    {
        JsonValueKind.Number => element.GetDouble(),
        JsonValueKind.String when element.GetString() is "NaN" or "Infinity" or "-Infinity" => double.Parse(element.GetString()!, CultureInfo.InvariantCulture),
        _ => throw new FormatException($"{where}: {element} is not a number."),
    };

    /// <summary>The largest finite magnitude; 0 without finite elements.</summary>
    public double Magnitude => Data.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty(0).Max();
}
