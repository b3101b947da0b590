using System.Buffers.Binary;
using System.Numerics;

namespace AutoDiff.Serialization;

/// <summary>
/// An array in the idx format of the MNIST family (LeCun): two zero bytes, a type, the rank, big-endian extents, big-endian elements.
/// Files compressed with gzip are unpacked.
/// </summary>
public sealed class IdxFile
{
    private readonly string _path;
    private readonly byte[] _data;
    private readonly byte _type;

    private IdxFile(string path, byte type, int[] shape, byte[] data)
    {
        (_path, _type, _data, Shape) = (path, type, data, shape);
        Length = _data.Length / ElementSize(type);
    }

    /// <summary>The extents, outermost first: [images, rows, columns] or [labels].</summary>
    public IReadOnlyList<int> Shape { get; }

    /// <summary>Number of elements.</summary>
    public int Length { get; }

    /// <exception cref="DataFormatException">The file is no idx file, or its length is not what its extents say.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static IdxFile Read(string path)
    {
        using var stream = InputFile.Open(path);
        Span<byte> magic = stackalloc byte[4];
        InputFile.Fill(stream, magic, path);
        if (magic[0] != 0 || magic[1] != 0 || ElementSize(magic[2]) == 0)
            throw Bad(path, $"it starts with {Convert.ToHexString(magic)} and not with 0000, a type (08, 09, 0B, 0C, 0D, 0E) and the rank.");
        if (magic[3] > TensorShape.MaxRank) throw Bad(path, $"its rank is {magic[3]}; the largest supported is {TensorShape.MaxRank}.");
        var shape = new int[magic[3]];
        long bytes = ElementSize(magic[2]);
        Span<byte> extent = stackalloc byte[4];
        for (int d = 0; d < shape.Length; d++)
        {
            InputFile.Fill(stream, extent, path);
            shape[d] = BinaryPrimitives.ReadInt32BigEndian(extent);
            if (shape[d] < 0) throw Bad(path, $"extent {d} is {(uint)shape[d]}; the largest supported is 2^31-1.");
            // Both factors are below 2^31, so the product does not overflow before it is checked.
            bytes *= shape[d];
            if (bytes > Array.MaxLength) throw Bad(path, $"its extents [{string.Join(", ", shape[..(d + 1)])}] ask for more than 2 GB.");
        }
        var data = ReadData(stream, (int)bytes, path);
        return new IdxFile(path, magic[2], shape, data);
    }

    /// <summary>The elements times <paramref name="scale"/>, for instance 1/255 for pixels.</summary>
    public Tensor<T> ToTensor<T>(double scale = 1)
        where T : unmanaged, INumber<T>
    {
        var tensor = Tensor<T>.Zeros([.. Shape]);
        var values = tensor.Span;
        for (int i = 0; i < values.Length; i++) values[i] = T.CreateChecked(Element(i) * scale);
        return tensor;
    }

    /// <summary>The elements as class numbers.</summary>
    /// <exception cref="DataFormatException">The file does not hold a vector of whole numbers.</exception>
    public int[] ToLabels()
    {
        if (Shape.Count != 1 || _type > 0x0C) throw Bad(_path, $"[{string.Join(", ", Shape)}] of type {_type:X2} are no labels.");
        var labels = new int[Length];
        for (int i = 0; i < labels.Length; i++) labels[i] = (int)Element(i);
        return labels;
    }

    private double Element(int index)
    {
        var bytes = _data.AsSpan(index * ElementSize(_type));
        return _type switch
        {
            0x08 => bytes[0],
            0x09 => (sbyte)bytes[0],
            0x0B => BinaryPrimitives.ReadInt16BigEndian(bytes),
            0x0C => BinaryPrimitives.ReadInt32BigEndian(bytes),
            0x0D => BinaryPrimitives.ReadSingleBigEndian(bytes),
            _ => BinaryPrimitives.ReadDoubleBigEndian(bytes),
        };
    }

    private static int ElementSize(byte type) => type switch
    {
        0x08 or 0x09 => 1,
        0x0B => 2,
        0x0C or 0x0D => 4,
        0x0E => 8,
        _ => 0,
    };

    // The buffer grows with what was read: a damaged header does not make it ask for gigabytes.
    private static byte[] ReadData(Stream stream, int length, string path)
    {
        var data = new byte[Math.Min(length, 1 << 24)];
        int done = 0;
        while (true)
        {
            InputFile.Fill(stream, data.AsSpan(done), path);
            done = data.Length;
            if (done == length) break;
            Array.Resize(ref data, (int)Math.Min(length, 2L * data.Length));
        }
        Span<byte> beyond = stackalloc byte[1];
        if (InputFile.ReadUpTo(stream, beyond, path) > 0) throw Bad(path, "it is longer than its extents say.");
        return data;
    }

    private static DataFormatException Bad(string path, string problem) => new(path, problem, "Give a file of the MNIST family, plain or .gz.");
}
