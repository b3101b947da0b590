namespace AutoDiff.Serialization;

/// <summary>Opens data files, unpacking those that are compressed with gzip, and turns the ways in which reading fails into one.</summary>
internal static class InputFile
{
    /// <summary>A stream over the content; whether it is compressed is seen from its first two bytes, not from its name.</summary>
    public static Stream Open(string path)
    {
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16);
        try
        {
            bool compressed = file.ReadByte() == 0x1F && file.ReadByte() == 0x8B;
            file.Position = 0;
            return compressed ? new VerifiedGzipStream(file) : file;
        }
        catch (Exception e)
        {
            file.Dispose();
            if (e is InvalidDataException) throw Damaged(path, e);
            throw;
        }
    }

    /// <summary>Fills the span or says that the file ended.</summary>
    public static void Fill(Stream stream, Span<byte> destination, string file)
    {
        int count = ReadUpTo(stream, destination, file);
        if (count < destination.Length) throw Bad(file, $"the file ends {destination.Length - count} bytes early.");
    }

    /// <summary>Reads until the span is full or the stream ends; returns how many bytes it read.</summary>
    public static int ReadUpTo(Stream stream, Span<byte> destination, string file)
    {
        try
        {
            return stream.ReadAtLeast(destination, destination.Length, throwOnEndOfStream: false);
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw Damaged(file, e);
        }
    }

    public static DataFormatException Damaged(string file, Exception cause) => Bad(file, $"the compressed data is damaged ({cause.Message}).", cause);

    private static DataFormatException Bad(string file, string problem, Exception? cause = null) =>
        new(file, problem, "Fetch or unpack the file again.", cause);
}
