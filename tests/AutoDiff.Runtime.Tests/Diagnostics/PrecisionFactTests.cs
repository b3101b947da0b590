using AutoDiff.Initializers;

namespace AutoDiff.Runtime.Tests.Diagnostics;

/// <summary>What sends a training astray, in figures.</summary>
public class PrecisionFactTests
{
    private const int Width = 256, Depth = 30, Rows = 64;

    [Fact]
    public void ThirtyRectifiedLayers_KeepTheirScaleOnlyWithKaiming()
    {
        Assert.InRange(RmsAfterThirtyLayers(0.01), 0, 1e-25);
        // 2^-15 = 3.1e-5, and what one draw of the weights adds to it.
        Assert.InRange(RmsAfterThirtyLayers(VarianceScaling.Deviation(new TensorShape(Width, Width), Gain.Linear, FanMode.In)), 1e-5, 1e-4);
        Assert.InRange(RmsAfterThirtyLayers(VarianceScaling.Deviation(new TensorShape(Width, Width), Gain.Relu, FanMode.In)), 0.2, 3);
        Assert.Equal(float.PositiveInfinity, RmsAfterThirtyLayers(1));
    }

    [Fact]
    public void ARunningSumOfTenMillionTenths_IsNinePercentOff_AndOursCloserThanPairwiseAddition()
    {
        var tenths = new float[10_000_000];
        tenths.AsSpan().Fill(0.1f);
        float naive = 0;
        foreach (float x in tenths) naive += x;
        Assert.Equal(1_087_937f, naive);
        // 0.1f is 0.100000001490116; adding in pairs (PyTorch) gives 999,999.44.
        double exact = 10_000_000 * (double)0.1f;
        Assert.Equal(1_000_000.0149, exact, 1e-4);
        Assert.InRange(Math.Abs(Reductions.Sum<float>(tenths) - exact), 0, Math.Abs(999_999.44 - exact) / 2);
    }

    [Fact]
    public void AThousandSmallSteps_AreLostInHalfPrecision()
    {
        Half half = Half.One;
        for (int i = 0; i < 1000; i++) half += (Half)1e-4;
        Assert.Equal(Half.One, half);
    }

    [Fact]
    public void AThousandSmallSteps_AreLostInTheBitsOfBfloat16()
    {
        float number = 1;
        for (int i = 0; i < 1000; i++) number = RoundToBfloat16(number + RoundToBfloat16(1e-3f));
        Assert.Equal(1, number);
    }

    [Fact]
    public void TheLogarithmOfASumOfExponentials_DoesNotOverflow()
    {
        double[] x = [1000, 1000.1, 999.9];
        Assert.Equal(double.PositiveInfinity, Math.Log(x.Sum(Math.Exp)));
        Assert.Equal(1001.1019, Reductions.LogSumExp<double>(x), 5e-5);
    }

    // The mean square is taken in float, as a training would.
    private static double RmsAfterThirtyLayers(double deviation)
    {
        var x = Tensor<float>.Zeros(Rows, Width);
        var weight = Tensor<float>.Zeros(Width, Width);
        new CounterRandom(3).FillNormal(x.Span, 0, 1);
        for (int layer = 0; layer < Depth; layer++)
        {
            Initializer.Fill(weight, Initialization.Normal, deviation, 20261122, layer);
            x = Ops.Relu(Ops.MatMul(x, Ops.Transpose(weight)));
        }
        float sum = 0;
        foreach (float v in x.Span) sum += v * v;
        return Math.Sqrt(sum / x.Length);
    }

    // Eight bits of mantissa, to nearest, ties to even.
    private static float RoundToBfloat16(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x);
        bits += 0x7FFF + (bits >> 16 & 1);
        return BitConverter.UInt32BitsToSingle(bits & 0xFFFF0000);
    }
}
