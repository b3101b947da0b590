namespace AutoDiff.Tests.SimdTests;

/// <summary>The scalar form against the runtime library; the other widths follow it bit for bit.</summary>
public class ArithmeticTests
{
    public static TheoryData<string, Func<double, double>> Unary => new()
    {
        { "Negate", x => -x },
        { "Abs", Math.Abs },
        { "Sign", x => double.IsNaN(x) ? x : Math.Sign(x) },
        { "Square", x => x * x },
        { "Sqrt", Math.Sqrt },
        { "Reciprocal", x => 1 / x },
        { "ReciprocalSqrt", x => 1 / Math.Sqrt(x) },
        { "Round", x => Math.Round(x, MidpointRounding.ToEven) },
        { "Floor", Math.Floor },
        { "Ceiling", Math.Ceiling },
        { "Truncate", Math.Truncate },
    };

    public static TheoryData<string, Func<double, double, double>> Binary => new()
    {
        { "Add", (x, y) => x + y },
        { "Subtract", (x, y) => x - y },
        { "Multiply", (x, y) => x * y },
        { "Divide", (x, y) => x / y },
        { "MaskedMultiply", (x, y) => x == 0 ? 0 : x * y },
        { "Min", Math.Min },
        { "Max", Math.Max },
        { "LessThan", (x, y) => x < y ? 1 : 0 },
        { "LessThanOrEqual", (x, y) => x <= y ? 1 : 0 },
        { "GreaterThan", (x, y) => x > y ? 1 : 0 },
        { "GreaterThanOrEqual", (x, y) => x >= y ? 1 : 0 },
        { "Equal", (x, y) => x == y ? 1 : 0 },
        { "NotEqual", (x, y) => x != y ? 1 : 0 },
        { "And", (x, y) => x < y && x > 0 ? 1 : 0 },
        { "Or", (x, y) => x < y || x > 0 ? 1 : 0 },
    };

    [Theory, MemberData(nameof(Unary))]
    public void UnaryOperation_IsThatOfTheLibrary(string operation, Func<double, double> specification)
    {
        double[] x = Samples.Mixed<double>(400, 11);
        double[] actual = Elementwise.Apply<Scalar<double>, double>(operation, x);
        for (int k = 0; k < x.Length; k++)
            Assert.True(Samples.SameBits(specification(x[k]), actual[k]), $"{operation}({x[k]}) = {actual[k]}");
    }

    [Theory, MemberData(nameof(Binary))]
    public void BinaryOperation_IsThatOfTheLibrary(string operation, Func<double, double, double> specification)
    {
        (double[] x, double[] y) = Samples.Pairs<double>();
        double[] actual = Elementwise.Apply<Scalar<double>, double>(operation, x, y);
        for (int k = 0; k < x.Length; k++)
            Assert.True(Samples.SameBits(specification(x[k], y[k]), actual[k]), $"{operation}({x[k]}, {y[k]}) = {actual[k]}");
    }

    [Fact]
    public void Fma_RoundsOnce()
    {
        double[] x = [1 + Math.ScaleB(1, -30)], y = [1 - Math.ScaleB(1, -30)], z = [-1];
        Assert.Equal(-Math.ScaleB(1, -60), Elementwise.Apply<Simd256<double>, double>("Fma", x, y, z)[0]);
    }

    [Fact]
    public void Clamp_PassesNaNAndKeepsTheEdges()
    {
        float[] x = [-2, 0.5f, 7, float.NaN], low = [0, 0, 0, 0], high = [1, 1, 1, 1];
        Assert.Equal([0, 0.5f, 1, float.NaN], Elementwise.Apply<Simd128<float>, float>("Clamp", x, low, high));
    }
}
