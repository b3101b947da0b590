using AutoDiff.Clustering;

namespace AutoDiff.Runtime.Tests.Clustering;

public class InitializationTests
{
    public static TheoryData<KMeansInitialization> Methods => [.. Enum.GetValues<KMeansInitialization>()];

    private static string[] RowsOf(Tensor<double> x) =>
        [.. Enumerable.Range(0, x.Shape[0]).Select(i => string.Join(' ', x.Take(i).Span.ToArray().Select(v => v.ToString("R", System.Globalization.CultureInfo.InvariantCulture))))];

    [Theory]
    [MemberData(nameof(Methods))]
    public void FirstCentroids_AreDistinctRowsOfTheData(KMeansInitialization method)
    {
        var x = Points.Noise(400, 3, 1);
        for (ulong seed = 0; seed < 5; seed++)
        {
            string[] chosen = RowsOf(KMeans.Initialize(x, new KMeansOptions { Clusters = 20, Initialization = method, Seed = seed }));
            Assert.Equal(20, chosen.Distinct().Count());
            Assert.Subset(RowsOf(x).ToHashSet(), chosen.ToHashSet());
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void TheSeedDecides(KMeansInitialization method)
    {
        var x = Points.Noise(300, 4, 2);
        var options = new KMeansOptions { Clusters = 10, Initialization = method, Seed = 5 };
        double[] first = KMeans.Initialize(x, options).Span.ToArray();
        Assert.Equal(first, KMeans.Initialize(x, options).Span.ToArray());
        Assert.NotEqual(first, KMeans.Initialize(x, options with { Seed = 6 }).Span.ToArray());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void RowsOfWeightZero_AreNotChosen(KMeansInitialization method)
    {
        var x = Points.Noise(200, 2, 3);
        double[] weights = [.. Enumerable.Range(0, 200).Select(i => i < 100 ? 0.0 : 1)];
        var chosen = KMeans.Initialize(x, new KMeansOptions { Clusters = 30, Initialization = method }, weights);
        for (int j = 0; j < 30; j++)
        {
            double[] row = chosen.Take(j).Span.ToArray();
            Assert.Contains(Enumerable.Range(100, 100), i => Math.Abs(x.Span[2 * i] - row[0]) < 1e-12 && Math.Abs(x.Span[2 * i + 1] - row[1]) < 1e-12);
        }
    }

    [Theory]
    [InlineData(KMeansInitialization.GreedyKMeansPlusPlus)]
    [InlineData(KMeansInitialization.KMeansPlusPlus)]
    [InlineData(KMeansInitialization.KMeansParallel)]
    [InlineData(KMeansInitialization.MarkovChain)]
    public void FarClusters_AreAllFound(KMeansInitialization method)
    {
        var x = Points.Blobs(1000, 4, 10, 4, spread: 1000);
        var result = KMeans.Fit(x, new KMeansOptions { Clusters = 10, Initialization = method });
        Assert.True(result.Inertia < 2 * 1000 * 4, $"inertia {result.Inertia}");
    }

    [Fact]
    public void PlusPlus_DrawsRowsByWeightTimesSquaredDistance()
    {
        // After 0 was drawn, 1 (w 1), 2 (w 3), -3 (w 1) have shares 1, 12, 9 of 22.
        var x = Points.Rows([0], [1], [2], [-3]);
        double[] weights = [1e9, 1, 3, 1];
        int[] counts = new int[4];
        const int Draws = 4000;
        for (ulong seed = 0; seed < Draws; seed++)
        {
            var chosen = KMeans.Initialize(x, new KMeansOptions { Clusters = 2, Initialization = KMeansInitialization.KMeansPlusPlus, Seed = seed }, weights);
            counts[Array.FindIndex((double[])[0, 1, 2, -3], v => Math.Abs(v - chosen.Span[1]) < 1e-9)]++;
        }
        double[] expected = [0, 1.0 / 22, 12.0 / 22, 9.0 / 22];
        // Five standard deviations.
        for (int i = 0; i < 4; i++) Assert.Equal(expected[i], counts[i] / (double)Draws, 5 * Math.Sqrt(expected[i] * (1 - expected[i]) / Draws));
    }

    [Fact]
    public void ADrawNeverLeadsBeyondTheLastRowOfPositiveWeight()
    {
        // Ten times 0.1 is less than 1 in double, and a number below 1 times the total may round up to it.
        double[] weights = [.. Enumerable.Repeat(0.1, 10), 0, 0];
        foreach (double u in (double[])[1, Math.BitDecrement(1), 0.9999999999999999]) Assert.Equal(9, PlusPlus.RowByWeight(weights, u));
        Assert.Equal(0, PlusPlus.RowByWeight(weights, 0));
        Assert.Equal(1, PlusPlus.RowByWeight([0, 5], 0));
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 2)]
    [InlineData(3, 3)]
    [InlineData(64, 6)]
    [InlineData(256, 7)]
    public void GreedyTrials_AreTwoAndTheLogarithmOfTheClusters(int clusters, int trials) => Assert.Equal(trials, Seeds.Trials(clusters));

    [Theory]
    [MemberData(nameof(Methods))]
    public void RowAndColumnMajorData_GiveTheSamePicks(KMeansInitialization method)
    {
        var x = Points.Noise(150, 4, 6);
        var columns = Tensor<double>.Zeros(4, 150);
        for (int i = 0; i < x.Length; i++) columns.Span[i % 4 * 150 + i / 4] = x.Span[i];
        // After one iteration, centroids are the means around the picks.
        var options = new KMeansOptions { Clusters = 12, Initialization = method, MaxIterations = 1 };
        Assert.Equal(
            KMeans.Fit(x, options).Model.Centroids.Span.ToArray(),
            KMeans.Fit(LinearAlgebra.MatrixView<double>.Of(columns).Transposed, options).Model.Centroids.Span.ToArray());
    }

    [Fact]
    public void GreedyTrials_LowerTheInertiaOfTheStart()
    {
        var x = Points.Blobs(2000, 6, 30, 5, spread: 4);
        double Mean(KMeansInitialization method) => Enumerable.Range(0, 10)
            .Average(s => -new KMeansModel<double>(KMeans.Initialize(x, new KMeansOptions { Clusters = 30, Initialization = method, Seed = (ulong)s })).Score(x));
        double greedy = Mean(KMeansInitialization.GreedyKMeansPlusPlus), plain = Mean(KMeansInitialization.KMeansPlusPlus), random = Mean(KMeansInitialization.Random);
        Assert.True(greedy < plain && plain < random, $"{greedy} {plain} {random}");
    }

    [Fact]
    public void DuplicatesAreChosenOnlyWhenNothingElseIsLeft()
    {
        double[][] rows = [.. Enumerable.Range(0, 300).Select(i => new[] { 0.1 * (i % 7), 1e3 + i % 7 })];
        for (ulong seed = 0; seed < 20; seed++)
        {
            var chosen = KMeans.Initialize(Points.Rows<float>(rows), new KMeansOptions { Clusters = 7, Initialization = KMeansInitialization.KMeansPlusPlus, Seed = seed });
            Assert.Equal(7, RowsOf(chosen).Distinct().Count());
        }
    }
}
