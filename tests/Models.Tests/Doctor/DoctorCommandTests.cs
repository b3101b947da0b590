using System.Text.Json;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Tests.Doctor;

[Collection(WorkerCount.Name)]
public class DoctorCommandTests
{
    [Fact]
    public void EachCheck_IsOneLine_AndAHealthyNetworkEndsWith0()
    {
        var outcome = Cli.Run("doctor", "--set", "hidden=48");
        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        string[] lines = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(11, lines.Length);
        Assert.All(lines, l => Assert.StartsWith("PASS ", l, StringComparison.Ordinal));
        Assert.EndsWith("11 passed", outcome.ErrorLines[^1].TrimEnd(), StringComparison.Ordinal);
    }

    [Fact]
    public void Json_IsOneEventALine()
    {
        var outcome = Cli.Run("doctor", "--format", "json", "--set", "hidden=48", "--lr", "0.5");
        Assert.Equal(ExitCode.CheckFailed, outcome.ExitCode);
        var events = outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement).ToList();
        Assert.Equal("run.start", events[0].GetProperty("event").GetString());
        Assert.Equal("run.end", events[^1].GetProperty("event").GetString());
        Assert.Equal(ExitCode.CheckFailed, events[^1].GetProperty("exitCode").GetInt32());
        var rate = events.Single(e => e.GetProperty("event").GetString() == "check" && e.GetProperty("name").GetString() == "learning rate");
        Assert.Equal("failed", rate.GetProperty("status").GetString());
        Assert.Equal(0.5, rate.GetProperty("value").GetDouble());
    }

    [Fact]
    public void AFoldersImages_AreExamined_AndNothingIsWritten()
    {
        using var folder = new TemporaryFolder();
        IdxFolder.Write(folder.Path);
        string[] before = Directory.GetFileSystemEntries(folder.Path);
        var outcome = Cli.Run("doctor", "--data", folder.Path, "--set", "hidden=12", "--batch-size", "16", "--quiet", "--out", folder.File("out"));
        Assert.NotEqual(ExitCode.Internal, outcome.ExitCode);
        Assert.Equal(11, outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(before.Order(), Directory.GetFileSystemEntries(folder.Path).Order());
    }

    [Fact]
    public void BadData_IsExitCode3() => Cli.AssertFails(Cli.Run("doctor", "--data", "/no/such/folder"), ExitCode.BadData, "/no/such/folder");

    [Fact]
    public void AModelOfOtherExtents_IsExitCode3()
    {
        using var folder = new TemporaryFolder();
        string model = Patients.Store(folder, _ => { });
        IdxFolder.Write(folder.Path);
        Cli.AssertFails(Cli.Run("doctor", "--model", model, "--data", folder.Path), ExitCode.BadData, "64 pixels", "16 pixels");
    }

    [Fact]
    public void AnInt8Model_IsExitCode3()
    {
        using var folder = new TemporaryFolder();
        TrainedRun.Train(folder);
        Cli.AssertFails(Cli.Run("doctor", "--data", folder.Path, "--model", Path.Combine(folder.File("out"), "model-int8.safetensors")), ExitCode.BadData, "float32");
    }

    [Fact]
    public void DataOfOneClass_IsExitCode3()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("one.csv"), "a,b,label\n" + string.Concat(Enumerable.Range(0, 12).Select(i => $"{i},{i * i},0\n")));
        Cli.AssertFails(Cli.Run("doctor", "--data", folder.File("one.csv")), ExitCode.BadData, "one class");
    }

    [Fact]
    public void WrongUsage_IsExitCode2() => Cli.AssertFails(Cli.Run("doctor", "--lr", "0"), ExitCode.Usage, "positive");
}
