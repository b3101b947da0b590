namespace AutoDiff.Tests.Numerics;

public class SpecialFunctionsTests
{
    [Fact]
    public void Erf_IsWithinAFewUlpOfTheExactValue() => AssertClose(SpecialFunctions.Erf, SpecialValues.Erf, 1e-15);

    [Fact]
    public void Log1P_KeepsTheDigitsOfSmallArguments() => AssertClose(SpecialFunctions.Log1P, SpecialValues.Log1P, 5e-16);

    [Fact]
    public void ExpM1_KeepsTheDigitsOfSmallArguments() => AssertClose(SpecialFunctions.ExpM1, SpecialValues.ExpM1, 6e-16);

    [Fact]
    public void Softplus_IsExactForLargeAndSmallArguments() => AssertClose(SpecialFunctions.Softplus, SpecialValues.Softplus, 6e-16);

    [Fact]
    public void Sigmoid_NeitherOverflowsNorLosesDigits() => AssertClose(SpecialFunctions.Sigmoid, SpecialValues.Sigmoid, 6e-16);

    [Fact]
    public void InFloat_TheResultIsThatOfDoubleRoundedOnce()
    {
        for (float x = -9; x < 9; x += 0.0371f)
        {
            Assert.Equal((float)SpecialFunctions.Erf((double)x), SpecialFunctions.Erf(x));
            Assert.Equal((float)SpecialFunctions.Softplus((double)x), SpecialFunctions.Softplus(x));
            Assert.Equal((float)SpecialFunctions.ExpM1((double)x), SpecialFunctions.ExpM1(x));
        }
    }

    [Fact]
    public void Erf_IsOddAndNeverDecreases()
    {
        double last = -1;
        for (double x = -7; x < 7; x += 0.0013)
        {
            double y = SpecialFunctions.Erf(x);
            Assert.Equal(-y, SpecialFunctions.Erf(-x));
            Assert.True(y >= last - 1e-15, $"erf falls at {x}");
            last = y;
        }
    }

    [Fact]
    public void NaNStaysNaN()
    {
        Assert.True(double.IsNaN(SpecialFunctions.Erf(double.NaN)));
        Assert.True(double.IsNaN(SpecialFunctions.Log1P(double.NaN)));
        Assert.True(double.IsNaN(SpecialFunctions.ExpM1(double.NaN)));
        Assert.True(double.IsNaN(SpecialFunctions.Sigmoid(double.NaN)));
        Assert.True(double.IsNaN(SpecialFunctions.Softplus(double.NaN)));
        Assert.True(double.IsNaN(SpecialFunctions.LogSigmoid(double.NaN)));
        Assert.True(double.IsNaN(SpecialFunctions.Sign(double.NaN)));
    }

    [Fact]
    public void InfinitiesGiveTheLimits()
    {
        const double inf = double.PositiveInfinity;
        Assert.Equal(1, SpecialFunctions.Erf(inf));
        Assert.Equal(-1, SpecialFunctions.Erf(-inf));
        Assert.Equal(inf, SpecialFunctions.Log1P(inf));
        Assert.Equal(-inf, SpecialFunctions.Log1P(-1.0));
        Assert.True(double.IsNaN(SpecialFunctions.Log1P(-1.5)));
        Assert.Equal(-1, SpecialFunctions.ExpM1(-inf));
        Assert.Equal(inf, SpecialFunctions.ExpM1(inf));
        Assert.Equal(0, SpecialFunctions.Sigmoid(-inf));
        Assert.Equal(1, SpecialFunctions.Sigmoid(inf));
        Assert.Equal(0, SpecialFunctions.Softplus(-inf));
        Assert.Equal(inf, SpecialFunctions.Softplus(inf));
        Assert.Equal(-inf, SpecialFunctions.LogSigmoid(-inf));
        Assert.Equal(0, SpecialFunctions.LogSigmoid(inf));
    }

    [Fact]
    public void ZeroKeepsItsSignWhereTheFunctionIsOdd()
    {
        Assert.True(double.IsNegative(SpecialFunctions.Erf(-0.0)));
        Assert.True(double.IsNegative(SpecialFunctions.Log1P(-0.0)));
        Assert.True(double.IsNegative(SpecialFunctions.ExpM1(-0.0)));
    }

    private static void AssertClose(Func<double, double> function, double[,] table, double relative)
    {
        for (int i = 0; i < table.GetLength(0); i++)
        {
            double x = table[i, 0], expected = table[i, 1], actual = function(x);
            Assert.True(Math.Abs(actual - expected) <= relative * Math.Abs(expected), $"f({x:R}) = {actual:R}, exactly {expected:R}");
        }
    }
}
