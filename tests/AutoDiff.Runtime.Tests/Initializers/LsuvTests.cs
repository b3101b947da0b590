using AutoDiff.Initializers;

namespace AutoDiff.Runtime.Tests.Initializers;

public class LsuvTests
{
    private const int Depth = 8, Width = 48, Rows = 256;

    /// <summary>Layers with tanh between them; each output is taken before its activation function.</summary>
    private static List<LsuvLayer<float>> Stack(double inputScale, double inputMean = 0)
    {
        var x = Tensor<float>.Zeros(Rows, Width);
        new CounterRandom(8).FillNormal(x.Span, inputMean, inputScale);
        var weights = Enumerable.Range(0, Depth).Select(_ => Tensor<float>.Zeros(Width, Width)).ToList();
        for (int i = 0; i < Depth; i++) Initializer.Fill(weights[i], Initialization.Normal, 0.3, 5, i);
        return [.. weights.Select((w, i) => new LsuvLayer<float>($"layer{i + 1}", w, () => Forward(x, weights, i)))];
    }

    private static Tensor<float> Forward(Tensor<float> x, List<Tensor<float>> weights, int last)
    {
        for (int i = 0; ; i++)
        {
            var z = Ops.MatMul(x, Ops.Transpose(weights[i]));
            if (i == last) return z;
            x = Ops.Tanh(z);
        }
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1e-3, 0)]
    [InlineData(300, 2)]
    public void EveryLayerEndsWithUnitVariance_WhateverTheScaleOfTheInput(double scale, double mean)
    {
        var layers = Stack(scale, mean);
        var results = LayerSequentialUnitVariance.Apply(layers);
        Assert.Equal(layers.Select(l => l.Name), results.Select(r => r.Name));
        foreach (var (layer, result) in layers.Zip(results))
        {
            Assert.True(result.Converged, result.ToString());
            Assert.InRange(Moments.Of<float>(layer.Output().Span).Variance(), 0.9, 1.1);
            Assert.Equal(result.Variance, Moments.Of<float>(layer.Output().Span).Variance(), 1e-12);
        }
    }

    [Fact]
    public void TheMatrices_StayOrthogonalUpToAFactor()
    {
        var layers = Stack(1);
        LayerSequentialUnitVariance.Apply(layers);
        var w = layers[3].Weight;
        var gram = Ops.MatMul(w, Ops.Transpose(w));
        float diagonal = gram.Span[0];
        for (int i = 0; i < Width; i++)
            for (int j = 0; j < Width; j++) Assert.Equal(i == j ? diagonal : 0, gram.Span[i * Width + j], 1e-5f * diagonal);
    }

    [Fact]
    public void WithoutTheOrthogonalStart_OnlyTheScaleOfTheWeightsChanges()
    {
        var layers = Stack(1);
        float[] before = layers[2].Weight.Span.ToArray();
        LayerSequentialUnitVariance.Apply(layers, new LsuvOptions { OrthogonalStart = false, Tolerance = 1e-3 });
        float[] after = layers[2].Weight.Span.ToArray();
        float factor = after[0] / before[0];
        for (int i = 0; i < after.Length; i++) Assert.Equal(factor * before[i], after[i], 1e-5f * Math.Abs(after[i]));
    }

    [Fact]
    public void TheSameSeed_GivesTheSameWeights()
    {
        var (a, b) = (Stack(1), Stack(1));
        LayerSequentialUnitVariance.Apply(a, new LsuvOptions { Seed = 4 });
        LayerSequentialUnitVariance.Apply(b, new LsuvOptions { Seed = 4 });
        Assert.Equal(a[5].Weight.Span.ToArray(), b[5].Weight.Span.ToArray());
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(double.NaN)]
    public void AnOutputWithoutVariance_IsNamed_AndAllWeightsAreWhatTheyWere(double value)
    {
        var layers = Stack(1);
        float[][] before = [.. layers.Select(l => l.Weight.Span.ToArray())];
        layers[4] = layers[4] with { Output = () => Tensor<float>.Full((float)value, 3, 3) };
        var error = Assert.Throws<LayerVarianceException>(() => LayerSequentialUnitVariance.Apply(layers));
        Assert.Equal("layer5", error.Layer);
        Assert.Contains("layer5", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, layers.Select(l => l.Weight.Span.ToArray()));
    }

    [Fact]
    public void AnOutputThatDoesNotFollowItsWeights_IsReportedAsNotConverged()
    {
        var layers = Stack(1);
        layers[1] = layers[1] with { Output = () => Tensor<float>.From([1, 9], 2) };
        var result = LayerSequentialUnitVariance.Apply(layers, new LsuvOptions { MaxIterations = 3 })[1];
        Assert.Equal((false, 3, 16.0), (result.Converged, result.Iterations, result.Variance));
    }

    [Fact]
    public void BadArguments_AreRefused()
    {
        Assert.Throws<ArgumentException>(() => LayerSequentialUnitVariance.Apply<float>([]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LayerSequentialUnitVariance.Apply(Stack(1), new LsuvOptions { Tolerance = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => LayerSequentialUnitVariance.Apply(Stack(1), new LsuvOptions { MaxIterations = 0 }));
    }
}
