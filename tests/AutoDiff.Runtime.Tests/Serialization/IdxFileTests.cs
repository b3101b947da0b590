using System.IO.Compression;
using AutoDiff.Serialization;

namespace AutoDiff.Runtime.Tests.Serialization;

public sealed class IdxFileTests : IDisposable
{
    private static readonly byte[] Images = [0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 3, 0, 51, 102, 153, 204, 255, 1, 2, 3, 4, 5, 6];
    private static readonly byte[] Labels = [0, 0, 8, 1, 0, 0, 0, 4, 9, 0, 3, 255];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void ImagesAndLabels_AreRead_PlainOrCompressed(bool compressed)
    {
        var images = IdxFile.Read(_folder.Write("images", compressed ? Gzip(Images) : Images));
        Assert.Equal([2, 2, 3], images.Shape);
        Assert.Equal([0, 0.2f, 0.4f, 0.6f, 0.8f, 1], images.ToTensor<float>(1 / 255.0).Array[..6]);
        Assert.Equal([9, 0, 3, 255], IdxFile.Read(_folder.Write("labels", compressed ? Gzip(Labels) : Labels)).ToLabels());
    }

    [Theory]
    [InlineData(0x09, new byte[] { 0xFF }, -1)]
    [InlineData(0x0B, new byte[] { 0xFF, 0xFE }, -2)]
    [InlineData(0x0C, new byte[] { 0, 1, 0, 0 }, 65536)]
    [InlineData(0x0D, new byte[] { 0x3F, 0xC0, 0, 0 }, 1.5)]
    [InlineData(0x0E, new byte[] { 0x3F, 0xF8, 0, 0, 0, 0, 0, 0 }, 1.5)]
    public void EveryElementType_IsBigEndian(byte type, byte[] element, double value) =>
        Assert.Equal(value, IdxFile.Read(_folder.Write("x", [0, 0, type, 1, 0, 0, 0, 1, .. element])).ToTensor<double>().Span[0]);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryTruncation_IsADataFormatException(bool compressed)
    {
        byte[] whole = compressed ? Gzip(Images) : Images;
        for (int length = 0; length < whole.Length; length++)
        {
            string path = _folder.Write("cut", whole[..length]);
            Assert.Throws<DataFormatException>(() => IdxFile.Read(path));
        }
    }

    [Fact]
    public void EveryFlippedBit_IsReadOrRefusedWithADataFormatException()
    {
        foreach (byte[] whole in new[] { Labels, Gzip(Labels) })
            for (int bit = 0; bit < whole.Length * 8; bit++)
            {
                byte[] damaged = [.. whole];
                damaged[bit / 8] ^= (byte)(1 << bit % 8);
                try
                {
                    IdxFile.Read(_folder.Write("damaged", damaged));
                }
                catch (DataFormatException)
                {
                    // Refused; any other exception fails the test.
                }
            }
    }

    [Theory]
    [InlineData(new byte[] { 0, 0, 8, 2, 0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0, 0, 8, 1, 0xFF, 0xFF, 0xFF, 0xFF })]
    [InlineData(new byte[] { 0, 0, 8, 7, 0, 0, 0, 1 })]
    [InlineData(new byte[] { 0, 0, 8, 1, 0, 0, 0, 1, 5, 6 })]
    [InlineData(new byte[] { 0, 0, 7, 1, 0, 0, 0, 1, 5 })]
    [InlineData(new byte[] { 1, 0, 8, 1, 0, 0, 0, 1, 5 })]
    public void ExtentsThatDoNotFitTheFile_AreRefused(byte[] content) =>
        Assert.Throws<DataFormatException>(() => IdxFile.Read(_folder.Write("bad", content)));

    [Fact]
    public void Images_AreNoLabels() => Assert.Throws<DataFormatException>(() => IdxFile.Read(_folder.Write("images", Images)).ToLabels());

    internal static byte[] Gzip(byte[] content)
    {
        using var packed = new MemoryStream();
        using (var stream = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)) stream.Write(content);
        return packed.ToArray();
    }
}
