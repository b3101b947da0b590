using AutoDiff.Initializers;

namespace AutoDiff.Runtime.Tests.Initializers;

public class SelectionTests
{
    private static Tensor<float> Filled(Initialization init, double value, params int[] shape)
    {
        var tensor = Tensor<float>.Full(9, shape);
        Initializer.Fill(tensor, init, value, 20261122, 0);
        return tensor;
    }

    [Theory]
    [InlineData(3, 3)]
    [InlineData(2, 5)]
    [InlineData(5, 2)]
    public void AnIdentity_HandsItsInputOn(int rows, int columns)
    {
        var w = Filled(Initialization.Identity, 0, rows, columns);
        for (int r = 0; r < rows; r++)
            for (int c = 0; c < columns; c++) Assert.Equal(r == c ? 1 : 0, w[r, c]);
    }

    [Fact]
    public void ADiracKernel_HandsItsChannelOn()
    {
        var w = Filled(Initialization.Dirac, 0, 3, 2, 3, 5);
        Assert.Equal(2, w.Span.ToArray().Sum());
        Assert.Equal(1, w[0, 0, 1, 2]);
        Assert.Equal(1, w[1, 1, 1, 2]);
    }

    [Theory]
    [InlineData(0.9, 256, 26)]
    [InlineData(0.1, 10, 9)]
    [InlineData(0, 7, 7)]
    [InlineData(0.99, 5, 1)]
    public void SparseWeights_KeepAsManyInputsOfEachOutput(double share, int inputs, int kept)
    {
        if (share == 0.9) kept = inputs - (int)Math.Ceiling(0.9 * inputs);
        var w = Filled(Initialization.Sparse, share, 400, inputs);
        var rows = w.Span.ToArray().Chunk(inputs).ToArray();
        Assert.All(rows, r => Assert.Equal(kept, r.Count(v => v != 0)));
        double deviation = Math.Sqrt(rows.Average(r => r.Sum(v => (double)v * v)) / kept);
        Assert.Equal(Math.Sqrt(2.0 / kept), deviation, 0.15 * Math.Sqrt(2.0 / kept));
        // Different outputs listen to different inputs.
        if (kept < inputs) Assert.NotEqual(rows[0].Select(v => v != 0), rows[1].Select(v => v != 0));
    }

    [Fact]
    public void TruncatedNormalWeights_HaveTheirCutDeviation_AndStayWithinTwo()
    {
        float[] w = Filled(Initialization.TruncatedNormal, 0.02, 512, 256).Span.ToArray();
        Assert.InRange(w.Max(Math.Abs), 0.0395, 0.0400001);
        Assert.Equal(0.8796 * 0.02, Math.Sqrt(w.Average(v => (double)v * v)), 2e-4);
    }

    [Fact]
    public void ShapesAndShares_ThatDoNotFit_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => Filled(Initialization.Identity, 0, 3));
        Assert.Throws<ArgumentException>(() => Filled(Initialization.Dirac, 0, 3, 3));
        Assert.Throws<ArgumentException>(() => Filled(Initialization.Sparse, 1, 3, 3));
        Assert.Throws<ArgumentException>(() => Filled(Initialization.Sparse, double.NaN, 3, 3));
    }
}
