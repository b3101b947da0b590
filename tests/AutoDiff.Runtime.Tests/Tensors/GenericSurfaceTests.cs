using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Tests.Tensors;

/// <summary>What users write compiles and means the same in generic, float and double code.</summary>
public class GenericSurfaceTests
{
    private static Tensor<T> Generic<T>(Tensor<T> x, T k)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var y = 0.5 * x * k + x / 2 - 1.0 + Pow(x, 2) - -x;
        y = Where(x > 0.0, y, T.Zero) + Where((x < 1) & !(x >= k) | (x <= 0.0), T.One, y);
        y += Maximum(x, k) * Minimum(k, x) + Clamp(x, T.Zero, T.One) + Relu(x - Mean(x, axis: 0)) + StopGradient(x);
        y -= ScaleGradient(StraightThrough(Round(x)), 0.5) * Reshape(x, x.Shape[0], -1).Reshape(x.Dimension(0));
        return y * T.CreateChecked(x.Length) + Sum(x, [0], keepDims: true) * Norm(x) + Exp(k) + Pow(k, 2) + Where(k > T.Zero, k, T.Zero);
    }

    private static Tensor<double> Double(Tensor<double> x, double k)
    {
        var y = 0.5 * x * k + x / 2 - 1.0 + Pow(x, 2) - -x;
        y = Where(x > 0.0, y, 0) + Where((x < 1) & !(x >= k) | (x <= 0.0), 1, y);
        y += Maximum(x, k) * Minimum(k, x) + Clamp(x, 0, 1) + Relu(x - Mean(x, axis: 0)) + StopGradient(x);
        y -= ScaleGradient(StraightThrough(Round(x)), 0.5) * Reshape(x, x.Shape[0], -1).Reshape(x.Dimension(0));
        return y * x.Length + Sum(x, [0], keepDims: true) * Norm(x) + Exp(k) + Pow(k, 2) + Where(k > 0, k, 0);
    }

    private static Tensor<float> Float(Tensor<float> x, float k)
    {
        var y = 0.5f * x * k + x / 2 - 1.0 + Pow(x, 2) - -x;
        y = Where(x > 0.0, y, 0) + Where((x < 1) & !(x >= k) | (x <= 0.0), 1, y);
        y += Maximum(x, k) * Minimum(k, x) + Clamp(x, 0, 1) + Relu(x - Mean(x, axis: 0)) + StopGradient(x);
        y -= ScaleGradient(StraightThrough(Round(x)), 0.5) * Reshape(x, x.Shape[0], -1).Reshape(x.Dimension(0));
        return y * x.Length + Sum(x, [0], keepDims: true) * Norm(x) + Exp(k) + Pow(k, 2) + Where(k > 0, k, 0);
    }

    [Fact]
    public void TheSameExpressionMeansTheSameInGenericAndConcreteCode()
    {
        Tensor<double> x = Tensor<double>.From([-1.5, -0.5, 0, 0.5, 1, 2.5]);
        Tensor<float> single = Tensor<float>.From([-1.5f, -0.5f, 0, 0.5f, 1, 2.5f]);
        Assert.Equal(Double(x, 0.75).ToArray(), Generic(x, 0.75).ToArray());
        Assert.Equal(Float(single, 0.75f).ToArray(), Generic(single, 0.75f).ToArray());
    }

    [Fact]
    public void IntegerTensors_CompareAndSelect()
    {
        var labels = Tensor<int>.From([2, -1, 0, 7]);
        Assert.Equal([false, true, false, false], EqualTo(labels, -1).ToArray());
        Assert.Equal([true, false, true, true], GreaterOrEqual(labels, 0).ToArray());
        Assert.Equal([2, 0, 0, 7], Where(EqualTo(labels, -1), 0, labels).ToArray());
        Assert.Equal([2, -1, 0, -1], MaskIndex(labels, 7).ToArray());
        Assert.Equal([1.0, 0, 1, 1], Indicator<double>(labels).ToArray());
        int[] array = [3, -2];
        Assert.Equal([1f, 0], Indicator<float>(array).ToArray());
        Assert.Equal([-1, -2], MaskIndex(array, 3).ToArray());
    }

    [Fact]
    public void AFractionCannotEnterAnIntegerTensor()
    {
        var error = Assert.Throws<ArgumentException>(() => Tensor<int>.From([1, 2]) * 0.5);
        Assert.Contains("0.5 is not a whole number", error.Message);
        Assert.Equal([2, 4], (Tensor<int>.From([1, 2]) * 2.0).ToArray());
    }

    [Fact]
    public void AnExpressionIsTheIdentityUnderGradientModifiers()
    {
        var x = Tensor<double>.From([1.2, -3]);
        Assert.Equal(x.ToArray(), StopGradient(x).ToArray());
        Assert.Equal(x.ToArray(), ScaleGradient(x, 7.0).ToArray());
        Assert.Equal([1, -3], StraightThrough(Round(x)).ToArray());
        Assert.Equal(1.2, StopGradient(1.2));
        Assert.Equal(1.2f, ScaleGradient(1.2f, 3.0));
        Assert.Equal(1, StraightThrough(Round(1.2)));
    }
}
