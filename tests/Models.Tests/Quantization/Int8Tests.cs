namespace AutoDiff.Models.Tests;

public class Int8Tests
{
    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    [InlineData(64)]
    [InlineData(416)]
    public void EveryPath_GivesTheSameSum(int length)
    {
        var random = new Random(length);
        byte[] codes = new byte[length];
        sbyte[] weights = new sbyte[length];
        random.NextBytes(codes);
        for (int i = 0; i < length; i++) weights[i] = (sbyte)random.Next(-128, 128);
        int expected = codes.Zip(weights, (c, w) => c * w).Sum();
        Assert.Equal(expected, Int8Dot.Sum(codes, weights));
        Assert.Equal(expected, Int8Dot.SumWidened(codes, weights));
        Assert.Equal(expected, Int8Dot.SumPlain(codes, weights));
    }

    [Fact]
    public void LargestCodes_DoNotSaturate()
    {
        byte[] codes = [.. Enumerable.Repeat((byte)255, 1024)];
        sbyte[] weights = [.. Enumerable.Repeat(sbyte.MinValue, 1024)];
        Assert.Equal(-255 * 128 * 1024, Int8Dot.Sum(codes, weights));
        Assert.Equal(-255 * 128 * 1024, Int8Dot.SumWidened(codes, weights));
    }

    [Fact]
    public void Requantize_RoundsHalfToEven_AndSaturates()
    {
        var layer = new Int8Linear([1, 1, 1, 1, 1, 1], [1, 1, 1, 1, 1, 1], [1, 3, 5, -4, 600, 0], 0.5f);
        byte[] codes = new byte[6];
        int[] sums = new int[6];
        layer.Accumulate(new byte[Int8Linear.PaddedLength(1)], sums);
        layer.Requantize(sums, 1, codes);
        // 0.5, 1.5, 2.5, -2, 300, 0
        Assert.Equal([0, 2, 2, 0, 255, 0], codes);
    }

    [Fact]
    public void FoldedNetwork_GivesTheSameLogits()
    {
        var network = ImageMlp<float>.Create(9, 7, 4);
        network.Initialize(5);
        var random = new CounterRandom(3);
        random.FillUniform(network.RunningMean1.Span, -1, 1);
        random.FillUniform(network.RunningVariance1.Span, 0.1, 2);
        random.FillUniform(network.RunningMean2.Span, -1, 1);
        random.FillUniform(network.RunningVariance2.Span, 0.1, 2);
        random.FillUniform(network.Gamma1.Span, 0.5, 1.5);
        random.FillUniform(network.Beta2.Span, -1, 1);
        var images = Tensor<float>.Zeros(6, 7);
        random.FillUniform(images.Span, 0, 1);
        var folded = QuantizedMlp<float>.Create(9, 7, 4);
        folded.Fold(network);
        float[] expected = network.Logits(images).ToArray(), actual = folded.Logits(images).ToArray();
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-5f);
    }

    [Fact]
    public void Int8File_GivesTheSameLogits()
    {
        using var folder = new TemporaryFolder();
        var network = QuantizedMlp<float>.Create(9, 7, 4);
        new CounterRandom(1).FillNormal(network.Parameters, 0, 0.5);
        network.ActivationScales.Fill(0.01f);
        var images = Tensor<float>.Zeros(6, 7);
        new CounterRandom(2).FillUniform(images.Span, 0, 1);
        var int8 = Int8Mlp.FromFloat(network);
        int8.Save(folder.File("m.safetensors"));
        Assert.Equal(int8.Logits(images).ToArray(), Int8Mlp.Load(folder.File("m.safetensors")).Logits(images).ToArray());
    }
}
