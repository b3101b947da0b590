using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

[Trait("Category", "Reference")]
public class ProbabilityReferenceTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Multiclass => RankingReference.Names("multiclass");

    public static TheoryData<string> Binary => RankingReference.Names("log_loss");

    [Theory]
    [MemberData(nameof(Multiclass))]
    public void MulticlassMetrics_EqualTheReference(string name)
    {
        var c = RankingReference.Case("multiclass", name);
        int[] labels = c.Integers("y");
        double[] p = c.AllNumbers("proba"), weights = c.AllNumbers("sample_weight");
        int classes = p.Length / labels.Length;
        var loss = LogLoss.Multiclass<double>(p, classes, labels);
        Assert.Equal(c.Number("log_loss"), loss.Loss.Value, Tolerance);
        Assert.Equal(c.Number("log_loss_sum"), loss.Loss.Value * labels.Length, 1e-10);
        Assert.Equal(0, loss.UnnormalizedRows);
        Assert.Equal(c.Number("log_loss_weighted"), LogLoss.Multiclass<double>(p, classes, labels, weights).Loss.Value, Tolerance);
        Assert.Equal(c.Number("brier_multiclass"), BrierScore.Multiclass<double>(p, classes, labels).Value, Tolerance);

        var auc = c.GetProperty("auc");
        Assert.Equal(auc.Number("ovr_macro"), MulticlassAuc.OneVersusRest<double>(p, classes, labels).Value, Tolerance);
        Assert.Equal(auc.Number("ovr_weighted"), MulticlassAuc.OneVersusRest<double>(p, classes, labels, ClassAverage.Weighted).Value, Tolerance);
        Assert.Equal(auc.Number("ovo_macro"), MulticlassAuc.OneVersusOne<double>(p, classes, labels).Value, Tolerance);
        Assert.Equal(auc.Number("ovo_weighted"), MulticlassAuc.OneVersusOne<double>(p, classes, labels, ClassAverage.Weighted).Value, Tolerance);
        foreach (var k in c.GetProperty("top_k_accuracy").EnumerateObject())
        {
            int cutoff = int.Parse(k.Name, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(k.Value.GetDouble(), TopKAccuracy.Compute<double>(p, classes, labels, cutoff).Value, Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Binary))]
    public void BinaryLogLoss_EqualsTheReference(string name)
    {
        var c = RankingReference.Case("log_loss", name);
        double clip = c.TryGetProperty("eps", out var eps) ? eps.GetDouble() : 0;
        double expected = c.Number("log_loss");
        double actual = LogLoss.Binary<double>(c.AllNumbers("p1"), c.Integers("y"), clip: clip).Value;
        if (double.IsInfinity(expected)) Assert.Equal(expected, actual);
        else Assert.Equal(expected, actual, Tolerance);
    }
}
