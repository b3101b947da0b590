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
    [MemberData(nameof(Cases))]
    public void RankCorrelations_EqualTheReference(string name)
    {
        var c = RankingReference.Case("quantized_pairs", name);
        double[] a = c.AllNumbers("a"), b = c.AllNumbers("b");
        Assert.Equal(c.Number("kendall_tau_b"), RankCorrelation.KendallTauB<double>(a, b).Value, Tolerance);
        Assert.Equal(c.Number("spearman"), RankCorrelation.Spearman<double>(a, b).Value, Tolerance);
    }
}
