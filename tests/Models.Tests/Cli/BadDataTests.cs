using System.Buffers.Binary;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Tests;

public class BadDataTests
{
    [Fact]
    public void MissingFolder_IsExitCode3() => Cli.AssertFails(Cli.Run("train", "--data", "/no/such/folder"), ExitCode.BadData, "/no/such/folder");

    [Fact]
    public void FolderWithoutTestLabels_NamesTheFile() =>
        Refused(folder => File.Delete(Path.Combine(folder, "t10k-labels-idx1-ubyte")), "t10k-labels-idx1-ubyte");

    [Fact]
    public void TruncatedImages_NameTheFile() =>
        Refused(folder => Truncate(Path.Combine(folder, "train-images-idx3-ubyte")), "train-images-idx3-ubyte");

    [Fact]
    public void OtherBytes_NameTheFile() =>
        Refused(folder => File.WriteAllText(Path.Combine(folder, "train-images-idx3-ubyte"), "these are no images"), "train-images-idx3-ubyte");

    [Fact]
    public void FewerLabelsThanImages_GivesBothNumbers() =>
        Refused(folder => IdxFolder.WritePair(folder, "train", 80, labels: 79), "79", "80");

    [Fact]
    public void TestImagesOfAnotherSize_GivesBothSizes() =>
        Refused(folder => IdxFolder.WritePair(folder, "t10k", 40, side: 5), "16", "25");

    [Fact]
    public void NoImages_IsExitCode3() =>
        Refused(folder => IdxFolder.WritePair(folder, "train", 0), "train-images-idx3-ubyte");

    [Fact]
    public void NaNPixel_GivesImageAndPixel() => Refused(WriteNaN, "pixel 5 of image 2", "NaN");

    [Fact]
    public void CsvWithoutNumbers_IsExitCode3()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("data.csv"), "a,b,label\n1,x,0\n2,3,1\n");
        Cli.AssertFails(Cli.Run("train", "--data", folder.File("data.csv"), "--out", folder.File("out")), ExitCode.BadData, "data.csv");
        Assert.False(Directory.Exists(folder.File("out")));
    }

    [Fact]
    public void Resume_WithoutCheckpoint_IsExitCode3_AndCreatesNothing()
    {
        using var folder = new TemporaryFolder();
        Cli.AssertFails(Cli.Run("train", "--resume", "--out", folder.File("out")), ExitCode.BadData, "checkpoint");
        Assert.False(Directory.Exists(folder.File("out")));
    }

    // Spoils good data; the run has to end with exit code 3 and leave an existing run folder as it was.
    private static void Refused(Action<string> spoil, params string[] words)
    {
        using var folder = new TemporaryFolder();
        IdxFolder.Write(folder.Path);
        spoil(folder.Path);
        string output = Directory.CreateDirectory(folder.File("out")).FullName;
        File.WriteAllText(Path.Combine(output, "model.safetensors"), "an earlier model");
        Cli.AssertFails(Cli.Run("train", "--data", folder.Path, "--out", output), ExitCode.BadData, words);
        Assert.Equal("an earlier model", File.ReadAllText(Path.Combine(output, "model.safetensors")));
        Assert.Single(Directory.GetFiles(output));
    }

    private static void Truncate(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^7]);
    }

    private static void WriteNaN(string folder)
    {
        const int Float = 0x0D, Pixels = IdxFolder.Side * IdxFolder.Side;
        byte[] data = new byte[80 * Pixels * 4];
        BinaryPrimitives.WriteSingleBigEndian(data.AsSpan((2 * Pixels + 5) * 4), float.NaN);
        IdxFolder.WriteFile(Path.Combine(folder, "train-images-idx3-ubyte"), Float, [80, IdxFolder.Side, IdxFolder.Side], data);
    }
}
