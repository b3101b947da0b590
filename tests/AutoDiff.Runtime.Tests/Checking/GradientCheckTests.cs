using AutoDiff;
using AutoDiff.Checking;

namespace AutoDiff.Runtime.Tests.Checking;

public class GradientCheckTests
{
    private static readonly double[] Point = [0.3, -1.7, 2.5, 0.9];

    [Fact]
    public void ARightGradient_Passes_WithASmallError()
    {
        var result = GradientCheck.Run(x => x.Sum(v => Math.Exp(v) * Math.Sin(v)), x => [.. x.Select(v => Math.Exp(v) * (Math.Sin(v) + Math.Cos(v)))], Point);
        Assert.True(result.Passed);
        Assert.InRange(result.Worst!.RelativeError, 0, 1e-8);
        Assert.Equal(4 + 3, result.Compared);
        Assert.Equal(0, result.Kinks);
    }

    [Theory]
    [InlineData(1e-5)]
    [InlineData(1e-3)]
    [InlineData(1)]
    public void OneWrongElement_IsFound_AndNamed(double error)
    {
        var result = GradientCheck.Run(x => x.Sum(v => v * v * v), x =>
        {
            double[] g = [.. x.Select(v => 3 * v * v)];
            g[2] *= 1 + error;
            return g;
        }, Point);
        Assert.False(result.Passed);
        Assert.Equal(2, result.Worst!.Index);
        Assert.Equal("x", result.Worst.Parameter!.Name);
        Assert.Equal(18.75, result.Worst.Numeric, 1e-6);
        Assert.Equal(18.75 * (1 + error), result.Worst.Analytic, 1e-9);
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(-1.0)]
    [InlineData(0.5)]
    [InlineData(1.0)]
    public void AnySubgradientAtAKink_IsAccepted_AndCounted(double slope)
    {
        var result = GradientCheck.Run(x => Math.Abs(x[0]) + x[1], _ => [slope, 1], [0, 1], new GradientCheckOptions { Directions = 0 });
        Assert.True(result.Passed);
        Assert.Equal(Math.Abs(slope) < 1e-9 ? 0 : 1, result.Kinks); // the central difference at 0 is 0 itself
    }

    [Fact]
    public void ASlopeOutsideTheOneSidedSlopes_Fails() =>
        Assert.False(GradientCheck.Run(x => Math.Abs(x[0]), _ => [1.5], [0]).Passed);

    [Fact]
    public void AKinkBesideThePoint_DoesNotDisturb() =>
        Assert.True(GradientCheck.Run(x => Math.Abs(x[0]), _ => [1], [1e-6]).Passed);

    [Fact]
    public void AWrongGradientOfASmoothFunction_IsNotExcusedAsAKink() =>
        Assert.False(GradientCheck.Run(x => x[0] * x[0], _ => [0.1], [0]).Passed);

    [Fact]
    public void LargeValuesWithSmallSlopes_PassInSpiteOfTheirRounding() =>
        Assert.True(GradientCheck.Run(x => 1e6 + Math.Sin(x[0]), x => [Math.Cos(x[0])], [1.1]).Passed);

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void AGradientThatIsNotFinite_Fails(double bad) =>
        Assert.False(GradientCheck.Run(x => x[0] + x[1], _ => [1, bad], [1, 2]).Passed);

    [Fact]
    public void AGradientThatIsNotWritten_Fails()
    {
        var parameter = new CheckedParameter("x", new TensorShape(2), 0);
        Assert.False(GradientCheck.Run(new GradientCheckCase("forgets", "F.cs", 1, [parameter], (_, _) => 0, (_, _, g) => g[0] = 0)).Passed);
    }

    [Fact]
    public void AGradientOfAnotherLength_IsRefused() =>
        Assert.Throws<ArgumentException>(() => GradientCheck.Run(x => x[0], _ => [1, 2], [1]));

    [Fact]
    public void ManyParameters_AreSampled_AndAWrongOneIsStillSeenInARandomDirection()
    {
        var parameter = new CheckedParameter("w", new TensorShape(1000, 10), 0);
        var options = new GradientCheckOptions { MaxEntries = 50 };
        GradientCheckCase Case(double error) => new("sum", "F.cs", 1, [parameter],
            (x, _) => { double s = 0; foreach (double v in x) s += v * v; return s; },
            (x, _, g) => { for (int i = 0; i < x.Length; i++) g[i] = 2 * x[i] * (1 + error); });
        var right = GradientCheck.Run(Case(0), options);
        Assert.True(right.Passed);
        Assert.Equal(50 + 3, right.Compared);
        Assert.False(GradientCheck.Run(Case(1e-3), options with { MaxEntries = 1 }).Passed);
    }

    [Fact]
    public void ATensorResult_IsProjectedOnRandomUpstreams()
    {
        // y = A x with a fixed 3 x 2 matrix; its vector-Jacobian product is u'A.
        double[,] a = { { 1, 2 }, { 3, 4 }, { 5, 6 } };
        var upstreams = new HashSet<double>();
        var c = new GradientCheckCase("MatVec", "F.cs", 1, [new CheckedParameter("x", new TensorShape(2), 0)],
            (x, u) => { upstreams.Add(u[0]); double s = 0; for (int i = 0; i < 3; i++) s += u[i] * (a[i, 0] * x[0] + a[i, 1] * x[1]); return s; },
            (_, u, g) => { for (int j = 0; j < 2; j++) g[j] = u[0] * a[0, j] + u[1] * a[1, j] + u[2] * a[2, j]; })
        { ResultLength = 3 };
        Assert.True(GradientCheck.Run(c).Passed);
        Assert.Equal(2, upstreams.Count);
    }

    [Fact]
    public void ParametersAreDrawnFromTheirInterval_TheSameForTheSameSeed()
    {
        var seen = new List<double[]>();
        var c = new GradientCheckCase("Log", "F.cs", 1, [new CheckedParameter("x", new TensorShape([]), 0) { Low = 0.5, High = 2 }, new CheckedParameter("y", new TensorShape(3), 1)],
            (x, _) => { seen.Add(x.ToArray()); return Math.Log(x[0]) + x[1] * x[2] * x[3]; },
            (x, _, g) => { g[0] = 1 / x[0]; g[1] = x[2] * x[3]; g[2] = x[1] * x[3]; g[3] = x[1] * x[2]; });
        Assert.True(GradientCheck.Run(c).Passed);
        Assert.All(seen, p => Assert.InRange(p[0], 0.49, 2.01));
        var first = seen.ToArray();
        seen.Clear();
        GradientCheck.Run(c);
        Assert.Equal(first, seen);
    }
}
