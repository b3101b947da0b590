using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Tests;

public class BadModelTests
{
    [Fact]
    public void MissingModel_SaysHowToGetOne() => Cli.AssertFails(Cli.Run("eval", "--model", "/no/such.safetensors"), ExitCode.BadData, "/no/such.safetensors", "train");

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    [InlineData(100)]
    public void RandomBytes_AreExitCode3(int length)
    {
        using var folder = new TemporaryFolder();
        byte[] bytes = new byte[length];
        new Random(1).NextBytes(bytes);
        File.WriteAllBytes(folder.File("m.safetensors"), bytes);
        Cli.AssertFails(Cli.Run("eval", "--model", folder.File("m.safetensors")), ExitCode.BadData, "m.safetensors");
        Cli.AssertFails(Cli.Run("summary", "--model", folder.File("m.safetensors")), ExitCode.BadData, "m.safetensors");
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("model-int8.safetensors")]
    public void TruncatedModel_IsExitCode3(string name)
    {
        using var folder = new TemporaryFolder();
        TrainedRun.Train(folder);
        string path = Path.Combine(folder.File("out"), name);
        byte[] bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^5]);
        Cli.AssertFails(Cli.Run("eval", "--data", folder.Path, "--model", path), ExitCode.BadData, name);
    }

    [Fact]
    public void ModelForOtherImages_GivesBothSizes()
    {
        using var folder = new TemporaryFolder();
        TrainedRun.Train(folder);
        // The digits have 64 pixels.
        Cli.AssertFails(Cli.Run("eval", "--out", folder.File("out")), ExitCode.BadData, "16 pixels", "64 pixels");
    }
}
