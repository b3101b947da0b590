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
        // scikit-learn 1.2.1 on the same folds, to every digit that is printed.
        string[] row = Row(set, "5-NN");
        Assert.Equal([raw, minMax, standardized], row[3..6].Select(figure => double.Parse(figure, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData("wine", 0.922, 0.938)]
    [InlineData("breast-cancer", 0.912, 0.933)]
    [InlineData("digits", 0.849, 0.859)]
    public void Tree_DoesNotChangeAPrediction(string set, double lowest, double highest)
    {
        // scikit-learn 1.2.1 on the same folds: it takes one of equally good questions by chance, and these are the accuracies over 20 seeds (digits: 8). This tree
        // always takes the first, and cuts at a number of the data, not halfway to the next.
        string[] row = Row(set, "tree");
        Assert.InRange(double.Parse(row[3], CultureInfo.InvariantCulture), lowest - 0.01, highest + 0.01);
        Assert.Equal(row[3], row[4]);
        Assert.Equal(row[3], row[5]);
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
        // The reference counts gradients: one more than steps. Another order of the sums may cost a step.
        Assert.InRange(run.Steps, steps - 2, steps);
        Assert.Equal(1, run.Condition / condition, 0.002);
        Assert.Equal(loss, run.Loss, 1e-3);
    }

    [Fact]
    public void GradientDescent_DoesNotConvergeOnRawData()
    {
        var table = ShippedTable.BreastCancer;
        var run = GradientDescentRun.Of(table.Rows, table.Features, table.Labels);
        Assert.False(run.Converged);
        Assert.Equal(20_000, run.Steps);
        Assert.Equal(0.56, run.GradientNorm, 0.01);
        Assert.Equal(1, run.Condition / 4.2e8, 0.02);
    }

    [Fact]
    public void Folds_AreThoseOfOtherSoftware()
    {
        // scikit-learn 1.2.1, StratifiedKFold(5, shuffle=True, random_state=0).
        int[] fold = StratifiedFolds.Of(ShippedTable.Wine.Labels, 5, 0);
        Assert.Equal([4, 5, 10, 11, 17, 28, 34, 42, 46, 51, 54, 55], Enumerable.Range(0, 178).Where(r => fold[r] == 0).Take(12));
        foreach (int label in new[] { 0, 1, 2 })
        {
            int[] sizes = [.. Enumerable.Range(0, 5).Select(k => Enumerable.Range(0, 178).Count(r => fold[r] == k && ShippedTable.Wine.Labels[r] == label))];
            Assert.InRange(sizes.Max() - sizes.Min(), 0, 1);
        }
    }

    [Fact]
    public void MersenneTwister_DrawsAndShufflesLikeOtherSoftware()
    {
        // numpy 1.24, RandomState(0).
        var random = new MersenneTwister(0);
        Assert.Equal([2357136044, 2546248239, 3071714933], [random.Next(), random.Next(), random.Next()]);
        int[] order = [.. Enumerable.Range(0, 10)];
        new MersenneTwister(0).Shuffle(order);
        Assert.Equal([2, 8, 4, 9, 1, 6, 7, 3, 0, 5], order);
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
