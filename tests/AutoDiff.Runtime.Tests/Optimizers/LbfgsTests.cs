using System.Text.Json;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

public class LbfgsTests
{
    private static readonly JsonElement Reference = ReferenceData.Read("classical/optimizers.json");

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [Trait("Category", "Reference")]
    public void Rosenbrock_EndsWhereTheReferenceEnds(int run)
    {
        var reference = Reference.GetProperty("lbfgs_scipy")[run];
        double[] x = reference.GetProperty("x0").Numbers(), expected = reference.GetProperty("x").Numbers();
        var result = new Lbfgs<double>(x.Length, new LbfgsOptions { GradientTolerance = 1e-8, RelativeDecrease = 0 }).Minimize(Rosenbrock, x);
        Assert.True(result.Converged, result.ToString());
        for (int i = 0; i < x.Length; i++) Assert.Equal(expected[i], x[i], 1e-6);
    }

    [Fact]
    [Trait("Category", "Reference")]
    public void QuarticDescent_EndsBelowTheReference()
    {
        var run = Reference.GetProperty("runs").EnumerateArray().Single(r => r.GetProperty("name").GetString() == "lbfgs strong_wolfe");
        double[] x = Reference.GetProperty("x0").Numbers(), b = Reference.GetProperty("b").Numbers();
        double[][] q = [.. Reference.GetProperty("Q").EnumerateArray().Select(r => r.Numbers())];
        double[] losses = run.GetProperty("loss_before_each_step").Numbers();
        var result = new Lbfgs<double>(x.Length, new LbfgsOptions { GradientTolerance = 1e-9, RelativeDecrease = 0 }).Minimize((point, gradient) =>
        {
            double value = 0;
            for (int i = 0; i < point.Length; i++)
            {
                double row = 0;
                for (int j = 0; j < point.Length; j++) row += q[i][j] * point[j];
                value += 0.5 * point[i] * row - b[i] * point[i] + 0.1 * point[i] * point[i] * point[i] * point[i];
                gradient[i] = row - b[i] + 0.4 * point[i] * point[i] * point[i];
            }
            return value;
        }, x);
        Assert.Equal(MinimizationStop.GradientTolerance, result.Stop);
        // The reference was stopped after eight steps.
        Assert.True(result.Value <= losses[^1], $"{result.Value:R} is above {losses[^1]:R}");
        Assert.Equal(losses[^1], result.Value, 1e-3);
    }

    [Fact]
    public void ValuesThatAreNotFinite_ShortenTheStep()
    {
        // −ln x + x: the first steps from 0.01 lead below 0, where the logarithm is NaN.
        double[] x = [0.01];
        var result = new Lbfgs<double>(1, new LbfgsOptions { GradientTolerance = 1e-9, RelativeDecrease = 0 }).Minimize((p, g) =>
        {
            g[0] = 1 - 1 / p[0];
            return p[0] - Math.Log(p[0]);
        }, x);
        Assert.True(result.Converged, result.ToString());
        Assert.Equal(1, x[0], 1e-8);
    }

    [Fact]
    public void AFunctionThatTurnsIntoNaN_LeavesTheBestPoint()
    {
        double[] x = [3, 4];
        int calls = 0;
        var result = new Lbfgs<double>(2).Minimize((p, g) =>
        {
            if (++calls > 4)
            {
                g.Fill(double.NaN);
                return double.NaN;
            }
            (g[0], g[1]) = (4 * p[0] * p[0] * p[0], 2 * p[1]);
            return p[0] * p[0] * p[0] * p[0] + p[1] * p[1];
        }, x);
        Assert.False(result.Converged);
        Assert.True(double.IsFinite(x[0]) && double.IsFinite(x[1]));
        Assert.Equal(x[0] * x[0] * x[0] * x[0] + x[1] * x[1], result.Value, 1e-12);
        Assert.True(result.Value < 97);
    }

    [Fact]
    public void AStartThatIsNotFinite_IsSaid()
    {
        double[] x = [-1];
        var result = new Lbfgs<double>(1).Minimize((p, g) => g[0] = Math.Log(p[0]), x);
        Assert.Equal(MinimizationStop.NonFiniteStart, result.Stop);
        Assert.Equal(-1, x[0]);
    }

    [Fact]
    public void FloatVariables_ReachTheMinimum()
    {
        float[] x = [-1.2f, 1];
        new Lbfgs<float>(2, new LbfgsOptions { RelativeDecrease = 0, GradientTolerance = 1e-4 }).Minimize((p, g) =>
        {
            double[] gradient = new double[2];
            double value = Rosenbrock([p[0], p[1]], gradient);
            (g[0], g[1]) = ((float)gradient[0], (float)gradient[1]);
            return (float)value;
        }, x);
        Assert.Equal(1, x[0], 1e-2);
        Assert.Equal(1, x[1], 1e-2);
    }

    [Fact]
    public void BadOptionsAndLengths_AreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs<double>(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs<double>(1, new LbfgsOptions { History = 0 }));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Lbfgs<double>(1, new LbfgsOptions { GradientTolerance = double.NaN }));
        Assert.Throws<ArgumentException>(() => new Lbfgs<double>(2).Minimize(Rosenbrock, new double[3]));
    }

    private static double Rosenbrock(ReadOnlySpan<double> x, Span<double> gradient)
    {
        double sum = 0;
        gradient.Clear();
        for (int i = 0; i + 1 < x.Length; i++)
        {
            double a = x[i + 1] - x[i] * x[i], b = 1 - x[i];
            sum += 100 * a * a + b * b;
            gradient[i] += -400 * x[i] * a - 2 * b;
            gradient[i + 1] += 200 * a;
        }
        return sum;
    }
}
