using AutoDiff.Checking;
using AutoDiff.Generated;
using AutoDiff.Models.Cli;
using AutoDiff.Models.Training;

namespace AutoDiff.Models.Tests;

/// <summary>The generated list of gradient checks, in full.</summary>
public class GradientChecksTests
{
    // The derivative of these passes through a rounding, or leaves out a path, as their papers say.
    private static readonly string[] Exempt = ["FakeQuantization", "QuantizedMlp"];

    // Programs whose arguments have to fit each other in ways that a sample does not know; reference results and recorded conversations test them.
    private static readonly string[] Unsampled =
    [
        "BundleAdjustment.ReprojectionError", "Determinant.Expand", "GaussianMixture.LogPosterior", "Particle.CrossingByForward", "Particle.CrossingByReverse", "RungeKutta.Slope",
        "RungeKutta.Solve", "SaddlePoint.MaximumByForward", "SaddlePoint.MaximumByReverse", "SequenceLstm.Loss", "SequenceLstm.Sigmoid",
    ];

    public static TheoryData<string> Names => [.. GradientChecks.All().Select(c => c.Name)];

    [Fact]
    public void Names_AreUnique() => Assert.Equal(GradientChecks.All().Count, GradientChecks.All().Select(c => c.Name).Distinct().Count());

    [Theory]
    [MemberData(nameof(Names))]
    public void EveryGeneratedGradient_EqualsDifferencesOfItsMethod(string name)
    {
        foreach (ulong seed in (ulong[])[20261122, 1, 2])
        {
            var result = GradientCheck.Run(GradientChecks.All(seed).Single(c => c.Name == name), new GradientCheckOptions { Seed = seed });
            Assert.False(result.Failed, $"seed {seed}: {result.Error} {result.Worst}");
            Assert.Equal(Exempt.Contains(name.Split('.')[0]) || Unsampled.Contains(name), result.Skipped is not null);
        }
    }

    [Fact]
    public void TheCommand_ChecksEverything_AndCountsSkippedMethodsApart()
    {
        var run = Cli.Run("gradcheck", "--only", "FakeQuantization.Lsq");
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("SKIP FakeQuantization.Lsq  ", run.Output, StringComparison.Ordinal);
        Assert.EndsWith("0 passed, 0 failed\n", run.Output.ReplaceLineEndings("\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void TheCommand_FindsMethodsByTheirShortName()
    {
        var run = Cli.Run("gradcheck", "--only", "Huber", "--seed", "3");
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.Contains("PASS Losses.Huber", run.Output, StringComparison.Ordinal);
        Assert.Contains("PASS BenchFunctions.Huber", run.Output, StringComparison.Ordinal);
        Assert.Contains("seed 3", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void TheMainJob_ChecksWhatItsNetworksUse() => Assert.Equal(8, NetworkChecks.Cases(1).Count);
}
