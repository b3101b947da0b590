using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

[Trait("Category", "Reference")]
public class ComparisonReferenceTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Cases => RankingReference.Names("quantized_pairs");

    [Fact]
    public void ThereAre2Cases() => Assert.Equal(2, Cases.Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void DeLong_EqualsTheReference(string name)
    {
        var c = RankingReference.Case("quantized_pairs", name);
        var expected = c.GetProperty("delong");
        var test = DeLongTest.Of<double>(c.AllNumbers("a"), c.AllNumbers("b"), c.Integers("y"));
        double[] covariance = expected.AllNumbers("covariance");
        Assert.Equal(expected.Number("auc_a"), test.AucA, Tolerance);
        Assert.Equal(expected.Number("auc_b"), test.AucB, Tolerance);
        Assert.Equal(covariance[0], test.VarianceA, Tolerance);
        Assert.Equal(covariance[1], test.Covariance, Tolerance);
        Assert.Equal(covariance[2], test.Covariance, Tolerance);
        Assert.Equal(covariance[3], test.VarianceB, Tolerance);
        Assert.Equal(expected.Number("var_of_difference"), test.VarianceOfDifference, Tolerance);
        // The reference's variance is a difference of numbers 10^4 times as large; so many digits are lost in z.
        Assert.Equal(expected.Number("z"), test.Z, 1e-10);
        Assert.Equal(expected.Number("p_two_sided"), test.PValue, 1e-10);
    }

    [Theory]
    [InlineData("int8_full_range_vs_float", -5e-6, 0.023, 0.98)]
    [InlineData("int8_saturated_vs_float", -0.0097, 2.86, 0.0043)]
    public void PairedTestOf1500Samples_SeesWhatTwoUnpairedIntervalsCannot(string name, double difference, double z, double p)
    {
        var c = RankingReference.Case("quantized_pairs", name);
        int[] labels = c.Integers("y");
        Assert.Equal(1500, labels.Length);
        var test = DeLongTest.Of<double>(c.AllNumbers("a"), c.AllNumbers("b"), labels);
        Assert.Equal(difference, test.AucB - test.AucA, 5e-5);
        Assert.Equal(z, Math.Abs(test.Z), 0.006);
        Assert.Equal(p, test.PValue, p < 0.01 ? 5e-5 : 5e-3);
        // Two separate 95 % intervals overlap almost completely in either case.
        Assert.InRange(Math.Abs(test.Difference) / Math.Sqrt(test.VarianceA + test.VarianceB), 0, 0.4);
        Assert.InRange(test.AucA, 0, 1);
        Assert.InRange(test.AucB, 0, 1);
    }

    [Fact]
    public void HalfPrecisionProbabilitiesNearOne_CollapseAndLoseArea()
    {
        var c = RankingReference.Case("binary", "medium_continuous");
        int[] labels = c.Integers("y");
        double[] scores = c.AllNumbers("score");
        Half[] probabilities = [.. scores.Select(s => (Half)(1 / (1 + Math.Exp(-(8 + 3 * s)))))];
        Assert.Equal((1500, 134), (probabilities.Length, probabilities.Distinct().Count()));
        Assert.Equal(0.7474, RocAuc.Compute<double>(scores, labels).Value, 5e-5);
        Assert.Equal(0.6827, RocAuc.Compute<Half>(probabilities, labels).Value, 5e-5);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void RankCorrelations_EqualTheReference(string name)
    {
        var c = RankingReference.Case("quantized_pairs", name);
        double[] a = c.AllNumbers("a"), b = c.AllNumbers("b");
        Assert.Equal(c.Number("kendall_tau_b"), RankCorrelation.KendallTauB<double>(a, b).Value, Tolerance);
        Assert.Equal(c.Number("spearman"), RankCorrelation.Spearman<double>(a, b).Value, Tolerance);
    }
}
