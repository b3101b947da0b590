using System.Text.Json;
using System.Text.Unicode;

namespace AutoDiff.Serialization;

/// <summary>
/// The JSON header of a safetensors file, taken apart and checked: known types, sizes without overflow, byte ranges that follow each
/// other without gap or overlap and end where the file ends, no name twice.
/// </summary>
internal sealed record SafeTensorsHeader(IReadOnlyList<SafeTensorsEntry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    public const string MetadataKey = "__metadata__";
    public const long MaxLength = 100_000_000;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 8 };

    public static SafeTensorsHeader Parse(string file, ReadOnlyMemory<byte> json, long dataLength)
    {
        if (!Utf8.IsValid(json.Span)) throw Bad(file, "the header is not UTF-8 text.");
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            return Read(file, document.RootElement, dataLength);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: a value of another kind than expected, or text with half a surrogate pair.
            throw Bad(file, $"the header is not the expected JSON: {e.Message}", e);
        }
    }

    private static SafeTensorsHeader Read(string file, JsonElement root, long dataLength)
    {
        var entries = new List<SafeTensorsEntry>();
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var property in root.EnumerateObject())
        {
            if (property.NameEquals(MetadataKey))
                foreach (var pair in property.Value.EnumerateObject()) metadata.Add(pair.Name, pair.Value.GetString() ?? throw Bad(file, $"the metadata '{pair.Name}' is null."));
            else
                entries.Add(ReadEntry(file, property.Name, property.Value));
        }
        entries.Sort((a, b) => a.Begin != b.Begin ? a.Begin.CompareTo(b.Begin) : a.End.CompareTo(b.End));
        CheckTiling(file, entries, dataLength);
        return new SafeTensorsHeader(entries, metadata);
    }

    private static SafeTensorsEntry ReadEntry(string file, string name, JsonElement value)
    {
        string? typeName = Member(file, name, value, "dtype").GetString();
        if (!ElementTypes.TryParse(typeName, out var type))
            throw new DataFormatException(file, $"the tensor '{name}' has the unknown type '{typeName}'.", $"Known are {ElementTypes.AllNames}.");
        var shape = Integers(file, name, Member(file, name, value, "shape"), "shape");
        var offsets = Integers(file, name, Member(file, name, value, "data_offsets"), "data_offsets");
        if (offsets.Length != 2) throw Bad(file, $"the data_offsets of '{name}' are {offsets.Length} numbers, not two.");
        long size = type.Size();
        try
        {
            foreach (long extent in shape) size = checked(size * extent);
        }
        catch (OverflowException e)
        {
            throw Bad(file, $"the size of '{name}' [{string.Join(", ", shape)}] overflows.", e);
        }
        // Subtracting two numbers that are not negative cannot overflow.
        if (offsets[1] - offsets[0] != size)
            throw Bad(file, $"'{name}' {typeName} [{string.Join(", ", shape)}] needs {size} bytes and its data_offsets hold {offsets[1] - offsets[0]}.");
        return new SafeTensorsEntry(name, type, shape, offsets[0], offsets[1]);
    }

    private static JsonElement Member(string file, string name, JsonElement value, string member) =>
        value.TryGetProperty(member, out var found) ? found : throw Bad(file, $"the tensor '{name}' has no {member}.");

    private static long[] Integers(string file, string name, JsonElement array, string member)
    {
        var numbers = new long[array.GetArrayLength()];
        int i = 0;
        foreach (var element in array.EnumerateArray())
        {
            if (element.ValueKind != JsonValueKind.Number || !element.TryGetInt64(out numbers[i]) || numbers[i] < 0)
                throw Bad(file, $"the {member} of '{name}' holds {element}, which is not a whole number from 0 to 2^63-1.");
            i++;
        }
        return numbers;
    }

    private static void CheckTiling(string file, List<SafeTensorsEntry> entries, long dataLength)
    {
        long end = 0;
        foreach (var entry in entries)
        {
            if (entry.Begin != end) throw Bad(file, $"'{entry.Name}' starts at byte {entry.Begin} of the data and not at {end}, where the one before it ends.");
            end = entry.End;
        }
        if (end != dataLength) throw Bad(file, $"the tensors fill {end} bytes and the file holds {dataLength}.");
    }

    public static DataFormatException Bad(string file, string problem, Exception? cause = null) =>
        new(file, problem, "The file is damaged or no safetensors file; restore it or write it again.", cause);
}
