using System.Numerics;

namespace AutoDiff.Gradients.Tests.Language;

/// <summary>Inner loops on vectors, for lengths on both sides of every width and of the number of iterations from which they run on vectors.</summary>
public class InnerLoopTests
{
    public static TheoryData<int> Lengths => [1, 2, 3, 7, 8, 15, 16, 17, 18, 19, 23, 24, 31, 32, 33, 40, 63, 64, 65, 67, 129];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void RowRecurrence_HasTheGradientOfItsDifferences(int length)
    {
        double[] x = Numbers(length, 1), w = Numbers(length, 2), dX = new double[length], dW = new double[length];
        double value = InnerLoops.StepsGradient<double>(x, w, 0.7, 3, dX, dW, out double dRate);
        Assert.Equal(InnerLoops.Steps<double>(x, w, 0.7, 3), value, 1e-12 * (1 + length));
        for (int i = 0; i < length; i++)
        {
            int at = i;
            Near(Slope(h => InnerLoops.Steps<double>(Moved(x, at, h), w, 0.7, 3)), dX[i]);
            Near(Slope(h => InnerLoops.Steps<double>(x, Moved(w, at, h), 0.7, 3)), dW[i]);
        }
        Near(Slope(h => InnerLoops.Steps<double>(x, w, 0.7 + h, 3)), dRate);
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void RowRecurrence_AgreesInForwardModeAndInFloat(int length)
    {
        double[] x = Numbers(length, 1), w = Numbers(length, 2), dX = new double[length], dW = new double[length], along = Numbers(length, 3), across = Numbers(length, 4);
        InnerLoops.StepsGradient<double>(x, w, 0.7, 3, dX, dW, out double dRate);
        InnerLoops.StepsJvp<double>(x, along, w, across, 0.7, 0.5, 3, out double tangent);
        double product = 0.5 * dRate + along.Zip(dX, (a, d) => a * d).Sum() + across.Zip(dW, (a, d) => a * d).Sum();
        Assert.Equal(product, tangent, 1e-11 * (1 + length));

        float[] single = [.. x.Select(v => (float)v)], weights = [.. w.Select(v => (float)v)], dSingle = new float[length], dWeights = new float[length];
        InnerLoops.StepsGradient<float>(single, weights, 0.7f, 3, dSingle, dWeights, out _);
        double scale = 1 + dX.Concat(dW).Max(Math.Abs);
        for (int i = 0; i < length; i++)
        {
            Assert.Equal(dX[i], dSingle[i], 1e-4 * scale);
            Assert.Equal(dW[i], dWeights[i], 1e-4 * scale);
        }
    }

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Triangle_HasTheGradientOfItsFormula(int d)
    {
        double[] x = Numbers(d, 1), lower = Numbers(d * (d + 1) / 2, 2), dX = new double[d], dLower = new double[lower.Length];
        double value = InnerLoops.TriangleGradient(x, lower, dX, dLower);
        // |L x|^2 with L in columns: the gradients are 2 L' L x and 2 (L x) x'.
        int At(int row, int column) => column * d - column * (column + 1) / 2 + row;
        double[] y = [.. Enumerable.Range(0, d).Select(r => Enumerable.Range(0, r + 1).Sum(c => lower[At(r, c)] * x[c]))];
        Assert.Equal(y.Sum(v => v * v), value, 1e-12 * d * d);
        for (int c = 0; c < d; c++)
        {
            Assert.Equal(2 * Enumerable.Range(c, d - c).Sum(r => lower[At(r, c)] * y[r]), dX[c], 1e-11 * d);
            for (int r = c; r < d; r++) Assert.Equal(2 * y[r] * x[c], dLower[At(r, c)], 1e-12 * d);
        }
    }

    [Fact]
    public void LoopOfKnownLength_HasTheGradientOfItsDifferences()
    {
        double[] x = Numbers(37, 5), dX = new double[37];
        Assert.Equal(InnerLoops.Fixed(x, 3), InnerLoops.FixedGradient(x, 3, dX), 1e-14);
        for (int i = 0; i < 37; i++)
        {
            int at = i;
            Near(Slope(h => InnerLoops.Fixed(Moved(x, at, h), 3)), dX[i]);
        }
    }

    [Theory]
    [InlineData(4)]
    [InlineData(40)]
    public void AnElementOutside_IsRefusedLikeInTheLoop(int length)
    {
        double[] x = Numbers(length, 1), w = Numbers(length - 1, 2);
        Assert.Throws<IndexOutOfRangeException>(() => InnerLoops.Unguarded(x, w, 2));
        Assert.Throws<IndexOutOfRangeException>(() => InnerLoops.UnguardedGradient(x, w, 2, new double[length], new double[length - 1]));
        Assert.Equal(0, InnerLoops.UnguardedGradient(x, w, 0, new double[length], new double[length - 1]));
    }

    private static double[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.4)];
    }

    private static double[] Moved(double[] x, int at, double step)
    {
        double[] moved = [.. x];
        moved[at] += step;
        return moved;
    }

    /// <summary>The central difference with the fourth order error.</summary>
    private static double Slope(Func<double, double> f)
    {
        const double h = 1e-4;
        return (8 * (f(h) - f(-h)) - (f(2 * h) - f(-2 * h))) / (12 * h);
    }

    private static void Near(double expected, double actual) => Assert.True(Math.Abs(expected - actual) <= 1e-7 * (1 + Math.Abs(expected)), $"{actual:R} instead of {expected:R}");
}
