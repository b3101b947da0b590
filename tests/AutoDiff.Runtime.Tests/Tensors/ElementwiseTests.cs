using AutoDiff.Tests.Numerics;

namespace AutoDiff.Tests.Tensors;

public class ElementwiseTests
{
    private static readonly Dictionary<string, (Func<Tensor<double>, Tensor<double>> Tensor, Func<Tensor<float>, Tensor<float>> Float, Func<double, double> Scalar)> Functions = new()
    {
        ["Exp"] = (Ops.Exp, Ops.Exp, Ops.Exp),
        ["Log"] = (Ops.Log, Ops.Log, Ops.Log),
        ["Log1P"] = (Ops.Log1P, Ops.Log1P, Ops.Log1P),
        ["ExpM1"] = (Ops.ExpM1, Ops.ExpM1, Ops.ExpM1),
        ["Sqrt"] = (Ops.Sqrt, Ops.Sqrt, Ops.Sqrt),
        ["ReciprocalSqrt"] = (Ops.ReciprocalSqrt, Ops.ReciprocalSqrt, Ops.ReciprocalSqrt),
        ["Reciprocal"] = (Ops.Reciprocal, Ops.Reciprocal, Ops.Reciprocal),
        ["Square"] = (Ops.Square, Ops.Square, Ops.Square),
        ["Tanh"] = (Ops.Tanh, Ops.Tanh, Ops.Tanh),
        ["Sigmoid"] = (Ops.Sigmoid, Ops.Sigmoid, Ops.Sigmoid),
        ["Softplus"] = (Ops.Softplus, Ops.Softplus, Ops.Softplus),
        ["LogSigmoid"] = (Ops.LogSigmoid, Ops.LogSigmoid, Ops.LogSigmoid),
        ["Erf"] = (Ops.Erf, Ops.Erf, Ops.Erf),
        ["Abs"] = (Ops.Abs, Ops.Abs, Ops.Abs),
        ["Sign"] = (Ops.Sign, Ops.Sign, Ops.Sign),
        ["Sin"] = (Ops.Sin, Ops.Sin, Ops.Sin),
        ["Cos"] = (Ops.Cos, Ops.Cos, Ops.Cos),
        ["Round"] = (Ops.Round, Ops.Round, Ops.Round),
        ["Floor"] = (Ops.Floor, Ops.Floor, Ops.Floor),
        ["Ceiling"] = (Ops.Ceiling, Ops.Ceiling, Ops.Ceiling),
        ["Truncate"] = (Ops.Truncate, Ops.Truncate, Ops.Truncate),
        ["Relu"] = (Ops.Relu, Ops.Relu, Ops.Relu),
    };

    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 1.5, 2.5, -2.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon,
        1e-300, 1e300, -1e300, double.MaxValue, double.MinValue, 0.49999999999999994, 4503599627370497.5, 709.9, -745.3, 1e-20, -1e-20,
    ];

    public static TheoryData<string> Names => new(Functions.Keys);

    [Theory, MemberData(nameof(Names))]
    public void OfEveryLength_TheTensorFunctionIsTheScalarFunctionOfEachElement(string name)
    {
        var (tensor, single, scalar) = Functions[name];
        foreach (int n in Lengths.UpTo257)
        {
            var x = Array.ConvertAll(Numbers.Doubles(n, seed: n), v => 3 * v);
            var y = tensor(Tensor<double>.Wrap(x, n)).ToArray();
            var f = single(Tensor<float>.Wrap(Array.ConvertAll(x, v => (float)v), n)).ToArray();
            for (int i = 0; i < n; i++)
            {
                AssertClose(scalar(x[i]), y[i], 1e-15, name, x[i]);
                AssertClose(scalar((float)x[i]), f[i], 5e-7, name, x[i]);
            }
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void SpecialValues_GiveTheSameInAVectorAsAlone(string name)
    {
        var (tensor, _, scalar) = Functions[name];
        foreach (double value in Special)
        {
            var y = tensor(Tensor<double>.Full(value, 11)).ToArray();
            foreach (double v in y) AssertClose(scalar(value), v, 1e-15, name, value);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void NaN_StaysNaN(string name)
    {
        Assert.True(double.IsNaN(Functions[name].Scalar(double.NaN)));
        Assert.All(Functions[name].Tensor(Tensor<double>.Full(double.NaN, 9)).ToArray(), v => Assert.True(double.IsNaN(v)));
        Assert.All(Functions[name].Float(Tensor<float>.Full(float.NaN, 19)).ToArray(), v => Assert.True(float.IsNaN(v)));
    }

    [Theory, MemberData(nameof(Names))]
    public void TheShapeStaysAndTheArgumentIsNotTouched(string name)
    {
        var x = Numbers.Tensor(2, 3, 4);
        var before = x.ToArray();
        Assert.Equal(x.Shape, Functions[name].Tensor(x).Shape);
        Assert.Equal(before, x.ToArray());
        Assert.Equal(new TensorShape(), Functions[name].Tensor(Tensor<double>.FromScalar(1)).Shape);
    }

    [Fact]
    public void Round_GoesToTheEvenNeighbourAtHalves() =>
        Assert.Equal([-2, -2, 0, 0, 2, 2, 4], Ops.Round(Tensor<double>.From([-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5])).ToArray());

    [Fact]
    public void Sign_AndRelu_AreZeroAtZero()
    {
        Assert.Equal([-1, 0, 0, 1], Ops.Sign(Tensor<double>.From([-3, -0.0, 0, 3])).ToArray());
        Assert.Equal([0, 0, 3], Ops.Relu(Tensor<double>.From([-3, 0, 3])).ToArray());
    }

    private static void AssertClose(double expected, double actual, double relative, string name, double x)
    {
        bool close = expected.Equals(actual) || Math.Abs(expected - actual) <= relative * Math.Max(Math.Abs(expected), double.Epsilon / relative);
        Assert.True(close, $"{name}({x:R}) is {actual:R} in a tensor and {expected:R} alone");
    }
}
