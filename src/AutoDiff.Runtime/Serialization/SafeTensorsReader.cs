using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace AutoDiff.Serialization;

/// <summary>
/// Reads a safetensors file: opening it checks the whole header against the length of the file; tensors are read when they are asked for,
/// straight into the caller's memory.
/// </summary>
public sealed class SafeTensorsReader : IDisposable
{
    private readonly SafeFileHandle _handle;
    private readonly string _path;
    private readonly long _dataStart;
    private readonly Dictionary<string, SafeTensorsEntry> _byName;

    /// <exception cref="DataFormatException">The file is no valid safetensors file.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public SafeTensorsReader(string path)
    {
        if (!BitConverter.IsLittleEndian) throw new PlatformNotSupportedException("safetensors files are little-endian; this machine is not.");
        _path = path;
        _handle = File.OpenHandle(path);
        try
        {
            var json = ReadHeader(out _dataStart);
            var header = SafeTensorsHeader.Parse(path, json, RandomAccess.GetLength(_handle) - _dataStart);
            Entries = header.Entries;
            Metadata = header.Metadata;
            _byName = Entries.ToDictionary(e => e.Name, StringComparer.Ordinal);
        }
        catch
        {
            _handle.Dispose();
            throw;
        }
    }

    /// <summary>All tensors, in the order of their data.</summary>
    public IReadOnlyList<SafeTensorsEntry> Entries { get; }

    /// <summary>Free text that was stored with the tensors.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; }

    /// <summary>The tensor of that name.</summary>
    /// <exception cref="DataFormatException">The file has none.</exception>
    public SafeTensorsEntry this[string name] => _byName.TryGetValue(name, out var entry) ? entry
        : throw new DataFormatException(_path, $"there is no tensor '{name}'.", $"It holds {string.Join(", ", Entries.Take(10).Select(e => e.Name))}.");

    public bool Contains(string name) => _byName.ContainsKey(name);

    /// <summary>Copies the elements into <paramref name="destination"/>. Between the float types they are converted (rounded to nearest).</summary>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    /// <exception cref="DataFormatException">The elements are of another kind (whole numbers, float or truth values), or the data ends early.</exception>
    public void Read<T>(SafeTensorsEntry entry, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (destination.Length != entry.Length)
            throw new ArgumentException($"'{entry.Name}' has {entry.Length} elements and the destination {destination.Length}.", nameof(destination));
        CheckConvertible<T>(entry);
        if (entry.Type == ElementTypes.Of<T>()) ReadBytes(entry, 0, MemoryMarshal.AsBytes(destination));
        else ReadConverted(entry, destination);
    }

    /// <summary>A tensor with the shape and elements of the entry.</summary>
    /// <exception cref="DataFormatException">As for <see cref="Read{T}"/>, or the shape has more than <see cref="TensorShape.MaxRank"/> dimensions or too many elements.</exception>
    public Tensor<T> ReadTensor<T>(string name)
        where T : unmanaged, INumber<T>
    {
        var entry = this[name];
        if (entry.Shape.Count > TensorShape.MaxRank || entry.Length > Array.MaxLength || entry.Shape.Any(e => e > int.MaxValue))
            throw new DataFormatException(_path, $"'{name}' {entry} is too large for one tensor.", $"A tensor has at most {TensorShape.MaxRank} dimensions and 2^31-1 elements.");
        CheckConvertible<T>(entry);
        var tensor = Tensor<T>.Zeros([.. entry.Shape.Select(e => (int)e)]);
        Read(entry, tensor.Span);
        return tensor;
    }

    /// <exception cref="DataFormatException">The elements cannot become <typeparamref name="T"/>.</exception>
    internal void CheckConvertible<T>(SafeTensorsEntry entry)
    {
        var wanted = ElementTypes.Of<T>();
        if (entry.Type != wanted && !(entry.Type.IsFloat() && wanted.IsFloat()))
            throw new DataFormatException(_path, $"'{entry.Name}' holds {entry.Type.Name()} and {wanted.Name()} was asked for.", "Read it as its own type and convert.");
    }

    public void Dispose() => _handle.Dispose();

    private byte[] ReadHeader(out long dataStart)
    {
        long fileLength = RandomAccess.GetLength(_handle);
        Span<byte> prefix = stackalloc byte[8];
        if (fileLength < prefix.Length) throw SafeTensorsHeader.Bad(_path, $"the file has {fileLength} bytes, fewer than the length of its header.");
        ReadAt(0, prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafeTensorsHeader.MaxLength) throw SafeTensorsHeader.Bad(_path, $"the header claims {length} bytes; the largest allowed is {SafeTensorsHeader.MaxLength}.");
        if ((long)length > fileLength - prefix.Length) throw SafeTensorsHeader.Bad(_path, $"the header claims {length} bytes and the file has {fileLength}.");
        var json = new byte[length];
        ReadAt(prefix.Length, json);
        dataStart = prefix.Length + (long)length;
        return json;
    }

    private void ReadConverted<T>(SafeTensorsEntry entry, Span<T> destination)
        where T : unmanaged, INumber<T>
    {
        Span<byte> buffer = stackalloc byte[4096];
        int size = entry.Type.Size();
        for (int done = 0; done < destination.Length;)
        {
            int count = Math.Min(buffer.Length / size, destination.Length - done);
            ReadBytes(entry, (long)done * size, buffer[..(count * size)]);
            for (int i = 0; i < count; i++)
                destination[done + i] = T.CreateTruncating(FloatAt(entry.Type, buffer[(i * size)..]));
            done += count;
        }
    }

    private static double FloatAt(ElementType type, ReadOnlySpan<byte> bytes) => type switch
    {
        ElementType.F64 => BinaryPrimitives.ReadDoubleLittleEndian(bytes),
        ElementType.F32 => BinaryPrimitives.ReadSingleLittleEndian(bytes),
        ElementType.F16 => (double)BinaryPrimitives.ReadHalfLittleEndian(bytes),
        // bfloat16 is the upper half of a float.
        _ => BitConverter.Int32BitsToSingle(BinaryPrimitives.ReadInt16LittleEndian(bytes) << 16),
    };

    private void ReadBytes(SafeTensorsEntry entry, long offset, Span<byte> destination) => ReadAt(_dataStart + entry.Begin + offset, destination);

    private void ReadAt(long position, Span<byte> destination)
    {
        while (destination.Length > 0)
        {
            int count = RandomAccess.Read(_handle, destination, position);
            if (count == 0) throw SafeTensorsHeader.Bad(_path, $"the file ends at byte {position}, although it was longer when it was opened.");
            position += count;
            destination = destination[count..];
        }
    }
}
