using System.Text.Json;

namespace AutoDiff.Preprocessing;

/// <summary>Lists of numbers as JSON; every double is read back with the same bits.</summary>
internal static class StateWriting
{
    public static void WriteNumbers(this Utf8JsonWriter writer, string name, ReadOnlySpan<double> numbers)
    {
        writer.WritePropertyName(name);
        writer.WriteNumbers(numbers);
    }

    public static void WriteNumbers(this Utf8JsonWriter writer, ReadOnlySpan<double> numbers)
    {
        writer.WriteStartArray();
        foreach (double number in numbers)
        {
            if (double.IsFinite(number)) writer.WriteNumberValue(number);
            else writer.WriteStringValue(number > 0 ? "Infinity" : "-Infinity");
        }
        writer.WriteEndArray();
    }
}
