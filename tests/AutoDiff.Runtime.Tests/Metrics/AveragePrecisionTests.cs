using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class AveragePrecisionTests
{
    [Fact]
    public void ReversedPair_IsOneHalf() => Assert.Equal(0.5, AveragePrecision.Compute<double>([1, 0], [0, 1]).Value);

    [Fact]
    public void AllTied_IsTheShareOfPositivesExactly()
    {
        double[] scores = new double[100];
        int[] labels = [.. Enumerable.Range(0, 100).Select(i => i % 4 == 0 ? 1 : 0)];
        Assert.Equal(0.25, AveragePrecision.Compute<double>(scores, labels).Value);
    }

    [Fact]
    public void NoPositives_IsZeroWithANote()
    {
        var value = AveragePrecision.Compute<double>([1, 2], [0, 0]);
        Assert.Equal(0, value.Value);
        Assert.Contains("no positive", value.Note, StringComparison.Ordinal);
    }

    [Fact]
    public void AllPositives_IsOne() => Assert.Equal(1, AveragePrecision.Compute<float>([1, 2, 2], [1, 1, 1]).Value);

    [Fact]
    public void Interpolated_IsTheAreaUnderTheEnvelope()
    {
        double[] scores = [9, 8, 7, 6, 5, 4];
        int[] labels = [1, 0, 0, 1, 1, 0];
        // Precisions at the hits: 1, 2/4, 3/5; the envelope raises 2/4 to 3/5.
        Assert.Equal((1 + 0.5 + 0.6) / 3, AveragePrecision.Compute<double>(scores, labels).Value, 1e-15);
        Assert.Equal((1 + 0.6 + 0.6) / 3, AveragePrecision.Interpolated<double>(scores, labels).Value, 1e-15);
        double[] envelope = PrecisionRecallCurve.Of<double>(scores, labels).Interpolated().Precision;
        Assert.Equal(envelope.OrderDescending(), envelope);
    }
}
