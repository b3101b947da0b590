using System.Globalization;
using AutoDiff.Models.Cli;
using AutoDiff.Models.Data;
using AutoDiff.Models.Explain;

namespace AutoDiff.Models.Tests.Explain;

public class ScalingExplanationTests
{
    private static readonly string[] Lines = Cli.Run("explain", "scaling").Output.ReplaceLineEndings("\n").Split('\n');

    private static string[] Row(params string[] words) =>
        Lines.First(l => words.All(w => l.Contains(w, StringComparison.Ordinal))).Split((char[])[' ', ','], StringSplitOptions.RemoveEmptyEntries);

    [Theory]
    [InlineData("wine", 0.663, 0.972, 0.961)]
    [InlineData("breast-cancer", 0.932, 0.972, 0.965)]
    [InlineData("digits", 0.986, 0.986, 0.977)]
    public void NearestNeighbors_GainWhereUnitsDiffer(string set, double raw, double minMax, double standardized)
    {
        // Accuracies of other software on other folds.
        string[] row = Row(set, "5-NN");
        double[] expected = [raw, minMax, standardized];
        for (int i = 0; i < 3; i++) Assert.Equal(expected[i], double.Parse(row[3 + i], CultureInfo.InvariantCulture), 0.03);
    }

    [Theory]
    [InlineData("wine", 0.927)]
    [InlineData("breast-cancer", 0.926)]
    [InlineData("digits", 0.859)]
    public void Tree_DoesNotChangeAPrediction(string set, double accuracy)
    {
        string[] row = Row(set, "tree");
        Assert.Equal(accuracy, double.Parse(row[3], CultureInfo.InvariantCulture), 0.03);
        Assert.Equal(["0", "0"], row[6..]);
    }

    [Theory]
    [InlineData("min-max", 863, 792, 0.132)]
    [InlineData("standardized", 2378, 3214, 0.051)]
    public void GradientDescent_ConvergesOnScaledData(string name, int steps, double condition, double loss)
    {
        var variant = ScalingVariant.All.Single(v => v.Name == name);
        var table = ShippedTable.BreastCancer;
        var run = GradientDescentRun.Of(variant.Apply(table.Rows, [], table.Features).Train, table.Features, table.Labels);
        Assert.True(run.Converged);
        Assert.InRange(run.Steps, steps - 2, steps + 1);
        Assert.Equal(1, run.Condition / condition, 0.002);
        Assert.Equal(loss, run.Loss, 1e-3);
    }

    [Fact]
    public void GradientDescent_DoesNotConvergeOnRawData()
    {
        var table = ShippedTable.BreastCancer;
        var run = GradientDescentRun.Of(table.Rows, table.Features, table.Labels);
        Assert.False(run.Converged);
        Assert.Equal(0.56, run.GradientNorm, 0.01);
        Assert.Equal(1, run.Condition / 4.2e8, 0.02);
    }

    [Fact]
    public void Tables_AreComplete()
    {
        Assert.Equal((178, 13, 3), (ShippedTable.Wine.Labels.Length, ShippedTable.Wine.Features, ShippedTable.Wine.Labels.Distinct().Count()));
        Assert.Equal((569, 30, 2), (ShippedTable.BreastCancer.Labels.Length, ShippedTable.BreastCancer.Features, ShippedTable.BreastCancer.Labels.Distinct().Count()));
        Assert.Equal(357, ShippedTable.BreastCancer.Labels.Sum());
    }

    [Fact]
    public void Eigenvalues_OfAHandCase() =>
        Assert.Equal([1, 3, 10], SymmetricEigenvalues.Of(new double[,] { { 2, 1, 0 }, { 1, 2, 0 }, { 0, 0, 10 } }).Select(v => Math.Round(v, 12)));

    [Fact]
    public void BenchCommands_PrintTheColumnsOfTheOtherPrograms()
    {
        var run = Cli.Run("bench", "ranking", "--only", "^top10_of_1000x1000$", "--budget", "0.01");
        Assert.Equal(ExitCode.Ok, run.ExitCode);
        Assert.StartsWith("case,impl,threads,dtype,reps,median_s,min_s,max_s,note", run.Output, StringComparison.Ordinal);
        Assert.Contains("top10_of_1000x1000,TopK.SelectRows,1,float32,", run.Output, StringComparison.Ordinal);
        Cli.AssertFails(Cli.Run("bench", "scaling", "--budget", "0"), ExitCode.Usage, "--budget");
        Cli.AssertFails(Cli.Run("bench", "scaling", "--only", "("), ExitCode.Usage, "--only");
    }
}
