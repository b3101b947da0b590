using System.Text;
using AutoDiff;
using AutoDiff.Serialization;

namespace AutoDiff.Runtime.Tests.Serialization;

public sealed class SafeTensorsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void WhatIsWritten_IsReadBack()
    {
        string path = _folder.File("a.safetensors");
        var matrix = Tensor<float>.Wrap([1, 2, 3, 4, 5, float.NaN], 2, 3);
        var counts = Tensor<long>.Wrap([long.MinValue, 7], 2);
        var codes = Tensor<sbyte>.Wrap([-128, 127, 0], 3);
        var metadata = new Dictionary<string, string> { ["note"] = "größe \"1\"\n" };
        SafeTensorsWriter.Write(path, [NamedTensor.Of("codes", codes), NamedTensor.Of("matrix", matrix), NamedTensor.Of("counts", counts)], metadata);

        using var reader = new SafeTensorsReader(path);
        Assert.Equal(metadata, reader.Metadata);
        Assert.Equal(matrix.Array, reader.ReadTensor<float>("matrix").Array);
        Assert.Equal(counts.Array, reader.ReadTensor<long>("counts").Array);
        Assert.Equal(codes.Array, reader.ReadTensor<sbyte>("codes").Array);
        Assert.Equal("F32 [2, 3]", reader["matrix"].ToString());
    }

    [Fact]
    public void EveryTensor_IsAlignedToItsElements()
    {
        string path = _folder.File("a.safetensors");
        SafeTensorsWriter.Write(path, [NamedTensor.Of("x", Tensor<byte>.Zeros(3)), NamedTensor.Of("y", Tensor<double>.Zeros(3)), NamedTensor.Of("z", Tensor<float>.Zeros(1))]);
        Assert.Equal(0, BitConverter.ToInt64(File.ReadAllBytes(path)) % 8);
        using var reader = new SafeTensorsReader(path);
        Assert.Equal(["y", "z", "x"], reader.Entries.Select(e => e.Name));
    }

    [Fact]
    public void EmptyTensorsAndEmptyFiles_AreAllowed()
    {
        string path = _folder.File("a.safetensors");
        SafeTensorsWriter.Write(path, []);
        using (var none = new SafeTensorsReader(path)) Assert.Empty(none.Entries);
        SafeTensorsWriter.Write(path, [NamedTensor.Of("e", Tensor<float>.Zeros(0, 4)), NamedTensor.Of("s", Tensor<float>.Wrap([2]))]);
        using var reader = new SafeTensorsReader(path);
        Assert.Equal(0, reader.ReadTensor<float>("e").Length);
        Assert.Equal(2, reader.ReadTensor<float>("s").Span[0]);
    }

    [Fact]
    public void FloatTypes_AreConvertedIntoEachOther()
    {
        // 1.5, -2 as bfloat16: upper halves of 0x3FC00000 and 0xC0000000; as half: 0x3E00, 0xC000.
        byte[] data = [0xC0, 0x3F, 0x00, 0xC0, 0x00, 0x3E, 0x00, 0xC0];
        string path = Raw("""{"b":{"dtype":"BF16","shape":[2],"data_offsets":[0,4]},"h":{"dtype":"F16","shape":[2],"data_offsets":[4,8]}}""", data);
        using var reader = new SafeTensorsReader(path);
        Assert.Equal([1.5f, -2f], reader.ReadTensor<float>("b").Array);
        Assert.Equal([1.5, -2.0], reader.ReadTensor<double>("h").Array);
    }

    [Fact]
    public void WholeNumbers_AreNotTakenForFloats()
    {
        string path = Raw("""{"i":{"dtype":"I32","shape":[1],"data_offsets":[0,4]}}""", new byte[4]);
        using var reader = new SafeTensorsReader(path);
        Assert.Throws<DataFormatException>(() => reader.ReadTensor<float>("i"));
        Assert.Throws<DataFormatException>(() => reader.ReadTensor<float>("absent"));
    }

    [Theory]
    [InlineData("""[]""", 0)]
    [InlineData("""{"a":1}""", 0)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8)]
    [InlineData("""{"a":{"dtype":"F31","shape":[1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":null,"shape":[1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":["1"],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,0]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 5)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F32","shape":[1],"data_offsets":[2,6]}}""", 6)]
    [InlineData("""{"a":{"dtype":"F32","shape":[4611686018427387904,4],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"a":{"dtype":"U8","shape":[99999999999999999999],"data_offsets":[0,0]}}""", 0)]
    [InlineData("""{"__metadata__":{"a":1}}""", 0)]
    [InlineData("""{"__metadata__":{"a":null}}""", 0)]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4)]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}} x""", 4)]
    public void AHeaderThatDoesNotDescribeItsFile_IsRefused(string header, int dataLength)
    {
        string path = Raw(header, new byte[dataLength]);
        var error = Assert.Throws<DataFormatException>(() => new SafeTensorsReader(path));
        Assert.Equal(path, error.File);
        Assert.NotEmpty(error.Advice);
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(100_000_001UL)]
    [InlineData(1000UL)]
    public void AHeaderLengthBeyondTheFileOrTheLimit_IsRefused(ulong length)
    {
        string path = _folder.Write("a.safetensors", [.. BitConverter.GetBytes(length), (byte)'{', (byte)'}']);
        Assert.Throws<DataFormatException>(() => new SafeTensorsReader(path));
    }

    [Fact]
    public void EveryTruncation_IsADataFormatException()
    {
        string path = _folder.File("a.safetensors");
        SafeTensorsWriter.Write(path, [NamedTensor.Of("a", Tensor<float>.Zeros(3)), NamedTensor.Of("b", Tensor<int>.Zeros(2))], new Dictionary<string, string> { ["k"] = "v" });
        byte[] whole = File.ReadAllBytes(path);
        for (int length = 0; length < whole.Length; length++)
        {
            string cut = _folder.Write("cut", whole[..length]);
            Assert.Throws<DataFormatException>(() => new SafeTensorsReader(cut));
        }
    }

    [Fact]
    public void EveryFlippedBitOfTheHeader_IsReadOrRefusedWithADataFormatException()
    {
        string path = _folder.File("a.safetensors");
        SafeTensorsWriter.Write(path, [NamedTensor.Of("a", Tensor<float>.Zeros(3))], new Dictionary<string, string> { ["k"] = "v" });
        byte[] whole = File.ReadAllBytes(path);
        for (int bit = 0; bit < (whole.Length - 12) * 8; bit++)
        {
            byte[] damaged = [.. whole];
            damaged[bit / 8] ^= (byte)(1 << bit % 8);
            try
            {
                using var reader = new SafeTensorsReader(_folder.Write("damaged", damaged));
            }
            catch (DataFormatException)
            {
                // Refused; any other exception fails the test.
            }
        }
    }

    [Fact]
    public void AFailedWrite_LeavesTheOldFileAndNothingElse()
    {
        string path = _folder.File("a.safetensors");
        SafeTensorsWriter.Write(path, [NamedTensor.Of("a", Tensor<float>.Zeros(3))]);
        byte[] before = File.ReadAllBytes(path);
        var broken = new NamedTensor("b", ElementType.F32, [2], _ => throw new IOException("no space left"));
        Assert.Throws<IOException>(() => SafeTensorsWriter.Write(path, [NamedTensor.Of("a", Tensor<float>.Zeros(9)), broken]));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Single(Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public void NamesThatRepeatOrAreReserved_AreRefused()
    {
        var t = Tensor<float>.Zeros(1);
        Assert.Throws<ArgumentException>(() => SafeTensorsWriter.Write(_folder.File("x"), [NamedTensor.Of("a", t), NamedTensor.Of("a", t)]));
        Assert.Throws<ArgumentException>(() => SafeTensorsWriter.Write(_folder.File("x"), [NamedTensor.Of("__metadata__", t)]));
    }

    private string Raw(string header, byte[] data)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        return _folder.Write("raw.safetensors", [.. BitConverter.GetBytes((long)json.Length), .. json, .. data]);
    }
}
