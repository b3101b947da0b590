namespace AutoDiff.Gradients.Tests.Language;

/// <summary>Rules serve both modes: gradients and tangents agree with differences.</summary>
public class RuleTests
{
    private static readonly double[] s_x = [0.7, -0.4, 1.3];

    [Fact]
    public void RuleOfNumbers_ServesBothModes()
    {
        double value = Ruled.OfNumbers(0.7, 1.3), dX = Differences.Of(x => Ruled.OfNumbers(x, 1.3), 0.7), dY = Differences.Of(y => Ruled.OfNumbers(0.7, y), 1.3);
        Assert.Equal(value, Ruled.OfNumbersGradient(0.7, 1.3, out double gradientX, out double gradientY), 1e-12);
        Assert.Equal(dX, gradientX, 1e-7);
        Assert.Equal(dY, gradientY, 1e-7);
        Ruled.OfNumbersJvp(0.7, 2, 1.3, -3, out double tangent);
        Assert.Equal(2 * dX - 3 * dY, tangent, 1e-6);
    }

    [Fact]
    public void RuleInALoop_ServesBothModes() => Agrees(Ruled.InLoop, (x, y, dX) => (Ruled.InLoopGradient(x, y, dX, out double dY), dY), (x, xTangent, y, yTangent) => (Ruled.InLoopJvp(x, xTangent, y, yTangent, out double tangent), tangent));

    [Fact]
    public void RuleOfArrays_ServesBothModes() => Agrees(Ruled.OfArrays, (x, y, dX) => (Ruled.OfArraysGradient(x, y, dX, out double dY), dY), (x, xTangent, y, yTangent) => (Ruled.OfArraysJvp(x, xTangent, y, yTangent, out double tangent), tangent));

    [Fact]
    public void MethodOfACompiledAssembly_ServesBothModes() => Agrees(Ruled.OfOtherAssembly, (x, y, dX) => (Ruled.OfOtherAssemblyGradient(x, y, dX, out double dY), dY), (x, xTangent, y, yTangent) => (Ruled.OfOtherAssemblyJvp(x, xTangent, y, yTangent, out double tangent), tangent));

    private delegate double Method(ReadOnlySpan<double> x, double y);

    private delegate (double Value, double DY) Gradient(double[] x, double y, double[] dX);

    private delegate (double Value, double Tangent) Product(double[] x, double[] xTangent, double y, double yTangent);

    private static void Agrees(Method method, Gradient gradient, Product product)
    {
        const double y = 1.1;
        double[] dX = new double[s_x.Length], direction = [0.5, -2, 0.25];
        var (value, dY) = gradient(s_x, y, dX);
        Assert.Equal(method(s_x, y), value, 1e-12);
        double expected = 0;
        for (int i = 0; i < s_x.Length; i++)
        {
            int k = i;
            double difference = Differences.Of(v => method([.. s_x[..k], v, .. s_x[(k + 1)..]], y), s_x[i]);
            Assert.Equal(difference, dX[i], 1e-7);
            expected += difference * direction[i];
        }
        double byY = Differences.Of(v => method(s_x, v), y);
        Assert.Equal(byY, dY, 1e-7);
        Assert.Equal(expected + 3 * byY, product(s_x, direction, y, 3).Tangent, 1e-6);
    }
}
