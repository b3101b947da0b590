using AutoDiff;
using AutoDiff.Optimizers;

namespace AutoDiff.Runtime.Tests.Optimizers;

/// <summary>Plain loops in double, written from the formulas of the papers, against the vectorized steps.</summary>
public class PaperFormulaTests
{
    private const int Steps = 12;

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Asgd_FollowsPolyakAndJuditsky(double weightDecay)
    {
        var options = new AsgdOptions { LearningRate = 0.1, Decay = 0.02, Power = 0.75, AverageFrom = 3, WeightDecay = weightDecay };
        double[] x = Start(19), a = new double[19], moved = [.. x];
        var optimizer = new Asgd<double>(19, options);
        double eta = 0.1, mu = 1;
        for (int t = 1; t <= Steps; t++)
        {
            double[] g = Gradient(19, t);
            optimizer.Step(moved, g);
            for (int i = 0; i < 19; i++)
            {
                double d = g[i] + weightDecay * x[i];
                x[i] = x[i] * (1 - 0.02 * eta) - eta * d;
                a[i] += mu * (x[i] - a[i]);
            }
            eta = 0.1 / Math.Pow(1 + 0.02 * 0.1 * t, 0.75);
            mu = 1.0 / Math.Max(1, t - 3);
        }
        Near(x, moved);
        Near(a, optimizer.Average);
    }

    [Fact]
    public void ScheduleFreeSgd_FollowsDefazio()
    {
        const double beta = 0.8, rate = 0.3, decay = 0.05;
        double[] x = Start(21), z = [.. x], moved = [.. x], evaluation = new double[21];
        var optimizer = new ScheduleFreeSgd<double>(21, new ScheduleFreeSgdOptions { LearningRate = rate, Beta = beta, WeightDecay = decay });
        for (int t = 1; t <= Steps; t++)
        {
            double[] g = Gradient(21, t);
            optimizer.Step(moved, g);
            double c = 1.0 / t;
            for (int i = 0; i < 21; i++)
            {
                double y = (1 - beta) * z[i] + beta * x[i];
                z[i] -= rate * (g[i] + decay * y);
                x[i] = (1 - c) * x[i] + c * z[i];
            }
            optimizer.CopyEvaluationPoint(moved, evaluation);
            Near(x, evaluation);
            Near([.. x.Zip(z, (a, b) => beta * a + (1 - beta) * b)], moved);
        }
        Near(z, optimizer.Slot(0));
    }

    [Fact]
    public void ScheduleFreeAdamW_FollowsDefazio_WithAWarmup()
    {
        const double beta = 0.9, beta2 = 0.95, epsilon = 1e-6, decay = 0.1;
        var schedule = new WarmupSchedule(0.05, 5);
        double[] x = Start(21), z = [.. x], v = new double[21], moved = [.. x], evaluation = new double[21];
        var optimizer = new ScheduleFreeAdamW<double>(21, new ScheduleFreeAdamWOptions { LearningRate = schedule, Beta1 = beta, Beta2 = beta2, Epsilon = epsilon, WeightDecay = decay });
        double weights = 0;
        for (int t = 1; t <= Steps; t++)
        {
            double[] g = Gradient(21, t);
            optimizer.Step(moved, g);
            double rate = schedule.At(t - 1), weight = rate * rate;
            weights += weight;
            for (int i = 0; i < 21; i++)
            {
                double y = (1 - beta) * z[i] + beta * x[i];
                v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
                z[i] -= rate * (g[i] / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, t))) + epsilon) + decay * y);
                x[i] += weight / weights * (z[i] - x[i]);
            }
        }
        optimizer.CopyEvaluationPoint(moved, evaluation);
        Near(x, evaluation);
    }

    [Fact]
    public void Lamb_FollowsYou()
    {
        const double beta1 = 0.8, beta2 = 0.9, epsilon = 1e-6, decay = 0.02, rate = 0.1;
        var layout = ParameterLayout.Of(new TensorShape(7, 5), new TensorShape(40), new TensorShape());
        int n = layout.Length;
        double[] x = Start(n), m = new double[n], v = new double[n], u = new double[n];
        // A tensor of zeros has no length to keep: its ratio is 1.
        x.AsSpan(35, 40).Clear();
        double[] moved = [.. x];
        var optimizer = new Lamb<double>(layout, new LambOptions { LearningRate = rate, Beta1 = beta1, Beta2 = beta2, Epsilon = epsilon, WeightDecay = decay });
        for (int t = 1; t <= Steps; t++)
        {
            double[] g = Gradient(n, t);
            optimizer.Step(moved, g);
            foreach (var block in layout.Blocks)
            {
                double xx = 0, uu = 0;
                for (int i = block.Offset; i < block.Offset + block.Length; i++)
                {
                    m[i] = beta1 * m[i] + (1 - beta1) * g[i];
                    v[i] = beta2 * v[i] + (1 - beta2) * g[i] * g[i];
                    u[i] = m[i] / (1 - Math.Pow(beta1, t)) / (Math.Sqrt(v[i] / (1 - Math.Pow(beta2, t))) + epsilon) + decay * x[i];
                    (xx, uu) = (xx + x[i] * x[i], uu + u[i] * u[i]);
                }
                double ratio = xx > 0 && uu > 0 ? Math.Sqrt(xx / uu) : 1;
                for (int i = block.Offset; i < block.Offset + block.Length; i++) x[i] -= rate * ratio * u[i];
            }
            Near(x, moved);
        }
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0.9)]
    [InlineData(true, 0.5)]
    public void Adafactor_FollowsShazeerAndStern(bool relative, double momentum)
    {
        const double decay = 0.1, threshold = 0.7;
        var options = new AdafactorOptions { RelativeStep = relative, Momentum = momentum, WeightDecay = decay, ClipThreshold = threshold, Epsilon = 1e-10 };
        // A matrix, a batch of two matrices, a column and a vector.
        var layout = ParameterLayout.Of(new TensorShape(7, 19), new TensorShape(2, 5, 3), new TensorShape(9, 1), new TensorShape(11));
        int n = layout.Length;
        double[] x = Start(n), moved = [.. x], v = new double[n], rows = new double[n], columns = new double[n], m = new double[n], u = new double[n];
        var optimizer = new Adafactor<double>(layout, options);
        for (int t = 1; t <= Steps; t++)
        {
            double[] g = Gradient(n, t);
            optimizer.Step(moved, g);
            double beta = 1 - Math.Pow(t, -0.8), rho = Math.Min(0.01, 1 / Math.Sqrt(t));
            foreach (var block in layout.Blocks)
            {
                int last = block.Shape.Rank < 2 ? 1 : block.Shape[block.Shape.Rank - 1], high = block.Shape.Rank < 2 ? 1 : block.Shape[block.Shape.Rank - 2];
                for (int start = block.Offset; last > 1 && start < block.Offset + block.Length; start += high * last)
                    Factored(g, rows, columns, u, start, high, last, beta);
                for (int i = block.Offset; last == 1 && i < block.Offset + block.Length; i++)
                {
                    v[i] = beta * v[i] + (1 - beta) * (g[i] * g[i] + 1e-10);
                    u[i] = g[i] / Math.Sqrt(v[i]);
                }
                double size = Rms(x, block), alpha = relative ? Math.Max(1e-3, size) * rho : rho, clip = Math.Max(1, Rms(u, block) / threshold);
                for (int i = block.Offset; i < block.Offset + block.Length; i++)
                {
                    m[i] = momentum * m[i] + (1 - momentum) * u[i] / clip;
                    x[i] -= alpha * (m[i] + decay * x[i]);
                }
            }
            Near(x, moved);
        }
    }

    [Theory]
    [InlineData(4, 9, true, MuonScale.Spectral)]
    [InlineData(9, 4, false, MuonScale.Spectral)]
    [InlineData(6, 6, true, MuonScale.AdamRms)]
    public void Muon_FollowsJordan(int rows, int columns, bool nesterov, MuonScale scale)
    {
        const double rate = 0.05, momentum = 0.9, decay = 0.1;
        var layout = ParameterLayout.Of(new TensorShape(columns), new TensorShape(rows, columns), new TensorShape(3));
        int n = layout.Length;
        double[] x = Start(n), moved = [.. x];
        var m = new double[rows, columns];
        var others = new AdamWOptions { LearningRate = 0.01 };
        var optimizer = new Muon<double>(layout, new MuonOptions { LearningRate = rate, Momentum = momentum, Nesterov = nesterov, WeightDecay = decay, Scale = scale, Others = others });
        var vectors = new Adam<double>(columns + 3, others);
        for (int t = 1; t <= Steps; t++)
        {
            double[] g = Gradient(n, t);
            optimizer.Step(moved, g);
            var direction = new double[rows, columns];
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < columns; j++)
                {
                    double gradient = g[columns + i * columns + j];
                    m[i, j] = momentum * m[i, j] + gradient;
                    direction[i, j] = nesterov ? gradient + momentum * m[i, j] : m[i, j];
                }
            var orthogonal = NewtonSchulz(direction);
            double length = scale == MuonScale.Spectral ? Math.Sqrt(Math.Max(1.0, (double)rows / columns)) : 0.2 * Math.Sqrt(Math.Max(rows, columns));
            for (int i = 0; i < rows; i++)
                for (int j = 0; j < columns; j++)
                {
                    ref double element = ref x[columns + i * columns + j];
                    element = element * (1 - rate * decay) - rate * length * orthogonal[i, j];
                }
            double[] rest = [.. x[..columns], .. x[^3..]];
            vectors.Step(rest, [.. g[..columns], .. g[^3..]]);
            rest.AsSpan(0, columns).CopyTo(x);
            rest.AsSpan(columns).CopyTo(x.AsSpan(n - 3));
            for (int i = 0; i < n; i++) Assert.Equal(x[i], moved[i], 1e-9);
        }
    }

    [Fact]
    public void TheStepOfMuon_HasSingularValuesNearOne()
    {
        var layout = ParameterLayout.Of(new TensorShape(8, 20));
        var x = new double[160];
        new Muon<double>(layout, new MuonOptions { LearningRate = 1 }).Step(x, Gradient(160, 1));
        // The trace of X X' is the sum of the squared singular values.
        double trace = x.Sum(v => v * v);
        Assert.InRange(trace / 8, 0.6, 1.3);
    }

    private static double[,] NewtonSchulz(double[,] g)
    {
        double norm = Math.Sqrt(g.Cast<double>().Sum(v => v * v)) + 1e-7;
        var x = Combine(1 / norm, g, 0, g);
        for (int k = 0; k < 5; k++)
        {
            var a = Product(x, Transposed(x));
            x = Combine(3.4445, x, 1, Product(Combine(-4.7750, a, 2.0315, Product(a, a)), x));
        }
        return x;
    }

    private static double[,] Product(double[,] a, double[,] b)
    {
        var c = new double[a.GetLength(0), b.GetLength(1)];
        for (int i = 0; i < c.GetLength(0); i++)
            for (int j = 0; j < c.GetLength(1); j++)
                for (int k = 0; k < b.GetLength(0); k++) c[i, j] += a[i, k] * b[k, j];
        return c;
    }

    private static double[,] Transposed(double[,] a)
    {
        var t = new double[a.GetLength(1), a.GetLength(0)];
        for (int i = 0; i < a.GetLength(0); i++)
            for (int j = 0; j < a.GetLength(1); j++) t[j, i] = a[i, j];
        return t;
    }

    private static double[,] Combine(double p, double[,] a, double q, double[,] b)
    {
        var c = new double[a.GetLength(0), a.GetLength(1)];
        for (int i = 0; i < c.GetLength(0); i++)
            for (int j = 0; j < c.GetLength(1); j++) c[i, j] = p * a[i, j] + q * b[i, j];
        return c;
    }

    private static void Factored(double[] g, double[] rows, double[] columns, double[] u, int start, int high, int wide, double beta)
    {
        // Sums, as in the paper, and not means.
        for (int i = 0; i < high; i++)
        {
            double sum = 0;
            for (int j = 0; j < wide; j++) sum += g[start + i * wide + j] * g[start + i * wide + j] + 1e-10;
            rows[start + i] = beta * rows[start + i] + (1 - beta) * sum;
        }
        for (int j = 0; j < wide; j++)
        {
            double sum = 0;
            for (int i = 0; i < high; i++) sum += g[start + i * wide + j] * g[start + i * wide + j] + 1e-10;
            columns[start + j] = beta * columns[start + j] + (1 - beta) * sum;
        }
        double total = 0;
        for (int i = 0; i < high; i++) total += rows[start + i];
        for (int i = 0; i < high; i++)
            for (int j = 0; j < wide; j++) u[start + i * wide + j] = g[start + i * wide + j] / Math.Sqrt(rows[start + i] * columns[start + j] / total);
    }

    private static double Rms(double[] values, ParameterBlock block) =>
        Math.Sqrt(values.AsSpan(block.Offset, block.Length).ToArray().Sum(v => v * v) / block.Length);

    private static double[] Start(int length) => Normal(length, 0);

    private static double[] Gradient(int length, int step) => Normal(length, step);

    private static double[] Normal(int length, int stream)
    {
        var values = new double[length];
        new CounterRandom(11, (ulong)stream).FillNormal(values.AsSpan(), 0, 1);
        return values;
    }

    private static void Near(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12 * Math.Max(1, Math.Abs(expected[i])));
    }
}
