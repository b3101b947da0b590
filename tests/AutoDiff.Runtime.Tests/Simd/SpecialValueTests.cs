namespace AutoDiff.Tests.SimdTests;

public class SpecialValueTests
{
    private const double Infinity = double.PositiveInfinity, NaN = double.NaN;

    public static TheoryData<string, double, double> Cases => new()
    {
        { "Exp", -Infinity, 0 }, { "Exp", Infinity, Infinity }, { "Exp", NaN, NaN }, { "Exp", 0, 1 }, { "Exp", -0.0, 1 },
        { "Exp", 1e5, Infinity }, { "Exp", -1e5, 0 },
        { "ExpM1", -Infinity, -1 }, { "ExpM1", Infinity, Infinity }, { "ExpM1", NaN, NaN }, { "ExpM1", 0, 0 }, { "ExpM1", -0.0, -0.0 },
        { "Log", 0, -Infinity }, { "Log", -0.0, -Infinity }, { "Log", 1, 0 }, { "Log", Infinity, Infinity }, { "Log", -1, NaN },
        { "Log", -Infinity, NaN }, { "Log", NaN, NaN },
        { "Log1P", -1, -Infinity }, { "Log1P", 0, 0 }, { "Log1P", -0.0, -0.0 }, { "Log1P", Infinity, Infinity }, { "Log1P", -2, NaN }, { "Log1P", NaN, NaN },
        { "Tanh", 0, 0 }, { "Tanh", -0.0, -0.0 }, { "Tanh", Infinity, 1 }, { "Tanh", -Infinity, -1 }, { "Tanh", 30, 1 }, { "Tanh", NaN, NaN },
        { "Sigmoid", 0, 0.5 }, { "Sigmoid", Infinity, 1 }, { "Sigmoid", -Infinity, 0 }, { "Sigmoid", 50, 1 }, { "Sigmoid", -800, 0 }, { "Sigmoid", NaN, NaN },
        { "Softplus", Infinity, Infinity }, { "Softplus", -Infinity, 0 }, { "Softplus", 1000, 1000 }, { "Softplus", NaN, NaN },
        { "LogSigmoid", Infinity, -0.0 }, { "LogSigmoid", -Infinity, -Infinity }, { "LogSigmoid", -1000, -1000 }, { "LogSigmoid", NaN, NaN },
        { "Erf", 0, 0 }, { "Erf", -0.0, -0.0 }, { "Erf", Infinity, 1 }, { "Erf", -Infinity, -1 }, { "Erf", 7, 1 }, { "Erf", NaN, NaN },
        { "Sin", 0, 0 }, { "Sin", -0.0, -0.0 }, { "Sin", Infinity, NaN }, { "Sin", -Infinity, NaN }, { "Sin", NaN, NaN },
        { "Cos", 0, 1 }, { "Cos", -0.0, 1 }, { "Cos", Infinity, NaN }, { "Cos", NaN, NaN },
    };

    [Theory, MemberData(nameof(Cases))]
    public void Function_HasItsLimit(string function, double x, double expected)
    {
        double real = Elementwise.Apply<Simd256<double>, double>(function, [x])[0];
        Assert.True(Samples.SameBits(expected, real), $"{function}({x}) = {real}");
        float single = Elementwise.Apply<Simd256<float>, float>(function, [(float)x])[0];
        Assert.True(Samples.SameBits((float)expected, single), $"{function}({x}f) = {single}");
    }

    [Fact]
    public void Pow_HasTheLimitsOfTheStandard()
    {
        double[] special = [0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, -3, 2.5, -2.5, 4, Infinity, -Infinity, NaN];
        foreach (double x in special)
        {
            foreach (double y in special)
            {
                double real = Elementwise.Apply<Simd256<double>, double>("Pow", [x], [y])[0];
                Close(Math.Pow(x, y), real, 1e-15, $"Pow({x}, {y}) = {real}");
                float single = Elementwise.Apply<Simd256<float>, float>("Pow", [(float)x], [(float)y])[0];
                Close((float)Math.Pow(x, y), single, 1e-7, $"Pow({x}f, {y}f) = {single}");
            }
        }
    }

    [Fact]
    public void Pow_OfWholeNumbersIsExact()
    {
        for (int x = 1; x <= 40; x++)
        {
            for (int y = 0; y <= 4; y++)
            {
                double expected = 1;
                for (int k = 0; k < y; k++)
                    expected *= x;
                Assert.Equal(expected, Elementwise.Apply<Simd512<double>, double>("Pow", [x], [y])[0]);
                Assert.Equal((float)expected, Elementwise.Apply<Simd512<float>, float>("Pow", [x], [y])[0]);
            }
        }
    }

    [Fact]
    public void Atan2_HasTheLimitsOfTheStandard()
    {
        double[] special = [0, -0.0, 1, -1, 2.5, -2.5, 1e300, -1e300, 1e-310, -1e-310, Infinity, -Infinity, NaN];
        foreach (double y in special)
        {
            foreach (double x in special)
            {
                double real = Elementwise.Apply<Simd256<double>, double>("Atan2", [y], [x])[0];
                Close(Math.Atan2(y, x), real, 1e-15, $"Atan2({y}, {x}) = {real}");
                float single = Elementwise.Apply<Simd256<float>, float>("Atan2", [(float)y], [(float)x])[0];
                Close((float)Math.Atan2((float)y, (float)x), single, 3e-7, $"Atan2({y}f, {x}f) = {single}");
            }
        }
    }

    private static void Close(double expected, double actual, double relative, string message)
    {
        if (expected == 0 || !double.IsFinite(expected))
            Assert.True(Samples.SameBits(expected, actual), message);
        else
            Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), message);
    }
}
