using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Tests;

public class UsageTests
{
    [Theory]
    [InlineData("--bogus", "--bogus")]
    [InlineData("fly", "fly")]
    [InlineData("train --epochs x", "--epochs")]
    [InlineData("train --epochs -1", "--epochs")]
    [InlineData("train --batch-size 0", "at least 2")]
    [InlineData("train --batch-size 1", "at least 2")]
    [InlineData("train --lr 0", "positive")]
    [InlineData("train --lr NaN", "finite")]
    [InlineData("train --seed -3", "--seed")]
    [InlineData("train --set colour=red", "colour")]
    [InlineData("train --set hidden", "key=value")]
    [InlineData("train --set hidden=0", "hidden")]
    [InlineData("train --format xml", "xml")]
    [InlineData("train --config /no/such/file.json", "/no/such/file.json")]
    [InlineData("gradcheck --only NoSuchMethod", "NoSuchMethod")]
    [InlineData("bench kernels --threads 0", "--threads")]
    public void WrongUsage_IsOneLine_AndExitCode2(string arguments, string word) =>
        Cli.AssertFails(Cli.Run(arguments.Split(' ')), ExitCode.Usage, word);

    [Theory]
    [InlineData("{ \"epochs\": true }", "epochs")]
    [InlineData("{ \"colour\": 1 }", "colour")]
    [InlineData("[ 1 ]", "object")]
    [InlineData("{ \"epochs\": ", "line")]
    public void WrongConfiguration_IsOneLine_AndExitCode2(string json, string word)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("run.json"), json);
        Cli.AssertFails(Cli.Run("summary", "--config", folder.File("run.json")), ExitCode.Usage, "run.json", word);
    }

    [Fact]
    public void CommandLine_OverridesEnvironment_OverridesFile_OverridesDefaults()
    {
        using var folder = new TemporaryFolder();
        string file = folder.File("run.json");
        File.WriteAllText(file, """{ "epochs": 3, "hidden": 7, "lr": 0.5 }""");
        var variables = new Dictionary<string, string> { ["AUTODIFF_HIDDEN"] = "8", ["AUTODIFF_LR"] = "0.25" };
        var settings = SettingsResolver.Resolve(file, name => variables.GetValueOrDefault(name), [("lr", "0.125")], []);
        Assert.Equal(3, settings.Epochs);
        Assert.Equal(8, settings.Hidden);
        Assert.Equal(0.125, settings.LearningRate);
        Assert.Equal(new Settings().BatchSize, settings.BatchSize);
    }

    [Fact]
    public void WrittenConfiguration_GivesTheSameSettings()
    {
        using var folder = new TemporaryFolder();
        var settings = new Settings { Epochs = 3, LearningRate = 0.1 + 0.2, Seed = ulong.MaxValue, Data = "a \"b\" \\ c" };
        File.WriteAllBytes(folder.File("config.json"), SettingsResolver.ToJson(settings));
        Assert.Equal(settings, SettingsResolver.Resolve(folder.File("config.json"), _ => null, [], []));
    }

    [Fact]
    public void Summary_CountsTheNumbersOfTheNetwork()
    {
        var outcome = Cli.Run("summary", "--set", "hidden=10");
        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        // 64 inputs, 10 hidden units, 10 classes: weights, scales and shifts, bias, running statistics.
        Assert.Contains($"12 tensors, {64 * 10 + 20 + 100 + 20 + 100 + 10 + 40} numbers", outcome.Output, StringComparison.Ordinal);
    }
}
