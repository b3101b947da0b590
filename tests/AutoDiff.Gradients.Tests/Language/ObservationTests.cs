namespace AutoDiff.Gradients.Tests.Language;

public class ObservationTests
{
    [Fact]
    public void FirstNonFiniteNumber_IsReportedWithItsOperands()
    {
        var error = Assert.Throws<NonFiniteException>(() => Observed.RatioGradient(1, 0, out _, out _));
        Assert.Equal(("Observed.cs", 12, "ratio", double.PositiveInfinity, false), (error.File, error.Line, error.Variable, error.Value, error.IsBackward));
        Assert.Contains("x = 1", error.Message, StringComparison.Ordinal);
        Assert.Contains("y = 0", error.Message, StringComparison.Ordinal);
        Assert.Contains("double ratio = x / y;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void NonFiniteArgument_IsReportedByElement()
    {
        var error = Assert.Throws<NonFiniteException>(() => Observed.SumOfRootsGradient([1, 4, double.NaN], new double[3]));
        Assert.Equal(("x", 2), (error.Variable, error.Element));
    }

    [Fact]
    public void NonFiniteNumberInALoop_IsReported()
    {
        var error = Assert.Throws<NonFiniteException>(() => Observed.SumOfRootsGradient([1, -4], new double[2]));
        Assert.Equal(("root", 22, false), (error.Variable, error.Line, error.IsBackward));
    }

    [Fact]
    public void NonFiniteAdjoint_IsReportedAsOne()
    {
        var error = Assert.Throws<NonFiniteException>(() => Observed.SumOfRootsGradient([1, 0], new double[2]));
        Assert.True(error.IsBackward);
        Assert.Equal(22, error.Line);
    }

    [Fact]
    public void NonFiniteElementOfATensor_IsReportedWithItsOperand()
    {
        var x = Tensor<double>.From([1, 2, 3, 0, 5, 6], 2, 3);
        var error = Assert.Throws<NonFiniteException>(() => Observed.LogarithmsGradient(x, Tensor<double>.Zeros(2, 3)));
        Assert.Equal(("logarithm", 3, double.NegativeInfinity), (error.Variable, error.Element, error.Value));
        Assert.Contains("x[3] = 0", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void FiniteNumbers_GiveTheGradient()
    {
        var dX = new double[2];
        Assert.Equal(5, Observed.SumOfRootsGradient([4, 9], dX));
        Assert.Equal([0.25, 1 / 6.0], dX);
        Assert.Equal(4, Observed.RatioGradient(4, 2, out double dNumerator, out double dDenominator));
        Assert.Equal((2, -4), (dNumerator, dDenominator));
    }

    [Fact]
    public void ForwardModeAndSecondDerivatives_AreWatchedToo()
    {
        Assert.Equal(6, Observed.WatchedJvp(4, 1, 3, 2, out double tangent));
        Assert.Equal(3 * 0.25 + 2 * 2, tangent);
        Assert.Equal(6, Observed.WatchedHvp(4, 3, 1, 0, out _, out _, out double hX, out double hY));
        Assert.Equal((-3 / 32.0, 0.25), (hX, hY));
        Assert.True(Assert.Throws<NonFiniteException>(() => Observed.WatchedJvp(0, 1, 3, 0, out _)).IsBackward);
        Assert.Equal("x", Assert.Throws<NonFiniteException>(() => Observed.WatchedHvp(double.NaN, 3, 1, 0, out _, out _, out _, out _)).Variable);
    }

    [Fact]
    public void Taps_DeliverTheAdjointsAtTheirPlaces()
    {
        var x = Tensor<double>.From([0.3, -0.8]);
        Tensor<double> dX = Tensor<double>.Zeros(2), dHidden = Tensor<double>.Zeros(2);
        double value = Observed.TappedGradient(x, 1.5, dX, out double dScale, dHidden, out double dTotal);
        double[] hidden = [Math.Tanh(0.45), Math.Tanh(-1.2)];
        double total = hidden.Sum(h => h * h);
        Assert.Equal(total * total, value, 1e-14);
        Assert.Equal(2 * total, dTotal, 1e-14);
        for (int i = 0; i < 2; i++)
        {
            Assert.Equal(2 * total * 2 * hidden[i], dHidden[i], 1e-14);
            Assert.Equal(dHidden[i] * (1 - hidden[i] * hidden[i]) * 1.5, dX[i], 1e-14);
        }
        Assert.NotEqual(0, dScale);
    }

    [Fact]
    public void CheckpointedLoop_HasTheSameBits()
    {
        foreach (int steps in new[] { 0, 1, 2, 3, 10, 99, 100, 101, 10_000 })
        {
            double recorded = Observed.RecordedGradient(0.3, steps, out double expected);
            Assert.Equal(recorded, Observed.CheckpointedGradient(0.3, steps, out double actual));
            Assert.Equal(expected, actual);
        }
    }

    [Fact]
    public void CheckpointedLoop_NeedsTheMemoryOfARootOfItsSteps()
    {
        long Bytes(Action<Workspace> run)
        {
            var workspace = new Workspace();
            long before = GC.GetAllocatedBytesForCurrentThread();
            run(workspace);
            return GC.GetAllocatedBytesForCurrentThread() - before;
        }
        Observed.CheckpointedGradient(0.3, 10_000, out _);
        long recorded = Bytes(w => Observed.RecordedGradient(0.3, 1_000_000, out _, w)), checkpointed = Bytes(w => Observed.CheckpointedGradient(0.3, 1_000_000, out _, w));
        Assert.True(recorded >= 8_000_000, $"{recorded} bytes without checkpoints");
        Assert.True(checkpointed < 2_000_000, $"{checkpointed} bytes with checkpoints");
    }
}
