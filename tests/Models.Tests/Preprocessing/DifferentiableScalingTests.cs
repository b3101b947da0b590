using System.Numerics;
using AutoDiff.Preprocessing;

namespace AutoDiff.Models.Tests.Preprocessing;

/// <summary>Scaling with gradients through the statistics of the batch.</summary>
public class DifferentiableScalingTests
{
    private const int N = 9, D = 4;

    public static TheoryData<string> Names => ["standardize", "min-max", "soft min-max"];

    private static Tensor<T> Scale<T>(string name, Tensor<T> x)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => name switch
        {
            "standardize" => DifferentiableScaling.Standardize(x, T.CreateChecked(1e-5)),
            "min-max" => DifferentiableScaling.MinMax(x, T.Zero, T.One),
            _ => DifferentiableScaling.SoftMinMax(x, T.CreateChecked(2)),
        };

    /// <summary>Forward and backward pass.</summary>
    private static (Tensor<T> Z, Tensor<T> DX) Pass<T>(string name, Tensor<T> x, Tensor<T> dZ)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var (z, dX) = (Tensor<T>.Full(T.NaN, x.Shape.ToArray()), Tensor<T>.Full(T.NaN, x.Shape.ToArray()));
        switch (name)
        {
            case "standardize":
                DifferentiableScaling.StandardizeForward(x, T.CreateChecked(1e-5), z, out var saved);
                DifferentiableScaling.StandardizeBackward(saved, dZ, dX);
                break;
            case "min-max":
                DifferentiableScaling.MinMaxForward(x, T.Zero, T.One, z, out var extremes);
                DifferentiableScaling.MinMaxBackward(extremes, dZ, dX);
                break;
            default:
                DifferentiableScaling.SoftMinMaxForward(x, T.CreateChecked(2), z, out var soft);
                DifferentiableScaling.SoftMinMaxBackward(soft, dZ, dX);
                break;
        }
        return (z, dX);
    }

    private static Tensor<T> Normal<T>(ulong seed)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var x = Tensor<T>.Zeros(N, D);
        new CounterRandom(seed).FillNormal(x.Span, 0, 1);
        return x;
    }

    [Fact]
    public void Columns_AreThoseOfTheFittedScalers()
    {
        var x = Normal<double>(1);
        var (standard, minMax) = (new StandardScaler(D), new MinMaxScaler(D));
        standard.Fit(x);
        minMax.Fit(x);
        AssertNear(standard.Transform(x), DifferentiableScaling.Standardize(x, 0), 1e-13);
        AssertNear(minMax.Transform(x), DifferentiableScaling.MinMax(x, 0, 1), 1e-13);
        var wide = DifferentiableScaling.MinMax(x, -3, 5).Span.ToArray();
        for (int k = 0; k < D; k++)
        {
            double[] column = [.. wide.Where((_, i) => i % D == k)];
            Assert.Equal((-3, 5), (column.Min(), column.Max()));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void TheForwardPass_IsTheFunction(string name)
    {
        AssertNear(Scale(name, Normal<double>(2)), Pass(name, Normal<double>(2), Normal<double>(3)).Z, 1e-14);
        AssertNear(Scale(name, Normal<float>(2)), Pass(name, Normal<float>(2), Normal<float>(3)).Z, 1e-6f);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Gradients_AreDifferences(string name)
    {
        var (x, dZ) = (Normal<double>(4), Normal<double>(5));
        var dX = Pass(name, x, dZ).DX;
        double Value() => Scale(name, x).Span.ToArray().Zip(dZ.Span.ToArray(), (z, d) => z * d).Sum();
        for (int i = 0; i < x.Length; i++)
        {
            double before = x.Span[i], step = 1e-6;
            x.Span[i] = before + step;
            double above = Value();
            x.Span[i] = before - step;
            double below = Value();
            x.Span[i] = before;
            Assert.Equal((above - below) / (2 * step), dX.Span[i], 1e-7);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void FloatAgreesWithDouble(string name)
    {
        var (x, dZ) = (Normal<float>(6), Normal<float>(7));
        var single = Pass(name, x, dZ);
        var exact = Pass(name, Wide(x), Wide(dZ));
        AssertNear(exact.Z, Wide(single.Z), 1e-6);
        AssertNear(exact.DX, Wide(single.DX), 2e-5);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void AddingAConstant_LeavesTheScaledColumns(string name)
    {
        // Multiples of 2^-8 plus 2^14 are exact in float: nothing may change, not even a bit.
        var x = Normal<float>(8);
        foreach (ref float v in x.Span) v = MathF.Round(v * 256) / 256;
        var moved = Tensor<float>.Wrap([.. x.Span.ToArray().Select(v => v + 16384)], N, D);
        Assert.Equal(Scale(name, x).Span.ToArray(), Scale(name, moved).Span.ToArray());
        // So the gradient of every column sums up to 0.
        var dX = Pass(name, Wide(x), Normal<double>(9)).DX;
        for (int k = 0; k < D; k++) Assert.Equal(0, Enumerable.Range(0, N).Sum(i => dX.Span[i * D + k]), 1e-13);
    }

    [Fact]
    public void ScalingAColumn_LeavesItsExactScales()
    {
        var x = Normal<double>(10);
        var twice = Tensor<double>.Wrap([.. x.Span.ToArray().Select(v => 2 * v)], N, D);
        Assert.Equal(DifferentiableScaling.Standardize(x, 0).Span.ToArray(), DifferentiableScaling.Standardize(twice, 0).Span.ToArray());
        Assert.Equal(DifferentiableScaling.MinMax(x, 0, 1).Span.ToArray(), DifferentiableScaling.MinMax(twice, 0, 1).Span.ToArray());
    }

    [Theory]
    [InlineData("standardize", 0)]
    [InlineData("min-max", 0)]
    [InlineData("soft min-max", 0.5)]
    public void ConstantColumns_GiveOneNumberExactly_AndFiniteGradients(string name, double expected)
    {
        Constant<double>(name, expected);
        Constant<float>(name, expected);
    }

    private static void Constant<T>(string name, double expected)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        foreach (double value in (double[])[0, 1, 14.62, 1e-30, -1e30, Math.Log(1e-5)])
        {
            var (z, dX) = Pass(name, Tensor<T>.Full(T.CreateChecked(value), N, D), Normal<T>(11));
            Assert.All(z.Span.ToArray(), v => Assert.Equal(expected, double.CreateChecked(v), expected == 0 ? 0 : 1e-6));
            Assert.All(dX.Span.ToArray(), v => Assert.True(T.IsFinite(v)));
        }
    }

    [Fact]
    public void WithoutEpsilon_AConstantColumn_IsDividedByOne()
    {
        var (x, z, dX) = (Tensor<double>.Full(14.62, N, D), Tensor<double>.Zeros(N, D), Tensor<double>.Zeros(N, D));
        DifferentiableScaling.StandardizeForward(x, 0, z, out var saved);
        DifferentiableScaling.StandardizeBackward(saved, Normal<double>(12), dX);
        Assert.All(z.Span.ToArray(), v => Assert.Equal(0, v));
        Assert.All(dX.Span.ToArray(), v => Assert.True(double.IsFinite(v)));
    }

    [Fact]
    public void SoftExtremes_ApproachTheHardOnes_FromOutside()
    {
        var x = Normal<double>(13);
        double[] hard = DifferentiableScaling.MinMax(x, 0, 1).Span.ToArray();
        foreach (double beta in (double[])[0.1, 3, 100, 1e4])
        {
            double[] soft = DifferentiableScaling.SoftMinMax(x, beta).Span.ToArray();
            // Where an extreme stands out, its smooth form differs from it by less than rounding.
            Assert.All(soft, v => Assert.InRange(v, -4e-16, 1 + 4e-16));
            // Both extremes move by log(N)/β at most, in a range of at least 1.
            for (int i = 0; i < soft.Length; i++) Assert.Equal(hard[i], soft[i], Math.Min(1, 2 * Math.Log(N) / beta));
        }
    }

    [Fact]
    public void OneRow_IsScaledToOneNumber()
    {
        var row = Tensor<double>.Wrap([3, 4, 5, 6], 1, D);
        Assert.All(DifferentiableScaling.Standardize(row, 0).Span.ToArray(), v => Assert.Equal(0, v));
        Assert.All(DifferentiableScaling.SoftMinMax(row, 1).Span.ToArray(), v => Assert.Equal(0, v));
    }

    private static Tensor<double> Wide(Tensor<float> x) => Tensor<double>.Wrap(Array.ConvertAll(x.Span.ToArray(), v => (double)v), x.Shape.ToArray());

    private static void AssertNear<T>(Tensor<T> expected, Tensor<T> actual, T tolerance)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < expected.Length; i++) Assert.True(T.Abs(expected.Span[i] - actual.Span[i]) <= tolerance, $"[{i}]: {actual.Span[i]} instead of {expected.Span[i]}");
    }
}
