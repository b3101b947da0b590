using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

[Trait("Category", "Reference")]
public class BinaryReferenceTests
{
    private const double Tolerance = 1e-12;

    public static TheoryData<string> Cases => RankingReference.Names("binary");

    [Fact]
    public void ThereAre14Cases() => Assert.Equal(14, Cases.Count);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Areas_EqualTheReference(string name)
    {
        var c = RankingReference.Case("binary", name);
        double[] scores = c.AllNumbers("score"), weights = c.AllNumbers("sample_weight");
        int[] labels = c.Integers("y");
        Assert.Equal(c.Number("auc"), RocAuc.Compute<double>(scores, labels, weights).Value, Tolerance);
        Assert.Equal(c.Number("average_precision"), AveragePrecision.Compute<double>(scores, labels, weights).Value, Tolerance);
        foreach (var partial in c.GetProperty("partial_auc_mcclish").EnumerateObject())
        {
            double limit = double.Parse(partial.Name, System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(partial.Value.GetDouble(), RocAuc.Partial<double>(scores, labels, limit, weights).Value, Tolerance);
        }
        Assert.Equal(c.GetProperty("distinct_scores").GetInt32(), RocCurve.Of<double>(scores, labels).Thresholds.Length - 1);
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Curves_EqualTheReference(string name)
    {
        var c = RankingReference.Case("binary", name);
        if (!c.TryGetProperty("roc", out var roc)) return; // only the small sets have curves
        double[] scores = c.AllNumbers("score"), weights = c.AllNumbers("sample_weight");
        int[] labels = c.Integers("y");
        var curve = RocCurve.Of<double>(scores, labels, weights);
        AssertEqual(roc.AllNumbers("fpr"), curve.FalsePositiveRate);
        AssertEqual(roc.AllNumbers("tpr"), curve.TruePositiveRate);
        AssertEqual(roc.AllNumbers("thresholds"), curve.Thresholds);

        // The reference lists the thresholds upwards, without infinity.
        var pr = PrecisionRecallCurve.Of<double>(scores, labels, weights);
        AssertEqual(c.GetProperty("pr").AllNumbers("precision"), [.. pr.Precision.Reverse()]);
        AssertEqual(c.GetProperty("pr").AllNumbers("recall"), [.. pr.Recall.Reverse()]);
        AssertEqual(c.GetProperty("pr").AllNumbers("thresholds"), [.. pr.Thresholds.Skip(1).Reverse()]);
    }

    private static void AssertEqual(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], Tolerance);
    }
}
