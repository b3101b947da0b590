using System.Numerics;
using AutoDiff.Optimizers;

namespace AutoDiff.Serialization;

/// <summary>A file as the source of stored states: texts are metadata, arrays are tensors.</summary>
internal sealed class CheckpointSource(SafeTensorsReader reader) : IStateSource
{
    public IEnumerable<string> Names => reader.Metadata.Keys.Concat(reader.Entries.Select(e => e.Name));

    public string? Text(string name) => reader.Metadata.GetValueOrDefault(name);

    public long? Length<T>(string name)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (!reader.Contains(name)) return null;
        var entry = reader[name];
        reader.CheckConvertible<T>(entry);
        return entry.Length;
    }

    public void Read<T>(string name, Span<T> destination)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => reader.Read(reader[name], destination);
}
