using AutoDiff.Tests.Numerics;

namespace AutoDiff.Tests.Tensors;

public class BinaryTests
{
    private static readonly Dictionary<string, (Func<Tensor<double>, Tensor<double>, Tensor<double>> Tensors, Func<Tensor<double>, double, Tensor<double>> Right, Func<double, Tensor<double>, Tensor<double>> Left, Func<double, double, double> Scalar)> Functions = new()
    {
        ["+"] = ((x, y) => x + y, (x, y) => x + y, (x, y) => x + y, (x, y) => x + y),
        ["-"] = ((x, y) => x - y, (x, y) => x - y, (x, y) => x - y, (x, y) => x - y),
        ["*"] = ((x, y) => x * y, (x, y) => x * y, (x, y) => x * y, (x, y) => x * y),
        ["/"] = ((x, y) => x / y, (x, y) => x / y, (x, y) => x / y, (x, y) => x / y),
        ["Pow"] = (Ops.Pow, Ops.Pow, Ops.Pow, Math.Pow),
        ["Minimum"] = (Ops.Minimum, Ops.Minimum, Ops.Minimum, Math.Min),
        ["Maximum"] = (Ops.Maximum, Ops.Maximum, Ops.Maximum, Math.Max),
        ["Atan2"] = (Ops.Atan2, Ops.Atan2, Ops.Atan2, Math.Atan2),
    };

    public static TheoryData<string> Names => new(Functions.Keys);

    [Theory, MemberData(nameof(Names))]
    public void OfEveryLength_AllFormsAgreeWithTheScalarFunction(string name)
    {
        var f = Functions[name];
        foreach (int n in Lengths.UpTo257)
        {
            double[] a = Numbers.Doubles(n, seed: n), b = Numbers.Doubles(n, seed: n + 1000);
            Tensor<double> x = Tensor<double>.Wrap(a, n), y = Tensor<double>.Wrap(b, n);
            double[] both = f.Tensors(x, y).ToArray(), right = f.Right(x, 0.75).ToArray(), left = f.Left(0.75, y).ToArray(), same = f.Tensors(x, x).ToArray();
            for (int i = 0; i < n; i++)
            {
                Assert.Equal(f.Scalar(a[i], b[i]), both[i]);
                Assert.Equal(f.Scalar(a[i], 0.75), right[i]);
                Assert.Equal(f.Scalar(0.75, b[i]), left[i]);
                Assert.Equal(f.Scalar(a[i], a[i]), same[i]);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void SpecialValues_GiveTheSameInAVectorAsAlone(string name)
    {
        double[] special = [0, -0.0, 1, -1, 2, -2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e300, double.Epsilon];
        var f = Functions[name];
        foreach (double a in special)
            foreach (double b in special)
                Assert.All(f.Tensors(Tensor<double>.Full(a, 9), Tensor<double>.Full(b, 9)).ToArray(), v => Assert.Equal(f.Scalar(a, b), v));
    }

    [Fact]
    public void MinimumAndMaximum_PropagateNaNFromEitherSide()
    {
        Assert.True(double.IsNaN(Ops.Maximum(double.NaN, 1)));
        Assert.True(double.IsNaN(Ops.Minimum(1, double.NaN)));
        Assert.True(double.IsNaN(Ops.Maximum(Tensor<double>.FromScalar(1), double.NaN).Item));
        Assert.True(double.IsNaN(Ops.Minimum(double.NaN, Tensor<double>.FromScalar(1)).Item));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(-1)]
    [InlineData(7)]
    public void Pow_WithAWholeExponentIsRepeatedMultiplication(int n)
    {
        double[] x = [-1.5, -1, 0.5, 2, 3];
        var y = Ops.Pow(Tensor<double>.Wrap(x), n).ToArray();
        for (int i = 0; i < x.Length; i++)
        {
            double expected = 1;
            for (int k = 0; k < Math.Abs(n); k++) expected *= x[i];
            expected = n < 0 ? 1 / expected : expected;
            Assert.Equal(expected, y[i], 1e-12 * Math.Abs(expected));
            Assert.Equal(y[i], Ops.Pow(x[i], n));
        }
    }

    [Fact]
    public void Clamp_KeepsWithinBoundsAndNaNStaysNaN()
    {
        var x = Tensor<double>.From([-2, -1, 0, 1, 2, double.NaN]);
        Assert.Equal([-1, -1, 0, 1, 1, double.NaN], Ops.Clamp(x, -1, 1).ToArray());
        var low = Tensor<double>.Full(-0.5, 6);
        Assert.Equal([-0.5, -0.5, 0, 0.5, 0.5, double.NaN], Ops.Clamp(x, low, -low).ToArray());
        Assert.Equal(0.5, Ops.Clamp(3.0, 0, 0.5));
        Assert.True(double.IsNaN(Ops.Clamp(double.NaN, 0, 1)));
    }

    [Fact]
    public void Comparisons_WithNaNAreFalseAndInequalityIsTrue()
    {
        var x = Tensor<double>.From([double.NaN, 1]);
        Assert.Equal([false, false], (x < 1).ToArray());
        Assert.Equal([false, true], (x <= 1.0).ToArray());
        Assert.Equal([false, true], (2 > x).ToArray());
        Assert.Equal([false, true], (x >= Ops.StopGradient(x)).ToArray());
        Assert.Equal([false, true], Ops.EqualTo(x, 1).ToArray());
        Assert.Equal([true, false], Ops.NotEqualTo(x, x).ToArray());
    }

    [Fact]
    public void Where_TakesNothingFromTheSideThatIsNotChosen()
    {
        var x = Tensor<double>.From([-1, 4]);
        Assert.Equal([0, 2], Ops.Where(x > 0, Ops.Sqrt(x), 0).ToArray());
        Assert.Equal([0, 2], Ops.Where(x <= 0, 0, Ops.Sqrt(x)).ToArray());
        Assert.Equal([5, 3], Ops.Where(x < 0, 5.0, 3.0).ToArray());
        Assert.Equal(3, Ops.Where(false, double.NaN, 3));
    }

    [Fact]
    public void Masks_CombineAndBroadcast()
    {
        Mask row = Tensor<double>.From([0, 1]) > 0.5, column = Tensor<double>.From([0, 1], 2, 1) > 0.5;
        Assert.Equal([false, false, false, true], (row & column).ToArray());
        Assert.Equal([false, true, true, true], (row | column).ToArray());
        Assert.Equal([true, false], (!row).ToArray());
        Assert.Equal(new TensorShape(2, 2), (row | column).Shape);
    }
}
