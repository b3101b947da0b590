namespace AutoDiff.Generator.Tests.Differentiation.Regions;

/// <summary>Each form of loop, exit and index, against differences.</summary>
public class LoopGradientTests
{
    private static readonly double[] X = [0.7, -1.2, 0.4, 2.1];

    [Theory]
    [InlineData("double y = x[0]; int i = 0; while (y * y < 40) { y = y * 1.3 + Math.Sin(x[i % x.Length] * y); i++; } return y;")]
    [InlineData("double y = x[0]; do { y = y * y + 0.5; } while (y < 30); return y * x[1];")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) continue; if (x[i] > 2) break; s += x[i] * x[i] * s + x[i]; } return s;")]
    [InlineData("double s = 1; for (int i = 0; i < x.Length; i++) { s *= 1 + x[i] * x[i]; if (s > 3) return s * x[0]; } return s;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { double y = x[i]; while (y > 0.1) { y = y * y * 0.4; s += Math.Cos(y) * x[0]; } } return s;")]
    [InlineData("double s = 0.2; for (int i = 0; i < x.Length; i++) for (int j = 0; j <= i; j++) s = Math.Sin(s * x[j] + x[i]); return s;")]
    [InlineData("double s = 0.2; for (int i = x.Length - 1; i >= 0; i--) for (int j = i; j < x.Length; j += 2) s = Math.Sin(s * x[j] + x[i]); return s;")]
    [InlineData("double s = 0.2, y = 1; while (y < 5) { y *= 1.7; for (int i = 0; i < x.Length; i++) s = Math.Tanh(s * y + x[i]); } return s;")]
    [InlineData("double s = 0.2, y = 1; while (y < 5) { y *= 1.7; double z = y; while (z > 1) { z *= 0.6; s = Math.Tanh(s * z + x[0]) + x[1]; } s *= s; } return s;")]
    [InlineData("int n = 2; double s = 0; for (int i = 0; i < n; i++) s += x[i] * x[i + 1]; n = 4; for (int i = 0; i < n; i++) s *= x[i]; return s;")]
    public void ALoop_IsRight(string body) => new RegionProgram($"static double F(ReadOnlySpan<double> x) {{ {body} }}").With("x", X).GradientIsFiniteDifference();

    [Fact]
    public void LocalArraysWhoseLengthDependsOnTheIteration_AreRight() => new RegionProgram("""
        static double F(ReadOnlySpan<double> x) {
            double s = 1;
            for (int i = 1; i < x.Length; i++) {
                var a = new double[i + 1];
                for (int j = 0; j <= i; j++) a[j] = Math.Sin(x[j] * s);
                for (int j = 1; j <= i; j++) a[j] *= a[j - 1];
                for (int j = 0; j <= i; j++) s += a[j] * a[j] * x[i];
            }
            return s;
        }
        """).With("x", X).GradientIsFiniteDifference();

    [Fact]
    public void LocalArraysInADataDependentLoop_AreRight() => new RegionProgram("""
        static double F(ReadOnlySpan<double> x) {
            double s = 1;
            int n = 1;
            while (s < 30) {
                var a = new double[n];
                for (int j = 0; j < n; j++) a[j] = Math.Exp(x[j % x.Length]) * (j == 0 ? 1 : a[j - 1]);
                for (int j = 0; j < n; j++) s += a[j] * a[n - 1 - j] * 0.3;
                n++;
            }
            return s * s;
        }
        """).With("x", X).GradientIsFiniteDifference();

    [Fact]
    public void ElementsAtIndicesFromData_AreRight() => new RegionProgram("""
        static double F(ReadOnlySpan<double> x, ReadOnlySpan<int> index) {
            var bins = new double[3];
            for (int i = 0; i < index.Length; i++) bins[index[i]] += x[i] * x[i];
            double s = 1;
            int next = 0;
            for (int i = 0; i < index.Length; i++) { next = (next + index[i] + 1) % index.Length; s *= Math.Cos(bins[index[next]] * x[next]); }
            return s;
        }
        """).With("x", X).With("index", 2, 0, 2, 1).GradientIsFiniteDifference();

    [Fact]
    public void TensorOperationsInALoop_AreRight() => new RegionProgram("""
        static double F([Shape("N", "N")] Tensor<double> w, [Shape("N")] Tensor<double> x, int steps) {
            var h = Tanh(x);
            double loss = 0;
            for (int t = 0; t < steps; t++) { h = Tanh(MatMul(w, h) + x); loss += Sum(h * h); if (t > 0) loss += h[0] * x[1]; }
            return loss;
        }
        """).Extent("N", 2).With("w", 0.3, -0.4, 0.5, 0.2).With("x", 0.7, -1.2).With("steps", 3).GradientIsFiniteDifference();

    [Fact]
    public void LoopsWithoutIterations_HandTheAdjointOn()
    {
        var program = new RegionProgram("static double F(ReadOnlySpan<double> x, int n) { double s = x[0] * x[0]; for (int i = 0; i < n; i++) { double y = s; while (y < -1) y = y * y; s = Math.Exp(y); } return s; }").With("x", X);
        program.With("n", 0).GradientIsFiniteDifference();
        program.With("n", -3).GradientIsFiniteDifference();
        program.With("n", 2).GradientIsFiniteDifference();
    }
}
