using System.Globalization;
using AutoDiff.Models.Cli;

namespace AutoDiff.Models.Tests;

public class MainJobTests
{
    [Fact]
    public void Digits_AreRecognizedInFloatAndInt8()
    {
        using var folder = new TemporaryFolder();
        var outcome = Cli.Run("train", "--quiet", "--out", folder.File("out"));
        Assert.Equal(ExitCode.Ok, outcome.ExitCode);
        double[] accuracies = [.. outcome.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(l => double.Parse(l.Split("  ")[^1].TrimEnd(' ', '%'), CultureInfo.InvariantCulture))];
        Assert.Equal(2, accuracies.Length);
        Assert.All(accuracies, a => Assert.InRange(a, 97, 100));
        Assert.InRange(accuracies[1], accuracies[0] - 0.5, 100);
    }
}
