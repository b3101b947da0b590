using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace AutoDiff.Serialization;

/// <summary>
/// Reads arrays of numbers in NumPy's format (versions 1 to 3): a magic, a header that names type, order and shape, then the elements.
/// Types b1, i1 to i8, u1 to u8, f2, f4, f8 in either byte order; row-major or column-major.
/// </summary>
public static partial class NpyFile
{
    private const string Advice = "Write the array with numpy.save, as plain numbers.";
    private const int LongestHeader = 1 << 20;

    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Whether a file begins like one of these.</summary>
    public static bool IsNpy(string path)
    {
        using var stream = InputFile.Open(path);
        Span<byte> start = stackalloc byte[6];
        return InputFile.ReadUpTo(stream, start, path) == start.Length && start.SequenceEqual(Magic);
    }

    /// <summary>The elements in row-major order, with the shape of the array.</summary>
    /// <exception cref="DataFormatException">The file is damaged, or holds something else than numbers.</exception>
    /// <exception cref="IOException">The file is missing or cannot be read.</exception>
    public static Tensor<double> Read(string path)
    {
        using var stream = InputFile.Open(path);
        string header = ReadHeader(stream, path);
        var (type, size, bigEndian) = ElementType(header, path);
        int[] shape = Shape(header, path);
        long length = 1;
        foreach (int extent in shape)
        {
            length *= extent;
            if (length * size > Array.MaxLength) throw Bad(path, $"its shape ({string.Join(", ", shape)}) asks for more than 2 GB.");
        }
        var bytes = new byte[length * size];
        InputFile.Fill(stream, bytes, path);
        Span<byte> beyond = stackalloc byte[1];
        if (InputFile.ReadUpTo(stream, beyond, path) > 0) throw Bad(path, "it is longer than its shape says.");
        var tensor = Tensor<double>.Zeros(shape);
        var target = ColumnMajorFlag().Match(header) is { Success: true } order && order.Groups[1].Value == "True" ? ColumnMajorPositions(shape) : null;
        for (int i = 0; i < length; i++) tensor.Span[target?[i] ?? i] = Element(bytes.AsSpan(i * size, size), type, bigEndian);
        return tensor;
    }

    private static string ReadHeader(Stream stream, string path)
    {
        Span<byte> start = stackalloc byte[12];
        InputFile.Fill(stream, start[..8], path);
        if (!start[..6].SequenceEqual(Magic)) throw Bad(path, "it does not begin with the magic of an npy file.");
        int version = start[6];
        if (version is < 1 or > 3) throw Bad(path, $"its version is {version}; 1 to 3 are known.");
        int lengthBytes = version == 1 ? 2 : 4;
        InputFile.Fill(stream, start.Slice(8, lengthBytes), path);
        uint length = version == 1 ? BinaryPrimitives.ReadUInt16LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt32LittleEndian(start[8..]);
        if (length > LongestHeader) throw Bad(path, $"its header is {length} bytes long.");
        var text = new byte[length];
        InputFile.Fill(stream, text, path);
        return Encoding.UTF8.GetString(text);
    }

    private static (char Type, int Size, bool BigEndian) ElementType(string header, string path)
    {
        var match = Descriptor().Match(header);
        if (!match.Success) throw Bad(path, "its header names no simple element type.");
        char type = match.Groups[2].Value[0];
        int size = match.Groups[3].Value[0] - '0';
        bool known = type switch { 'b' => size == 1, 'i' or 'u' => size is 1 or 2 or 4 or 8, _ => size is 2 or 4 or 8 };
        return known ? (type, size, match.Groups[1].Value == ">") : throw Bad(path, $"its elements are of type {match.Groups[2].Value}{size}.");
    }

    private static int[] Shape(string header, string path)
    {
        var match = ShapeTuple().Match(header);
        if (!match.Success) throw Bad(path, "its header names no shape.");
        string[] parts = match.Groups[1].Value.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (parts.Length > TensorShape.MaxRank) throw Bad(path, $"it has {parts.Length} dimensions; at most {TensorShape.MaxRank} are supported.");
        var shape = new int[parts.Length];
        for (int i = 0; i < parts.Length; i++)
        {
            if (!int.TryParse(parts[i], NumberStyles.None, CultureInfo.InvariantCulture, out shape[i])) throw Bad(path, $"its extent '{parts[i]}' is no number below 2^31.");
        }
        return shape;
    }

    private static double Element(ReadOnlySpan<byte> bytes, char type, bool bigEndian)
    {
        ulong bits = 0;
        for (int i = 0; i < bytes.Length; i++) bits = bits << 8 | bytes[bigEndian ? i : bytes.Length - 1 - i];
        int unused = 64 - 8 * bytes.Length;
        return type switch
        {
            'i' => (long)(bits << unused) >> unused,
            'f' when bytes.Length == 8 => BitConverter.UInt64BitsToDouble(bits),
            'f' when bytes.Length == 4 => BitConverter.UInt32BitsToSingle((uint)bits),
            'f' => (double)BitConverter.UInt16BitsToHalf((ushort)bits),
            _ => bits,
        };
    }

    /// <summary>Where the elements of a column-major array lie in row-major order.</summary>
    private static int[] ColumnMajorPositions(int[] shape)
    {
        var strides = new int[shape.Length];
        int length = 1;
        for (int d = shape.Length - 1; d >= 0; d--) (strides[d], length) = (length, length * shape[d]);
        var positions = new int[length];
        for (int i = 0; i < length; i++)
        {
            int rest = i;
            for (int d = 0; d < shape.Length; d++)
            {
                positions[i] += rest % shape[d] * strides[d];
                rest /= shape[d];
            }
        }
        return positions;
    }

    private static DataFormatException Bad(string path, string problem) => new(path, problem, Advice);

    [GeneratedRegex(@"'descr'\s*:\s*'([<>|=]?)([biuf])(\d)'", RegexOptions.CultureInvariant)]
    private static partial Regex Descriptor();

    [GeneratedRegex(@"'shape'\s*:\s*\(([^)]*)\)", RegexOptions.CultureInvariant)]
    private static partial Regex ShapeTuple();

    [GeneratedRegex(@"'fortran_order'\s*:\s*(True|False)", RegexOptions.CultureInvariant)]
    private static partial Regex ColumnMajorFlag();
}
