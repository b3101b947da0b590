using System.Buffers;
using System.Buffers.Binary;
using System.Text.Json;

namespace AutoDiff.Serialization;

/// <summary>Writes safetensors files. The data starts at a multiple of 8 and wider types come first, so that every tensor is aligned.</summary>
public static class SafeTensorsWriter
{
    private const int Alignment = 8;

    /// <summary>Replaces the file as a whole: a failure leaves the old one.</summary>
    /// <exception cref="ArgumentException">A name occurs twice or is reserved.</exception>
    public static void Write(string path, IEnumerable<NamedTensor> tensors, IReadOnlyDictionary<string, string>? metadata = null)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("safetensors files are little-endian; this machine is not.");
        var ordered = tensors.OrderByDescending(t => t.Type.Size()).ToArray();
        CheckNames(ordered);
        AtomicFile.Write(path, stream =>
        {
            WriteHeader(stream, ordered, metadata);
            foreach (var tensor in ordered) WriteData(stream, tensor);
        });
    }

    private static void CheckNames(NamedTensor[] tensors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var tensor in tensors)
        {
            if (tensor.Name == SafeTensorsHeader.MetadataKey) throw new ArgumentException($"The name {SafeTensorsHeader.MetadataKey} is reserved.", nameof(tensors));
            if (!names.Add(tensor.Name)) throw new ArgumentException($"Two tensors have the name '{tensor.Name}'.", nameof(tensors));
        }
    }

    private static long Bytes(NamedTensor tensor) => tensor.Shape.Aggregate((long)tensor.Type.Size(), (size, extent) => checked(size * extent));

    private static void WriteHeader(Stream stream, NamedTensor[] tensors, IReadOnlyDictionary<string, string>? metadata)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer))
        {
            json.WriteStartObject();
            if (metadata is { Count: > 0 }) WriteMetadata(json, metadata);
            long begin = 0;
            foreach (var tensor in tensors)
            {
                long end = begin + Bytes(tensor);
                WriteEntry(json, tensor, begin, end);
                begin = end;
            }
            json.WriteEndObject();
        }
        int padding = -buffer.WrittenCount & Alignment - 1;
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, buffer.WrittenCount);
        stream.Write(length);
        stream.Write(buffer.WrittenSpan);
    }

    private static void WriteMetadata(Utf8JsonWriter json, IReadOnlyDictionary<string, string> metadata)
    {
        json.WriteStartObject(SafeTensorsHeader.MetadataKey);
        foreach (var (key, value) in metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal)) json.WriteString(key, value);
        json.WriteEndObject();
    }

    private static void WriteEntry(Utf8JsonWriter json, NamedTensor tensor, long begin, long end)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString("dtype", tensor.Type.Name());
        json.WriteStartArray("shape");
        foreach (int extent in tensor.Shape) json.WriteNumberValue(extent);
        json.WriteEndArray();
        json.WriteStartArray("data_offsets");
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteData(Stream stream, NamedTensor tensor)
    {
        long start = stream.Position;
        tensor.Write(stream);
        if (stream.Position - start != Bytes(tensor))
            throw new InvalidOperationException($"'{tensor.Name}' needs {Bytes(tensor)} bytes and wrote {stream.Position - start}.");
    }
}
