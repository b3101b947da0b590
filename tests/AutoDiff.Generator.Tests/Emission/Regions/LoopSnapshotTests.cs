namespace AutoDiff.Generator.Tests.Emission.Regions;

/// <summary>The generated code of programs with loops, to be read as if it were written by hand. UPDATE_SNAPSHOTS=1 accepts what is generated now.</summary>
public class LoopSnapshotTests
{
    [Fact]
    public Task SumOfSquaresWhilePositive() => Verify("""
            [Differentiable]
            public static double SumWhilePositive(ReadOnlySpan<double> x)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] <= 0) break;
                    sum += x[i] * x[i];
                }
                return sum;
            }
        """);

    [Fact]
    public Task Recurrence() => Verify("""
            [Differentiable]
            public static double Logistic(double x, double rate, int steps)
            {
                for (int i = 0; i < steps; i++) x = rate * x * (1 - x);
                return x;
            }
        """);

    [Fact]
    public Task DenseLayer() => Verify("""
            [Differentiable]
            public static double DenseLayer([Shape("H", "D")] Tensor<double> weight, [Shape("D")] ReadOnlySpan<double> x, [Shape("H")] ReadOnlySpan<double> bias)
            {
                double total = 0;
                for (int h = 0; h < bias.Length; h++)
                {
                    double sum = bias[h];
                    for (int d = 0; d < x.Length; d++) sum += weight[h, d] * x[d];
                    total += Math.Tanh(sum);
                }
                return total;
            }
        """);

    [Fact]
    public Task SquareRootByNewton() => Verify("""
            [Differentiable]
            public static double Newton(double a)
            {
                double x = a;
                while (Math.Abs(x * x - a) > 1e-12) x = 0.5 * (x + a / x);
                return x;
            }
        """);

    [Fact]
    public Task FirstAboveThreshold() => Verify("""
            [Differentiable]
            public static double FirstAbove(ReadOnlySpan<double> x, double threshold)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] > threshold) return x[i] * x[i];
                }
                return threshold;
            }
        """);

    [Fact]
    public Task InPlacePrefixProduct() => Verify("""
            [Differentiable]
            public static void PrefixProduct(Span<double> y, double scale)
            {
                for (int i = 1; i < y.Length; i++) y[i] = scale * y[i] * y[i - 1];
            }
        """);

    [Fact]
    public Task MixtureOfOnePoint() => Verify("""
            [Differentiable]
            public static double Mixture([Shape("D")] ReadOnlySpan<double> x, [Shape("K")] ReadOnlySpan<double> alpha, [Shape("K", "D")] Tensor<double> means, [Shape("K", "D")] Tensor<double> logPrecision)
            {
                double total = 0;
                for (int k = 0; k < alpha.Length; k++)
                {
                    double distance = 0;
                    for (int d = 0; d < x.Length; d++)
                    {
                        double centered = (x[d] - means[k, d]) * Math.Exp(logPrecision[k, d]);
                        distance += centered * centered;
                    }
                    total += Math.Exp(alpha[k] - 0.5 * distance);
                }
                return Math.Log(total);
            }
        """);

    [Fact]
    public Task LstmStep() => Verify("""
            [Differentiable]
            public static void LstmStep<T>(ReadOnlySpan<T> gates, ReadOnlySpan<T> x, Span<T> hidden, Span<T> cell) where T : unmanaged, IBinaryFloatingPointIeee754<T>
            {
                int size = hidden.Length;
                for (int i = 0; i < size; i++)
                {
                    T forget = Sigmoid(x[i] * gates[i] + gates[size + i]);
                    T ingate = Sigmoid(hidden[i] * gates[2 * size + i] + gates[3 * size + i]);
                    T change = T.Tanh(hidden[i] * gates[4 * size + i]);
                    cell[i] = cell[i] * forget + ingate * change;
                    hidden[i] = T.Tanh(cell[i]) * Sigmoid(x[i] * gates[5 * size + i]);
                }
            }
        """);

    [Fact]
    public Task RandomWalkWithALocalArray() => Verify("""
            [Differentiable]
            public static double Smoothed(ReadOnlySpan<double> x, int rounds)
            {
                Span<double> y = new double[x.Length];
                for (int i = 0; i < x.Length; i++) y[i] = x[i];
                for (int r = 0; r < rounds; r++)
                    for (int i = 1; i < x.Length; i++) y[i] = Math.Sin(y[i] + y[i - 1]);
                return y[x.Length - 1];
            }
        """);

    private static Task Verify(string method, [System.Runtime.CompilerServices.CallerMemberName] string test = "")
    {
        string source = TestCompilation.InClass(method);
        Assert.Empty(TestCompilation.Analyze(TestCompilation.Create(source)).Where(d => d.Severity >= Microsoft.CodeAnalysis.DiagnosticSeverity.Warning));
        return Snapshots.Verify(GeneratedText.Of(source), "cs.txt", test);
    }
}
