namespace AutoDiff.Gradients.Tests.Conventions;

/// <summary>The table of conventions in scalar programs: the same answers as in vector code.</summary>
public class NumberKinkTests
{
    private delegate double Gradient(ReadOnlySpan<double> x, Span<double> dX, Workspace? workspace);

    private delegate double Tangent(ReadOnlySpan<double> x, ReadOnlySpan<double> direction, out double tangent, Workspace? workspace);

    private delegate double GradientOfTwo(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Span<double> dX, Span<double> dY, Workspace? workspace);

    private delegate double TangentOfTwo(
        ReadOnlySpan<double> x, ReadOnlySpan<double> xTangent, ReadOnlySpan<double> y, ReadOnlySpan<double> yTangent, out double tangent, Workspace? workspace);

    [Fact]
    public void Abs_AtZero_IsZero() => One(NumberKinks.AbsoluteGradient, NumberKinks.AbsoluteJvp, [0, 2, -2], [0, 1, -1]);

    [Fact]
    public void Relu_AtZero_IsZero() => One(NumberKinks.RectifiedGradient, NumberKinks.RectifiedJvp, [0, 2, -2], [0, 1, 0]);

    [Fact]
    public void Clamp_AtItsEdges_IsZero() => One(NumberKinks.ClampedGradient, NumberKinks.ClampedJvp, [-1, 0, 1, 2], [0, 1, 0, 0]);

    [Fact]
    public void Sqrt_AtZero_IsInfinite() => One(NumberKinks.RootGradient, NumberKinks.RootJvp, [0], [double.PositiveInfinity]);

    [Fact]
    public void TheUntakenBranch_ContributesNothing() => One(NumberKinks.RootOfPositivesGradient, NumberKinks.RootOfPositivesJvp, [0, 4, -1], [0, 0.25, 0]);

    [Fact]
    public void ATieOfTwoActiveValues_GivesHalf() => Two(NumberKinks.LargerGradient, NumberKinks.LargerJvp, [1, 3, -2], [1, 2, -2], [0.5, 1, 0.5], [0.5, 0, 0.5]);

    [Fact]
    public void Hypot_AtTheZeroVector_IsZero() => Two(NumberKinks.HypotenuseGradient, NumberKinks.HypotenuseJvp, [0, 3], [0, 4], [0, 0.6], [0, 0.8]);

    [Fact]
    public void Atan2_AtTheZeroVector_IsZero() => Two(NumberKinks.AngleGradient, NumberKinks.AngleJvp, [0, 1], [0, 1], [0, 0.5], [0, -0.5]);

    [Fact]
    public void Pow_OfZero_HasNoGradientForTheExponent() => Two(NumberKinks.PowerOfBothGradient, NumberKinks.PowerOfBothJvp, [0, 2], [2, 3], [0, 12], [0, 8 * Math.Log(2)]);

    [Fact]
    public void Pow_OfANegativeBase_IsNotANumberForTheExponentAlone() => Two(NumberKinks.PowerOfBothGradient, NumberKinks.PowerOfBothJvp, [-2], [3], [12], [double.NaN]);

    private static void One(Gradient gradient, Tangent tangent, double[] x, double[] expected)
    {
        double[] dX = new double[x.Length];
        gradient(x, dX, null);
        Same(expected, dX);
        for (int i = 0; i < x.Length; i++)
        {
            double[] direction = new double[x.Length];
            direction[i] = 1;
            tangent(x, direction, out double along, null);
            Same([expected[i]], [along]);
        }
    }

    private static void Two(GradientOfTwo gradient, TangentOfTwo tangent, double[] x, double[] y, double[] expectedX, double[] expectedY)
    {
        double[] dX = new double[x.Length], dY = new double[y.Length], none = new double[x.Length];
        gradient(x, y, dX, dY, null);
        Same(expectedX, dX);
        Same(expectedY, dY);
        for (int i = 0; i < x.Length; i++)
        {
            double[] direction = new double[x.Length];
            direction[i] = 1;
            tangent(x, direction, y, none, out double alongX, null);
            tangent(x, none, y, direction, out double alongY, null);
            Same([expectedX[i], expectedY[i]], [alongX, alongY]);
        }
    }

    private static void Same(double[] expected, double[] actual) =>
        Assert.All(expected.Zip(actual), pair => Assert.True(pair.First.Equals(pair.Second) || Math.Abs(pair.First - pair.Second) <= 1e-14, $"{pair.Second:R} instead of {pair.First:R}"));
}
