namespace AutoDiff.Generator.Tests.Differentiation.Regions;

/// <summary>Programs that other systems have differentiated wrongly; each is right here.</summary>
public class KnownBugTests
{
    private static readonly double[] X = [0.7, -1.2, 0.4, 2.1];

    [Fact]
    public void AnUnrolledDivision_IsRight() =>
        new RegionProgram("static double F(double a) { double s = 0; for (int i = 0; i < 2; i++) s += 1 / (i + 1 + a * a); return s; }").With("a", 0.8).GradientIsFiniteDifference();

    [Fact]
    public void AnActiveInitialValueOfALoopVariable_IsRight() =>
        new RegionProgram("static double F(double lower, double upper, double h) { double s = 0; for (double x = lower; x < upper; x += h) s += x * x * h; return s; }")
            .With("lower", 0.1).With("upper", 0.95).With("h", 0.2).GradientIsFiniteDifference();

    [Fact]
    public void AnAssignmentInALoopCondition_IsRight() =>
        new RegionProgram("static double F(double x) { double y = x, d; while ((d = y * 0.5) > 0.1) y -= d * d; return y + d; }").With("x", 1.7).GradientIsFiniteDifference();

    [Fact]
    public void AFilledArrayThatIsScaled_IsRight() =>
        new RegionProgram("static double F(double x, int n) { var a = new double[n]; for (int i = 0; i < n; i++) a[i] = x * x; for (int i = 0; i < n; i++) a[i] *= i; double s = 0; for (int i = 0; i < n; i++) s += a[i] * a[i]; return s; }")
            .With("x", 1.3).With("n", 4).GradientIsFiniteDifference();

    [Fact]
    public void AnArrayInALoop_PassedToACall_IsRight() => new RegionProgram("""
        [Differentiable] static double F(ReadOnlySpan<double> x) { var a = new double[x.Length]; double s = 0; for (int i = 0; i < x.Length; i++) { a[i] = x[i] * s; s += G(a, i); } return s; }
        [Differentiable] static double G(ReadOnlySpan<double> a, int i) { double t = 1; for (int j = 0; j <= i; j++) t += a[j] * a[j]; return t; }
        """).With("x", X).GradientIsFiniteDifference();

    [Theory]
    [InlineData("double r = 1; for (int i = 0; i < x.Length; i++) r *= x[i]; return r;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return s;")]
    [InlineData("double s = 0; for (int i = x.Length - 1; i >= 0; i--) s = s * x[i] + i; return s;")]
    [InlineData("double m = double.NegativeInfinity, s = 0; foreach (var v in x) m = Math.Max(m, v); foreach (var v in x) s += Math.Exp(v - m); return m + Math.Log(s);")]
    public void AnAccumulatorThatStartsFromAConstant_IsRight(string body) => new RegionProgram($"static double F(ReadOnlySpan<double> x) {{ {body} }}").With("x", X).GradientIsFiniteDifference();

    [Fact]
    public void ADenseLayer_IsRightWithRespectToItsInput() => new RegionProgram("""
        static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> x, int m) {
            double loss = 0;
            for (int i = 0; i < m; i++) {
                double s = 0;
                for (int j = 0; j < x.Length; j++) s += w[i * x.Length + j] * x[j];
                loss += Math.Tanh(s) * Math.Tanh(s);
            }
            return loss;
        }
        """).With("w", 0.1, -0.2, 0.3, 0.4, 0.5, -0.6, 0.7, 0.8).With("x", X).With("m", 2).GradientIsFiniteDifference();

    [Fact]
    public void AVariableFromBeforeADynamicLoop_UsedAfterIt_IsRight() =>
        new RegionProgram("static double F(double x) { double a = Math.Sin(x), y = x; while (y < 10) y = y * 1.5 + a; return y * a; }").With("x", 0.9).GradientIsFiniteDifference();

    [Fact]
    public void ATripCountThatTheMethodComputes_IsRight() =>
        new RegionProgram("static double F(double x, int n) { int m = 0; for (int i = 0; i < n; i++) m += i; double p = 1; for (int i = 0; i < m; i++) p = Math.Sin(p * x) + x; return p; }")
            .With("x", 0.9).With("n", 4).GradientIsFiniteDifference();

    [Theory]
    [InlineData(1.5, 1)]
    [InlineData(-1.5, 0)]
    [InlineData(0, 1)]
    public void AnEarlyReturn_IsRight(double x, double expected) =>
        Assert.Equal([expected], new RegionProgram("static double F(double x) { if (x >= 0) return x; return 0; }").With("x", x).Gradient("x"));

    [Fact]
    public void XLogY_AtZero_HasGradientZero()
    {
        var program = new RegionProgram("static double F(double x, double y) { if (x == 0) return 0; return x * Math.Log(y); }").With("x", 0).With("y", 0);
        Assert.Equal([0], program.Gradient("x"));
        Assert.Equal([0], program.Gradient("y"));
    }

    [Fact]
    public void AVectorRebuiltFromItsPreviousComponents_IsRight() => new RegionProgram("""
        static double F(ReadOnlySpan<double> x, int steps) {
            double a = x[0], b = x[1], c = x[2];
            for (int t = 0; t < steps; t++) (a, b, c) = (b * c, c - a * 0.1, Math.Sin(a + b));
            return a * a + b + c;
        }
        """).With("x", X).With("steps", 5).GradientIsFiniteDifference();

    [Theory]
    [InlineData("for (int i = 1; i < y.Length; i++) y[i] = y[i - 1] + x[i];")]
    [InlineData("for (int i = 1; i < y.Length; i++) y[i] = y[i - 1] * x[i];")]
    [InlineData("for (int i = 0; i < y.Length; i++) y[i] *= y[i] * x[i];")]
    [InlineData("for (int i = 0; i < y.Length; i++) if (x[i] > 0) y[i] = Math.Exp(y[i] * x[i]); else y[0] += x[i];")]
    [InlineData("for (int k = 0; k < 3; k++) for (int i = 1; i < y.Length; i++) { y[i] = Math.Sin(y[i - 1] * x[i]); y[0] += y[i]; }")]
    public void AWrittenSpan_IsRight(string body) => new RegionProgram($"static void F(ReadOnlySpan<double> x, Span<double> y) {{ {body} }}")
        .With("x", X).With("y", 0.3, 0.6, -0.4, 1.1).GradientIsFiniteDifference();

    [Fact]
    public void AReturnedNumberBesideAWrittenSpan_IsRight()
    {
        var program = new RegionProgram("static double F(ReadOnlySpan<double> x, Span<double> y) { double s = 0; for (int i = 0; i < x.Length; i++) { y[i] = y[i] * x[i]; s += y[i] * y[i]; } return s; }")
            .With("x", X).With("y", 0.3, 0.6, -0.4, 1.1);
        program.GradientIsFiniteDifference().GradientIsFiniteDifference(returnsScalar: false);
    }

    [Fact]
    public void MinimumOfAConstantAndAReciprocal_AtZero_IsZero() =>
        Assert.Equal([0], new RegionProgram("static double F(double x) => Math.Min(1, 1 / x);").With("x", 0).Gradient("x"));

    [Fact]
    public void ASquareRootInABranchThatIsNotTaken_ContributesNothing()
    {
        Assert.Equal([0], new RegionProgram("static double F(double x) => x > 0 ? Math.Sqrt(x) : 0;").With("x", -1).Gradient("x"));
        Assert.Equal([0], new RegionProgram("static double F(double x) { double r = Math.Sqrt(x), y = 0; if (x > 0) y = r; return y; }").With("x", 0).Gradient("x"));
        Assert.Equal([0], new RegionProgram("static double F(double x) { double r = Math.Exp(x), y = 0; if (x < 100) y = r; return y; }").With("x", 1000).Gradient("x"));
    }

    [Fact]
    public void AbsoluteValue_AtZero_IsZero() =>
        Assert.Equal([0, 1], new RegionProgram("static double F(ReadOnlySpan<double> x) { double s = 0; foreach (var v in x) s += Math.Abs(v); return s; }").With("x", 0, 2).Gradient("x"));
}
