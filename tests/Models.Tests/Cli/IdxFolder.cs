using System.Buffers.Binary;

namespace AutoDiff.Models.Tests;

/// <summary>Writes folders of idx files: small images in which one bright row tells the class.</summary>
internal static class IdxFolder
{
    public const int Side = 4, Classes = 4;

    public static void Write(string folder, int train = 80, int test = 40)
    {
        WritePair(folder, "train", train);
        WritePair(folder, "t10k", test);
    }

    public static void WritePair(string folder, string prefix, int count, int side = Side, int? labels = null)
    {
        byte[] pixels = new byte[count * side * side];
        for (int i = 0; i < pixels.Length; i++)
        {
            int image = i / (side * side), row = i / side % side;
            pixels[i] = (byte)(row == image % Classes ? 200 + i * 7 % 50 : i * 13 % 60);
        }
        WriteFile(Path.Combine(folder, prefix + "-images-idx3-ubyte"), 0x08, [count, side, side], pixels);
        WriteFile(Path.Combine(folder, prefix + "-labels-idx1-ubyte"), 0x08, [labels ?? count], [.. Enumerable.Range(0, labels ?? count).Select(i => (byte)(i % Classes))]);
    }

    public static void WriteFile(string path, byte type, int[] extents, byte[] data)
    {
        var header = new byte[4 + 4 * extents.Length];
        header[2] = type;
        header[3] = (byte)extents.Length;
        for (int d = 0; d < extents.Length; d++) BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4 + 4 * d), extents[d]);
        File.WriteAllBytes(path, [.. header, .. data]);
    }
}
