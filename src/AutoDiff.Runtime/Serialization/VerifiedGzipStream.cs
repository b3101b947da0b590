using System.Buffers.Binary;
using System.IO.Compression;

namespace AutoDiff.Serialization;

/// <summary>
/// Unpacks a gzip file of one member (RFC 1952) and compares what came out with the length and CRC-32 at its end.
/// <see cref="GZipStream"/> alone takes a file that was cut off for one that ended.
/// </summary>
internal sealed class VerifiedGzipStream : Stream
{
    private const int SmallestFile = 18, TrailerLength = 8;

    private readonly GZipStream _unpacked;
    private readonly uint _expectedCrc, _expectedLength;
    private uint _crc = uint.MaxValue, _length;

    /// <param name="packed">A seekable stream at its start; it is disposed of with this one.</param>
    /// <exception cref="InvalidDataException">Too short for a gzip file.</exception>
    public VerifiedGzipStream(Stream packed)
    {
        if (packed.Length < SmallestFile) throw new InvalidDataException("it is too short");
        Span<byte> trailer = stackalloc byte[TrailerLength];
        packed.Position = packed.Length - TrailerLength;
        packed.ReadExactly(trailer);
        packed.Position = 0;
        _expectedCrc = BinaryPrimitives.ReadUInt32LittleEndian(trailer);
        _expectedLength = BinaryPrimitives.ReadUInt32LittleEndian(trailer[4..]);
        _unpacked = new GZipStream(packed, CompressionMode.Decompress);
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override int Read(Span<byte> buffer)
    {
        int count = _unpacked.Read(buffer);
        foreach (byte b in buffer[..count]) _crc = Crc32.Table[(byte)(_crc ^ b)] ^ _crc >> 8;
        _length += (uint)count;
        if (count == 0 && buffer.Length > 0 && (~_crc != _expectedCrc || _length != _expectedLength))
            throw new InvalidDataException("its checksum does not match: it is cut off, altered, or made of several members");
        return count;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _unpacked.Dispose();
        base.Dispose(disposing);
    }
}
