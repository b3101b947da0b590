using AutoDiff.Metrics;

namespace AutoDiff.Runtime.Tests.Metrics;

public class CalibrationTests
{
    private static readonly CounterRandom Random = new(21);
    private static readonly double[] Scores = [.. Enumerable.Range(0, 3000).Select(i => 2 * Random.Normal((ulong)i))];
    private static readonly int[] Labels = [.. Scores.Select((s, i) => Random.Uniform((ulong)(i + 100000)) < 1 / (1 + Math.Exp(-(1.5 * s - 0.5))) ? 1 : 0)];

    [Fact]
    public void Platt_FindsTheLogisticFunction()
    {
        var fit = PlattCalibration.Fit(Scores, Labels);
        Assert.Equal(1.5, fit.Slope, 0.15);
        Assert.Equal(-0.5, fit.Intercept, 0.15);
    }

    [Fact]
    public void Platt_DoesNotDependOnTheScaleOfTheScores()
    {
        var fit = PlattCalibration.Fit(Scores, Labels);
        var scaled = PlattCalibration.Fit([.. Scores.Select(s => s * 1e6)], Labels);
        Assert.Equal(fit.Slope, scaled.Slope * 1e6, 1e-6);
        Assert.Equal(fit.Predict(0.7), scaled.Predict(0.7e6), 1e-7);
    }

    [Fact]
    public void Platt_OfSeparableScoresStaysFinite()
    {
        var fit = PlattCalibration.Fit([-2, -1, 1, 2], [0, 0, 1, 1]);
        Assert.True(double.IsFinite(fit.Slope) && fit.Slope > 0);
        Assert.Throws<UndefinedMetricException>(() => PlattCalibration.Fit([1, 2], [1, 1]));
    }

    [Fact]
    public void Isotonic_OfAHandCase()
    {
        var fit = IsotonicCalibration.Fit([1, 2, 3, 4, 5], [0, 1, 0, 1, 1]);
        Assert.Equal([1, 2, 3, 4, 5], fit.Scores.ToArray());
        Assert.Equal([0, 0.5, 0.5, 1, 1], fit.Values.ToArray());
        Assert.Equal(0.25, fit.Predict(1.5));
        Assert.Equal((0.0, 1.0), (fit.Predict(-9), fit.Predict(9)));
    }

    [Fact]
    public void Isotonic_NeverFallsAndKeepsTheMean()
    {
        var fit = IsotonicCalibration.Fit(Scores, Labels);
        double[] values = fit.Values.ToArray();
        Assert.Equal(values.Order(), values);
        Assert.Equal(Labels.Average(), Scores.Average(fit.Predict), 1e-12);
    }

    [Fact]
    public void Isotonic_IsBetterCalibratedThanTheRawScore()
    {
        double[] raw = [.. Scores.Select(s => 1 / (1 + Math.Exp(-s / 3)))];
        var fit = IsotonicCalibration.Fit(raw, Labels);
        double[] calibrated = [.. raw.Select(fit.Predict)];
        Assert.True(Reliability.Of<double>(calibrated, Labels).ExpectedError < Reliability.Of<double>(raw, Labels).ExpectedError / 3);
    }
}
