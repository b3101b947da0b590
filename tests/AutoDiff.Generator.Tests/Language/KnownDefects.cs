namespace AutoDiff.Generator.Tests.Language;

/// <summary>Programs that other systems have got wrong, each in a class of its own.</summary>
internal static class KnownDefects
{
    public static readonly IReadOnlyDictionary<string, string> Members = new Dictionary<string, string>
    {
        ["LoopOfReciprocals"] = "[Differentiable] static double F(double a) { double s = 0; for (int i = 0; i < 2; i++) s += 1 / (i + 1 + a * a); return s; }",
        ["ActiveStartOfALoop"] = "[Differentiable] static double F(double lower, double upper, double k) { double s = 0; for (double x = lower; x < upper; x += 0.25) s += k * x * x; return s; }",
        ["FilledArrayScaledInPlace"] = """
            [Differentiable] static double F(double x)
            {
                Span<double> a = new double[4];
                Fill(a, x);
                for (int i = 0; i < a.Length; i++) a[i] *= i;
                double s = 0;
                for (int i = 0; i < a.Length; i++) s += a[i] * a[i];
                return s;
            }
            [Differentiable] static void Fill(Span<double> a, double x) { for (int i = 0; i < a.Length; i++) a[i] = x; }
            """,
        ["ArrayPassedToACallInALoop"] = """
            [Differentiable] static double F(ReadOnlySpan<double> x, int n)
            {
                var u = new double[x.Length];
                double s = 0;
                for (int k = 0; k < n; k++)
                {
                    for (int i = 0; i < u.Length; i++) u[i] = x[i] * x[i] + 0.5 * u[i];
                    s += Total(u) * (k + 1);
                }
                return s;
            }
            [Differentiable] static double Total(ReadOnlySpan<double> u) { double t = 0; foreach (double v in u) t += v * v; return t; }
            """,
        ["AccumulatorFromAConstant"] = "[Differentiable] static double F(double x, int n) { double r = 1; for (int i = 0; i < n; i++) r *= x; return r; }",
        ["DenseLayerByNestedLoops"] = """
            [Differentiable] static double F(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
            {
                double s = 0;
                for (int j = 0; j < w.Length / x.Length; j++)
                {
                    double y = 0;
                    for (int i = 0; i < x.Length; i++) y += w[j * x.Length + i] * x[i];
                    s += Math.Tanh(y);
                }
                return s;
            }
            """,
        ["VariableUsedBehindADynamicLoop"] = """
            [Differentiable] static double F(double x, int n)
            {
                double square = x * x, s = 0;
                int k = 0;
                while (k < n && s < 100) { s += square; k++; }
                return s + Math.Sin(square) * square;
            }
            """,
        ["TripCountComputedInside"] = "[Differentiable] static double F(ReadOnlySpan<double> x, double a) { int n = x.Length / 2 + 1; double s = a; for (int i = 0; i < n; i++) s = s * x[i] + a; return s; }",
        ["TripCountOfAWhileLoop"] = "[Differentiable] static double F(double x) { double r = x; while (r < 10) r = r * x + 1; return r * r; }",
        ["ReturnInABranch"] = "[Differentiable] static double F(double x) { if (x >= 0) return x; return 0; }",
        ["XLogYAtZero"] = "[Differentiable] static double F(double x, double y) => x == 0 ? 0 : x * Math.Log(y);",
        ["XLogXAtZero"] = "[Differentiable] static double F(double x) { if (x > 0) return x * Math.Log(x); return 0; }",
        ["VectorRebuiltInALoop"] = "[Differentiable] static double F(double x, int n) { double a = x, b = 1; for (int i = 0; i < n; i++) (a, b) = (b, a + b * x); return a * b; }",
        ["VectorRebuiltInAnArray"] = """
            [Differentiable] static double F(ReadOnlySpan<double> x, int n)
            {
                Span<double> v = new double[3];
                for (int i = 0; i < 3; i++) v[i] = x[i];
                for (int k = 0; k < n; k++)
                {
                    double p = v[1] * v[2], q = v[2] * v[0], r = v[0] + v[1];
                    v[0] = p; v[1] = q; v[2] = r;
                }
                return v[0] + 2 * v[1] + 3 * v[2];
            }
            """,
        ["RunningSum"] = """
            [Differentiable] static double F(ReadOnlySpan<double> x)
            {
                var y = new double[x.Length];
                y[0] = x[0] * x[0];
                for (int i = 1; i < x.Length; i++) y[i] = y[i - 1] + x[i] * x[i];
                double s = 0;
                for (int i = 0; i < y.Length; i++) s += y[i] * y[i];
                return s;
            }
            """,
        ["MinimumOfOneAndReciprocal"] = "[Differentiable] static double F(double x) => Math.Min(1, 1 / x);",
        ["SumOfSquares"] = "[Differentiable] static double F(double x, int n) { double sum = 0; for (int i = 0; i < n; i++) sum += x * x; return sum; }",
        ["SumOverASpan"] = "[Differentiable] static double F(ReadOnlySpan<double> x) { double sum = 0; for (int i = 0; i < x.Length; i++) sum += x[i] * x[i]; return sum; }",
        ["SquareRootOfPositives"] = "[Differentiable] static double F(double x) => x > 0 ? Math.Sqrt(x) : 0;",
        ["SquareRootBehindAnIf"] = "[Differentiable] static double F(double x) { double y = 0; if (x > 0) y = Math.Sqrt(x); return y + 2 * x; }",
        ["Absolute"] = "[Differentiable] static double F(double x) => Math.Abs(x);",
        ["OverwrittenElement"] = "[Differentiable] static double F(double x) { var a = new double[2]; a[0] = x * x; a[0] = 3; a[1] = x; return a[0] * a[1]; }",
        ["ElementUsedBeforeItIsOverwritten"] = "[Differentiable] static double F(double x) { var a = new double[1]; a[0] = x; double y = a[0] * a[0]; a[0] = y * x; return a[0] + y; }",
        ["BreakAndContinue"] = """
            [Differentiable] static double F(ReadOnlySpan<double> x, double limit)
            {
                double s = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] < 0) continue;
                    s += x[i] * x[i] * limit;
                    if (s > 3) break;
                    s *= 1.5;
                }
                return s;
            }
            """,
        ["ReturnOutOfNestedLoops"] = """
            [Differentiable] static double F(ReadOnlySpan<double> x)
            {
                double p = 1;
                for (int i = 0; i < x.Length; i++)
                    for (int j = 0; j <= i; j++)
                    {
                        p *= x[j] + 0.5;
                        if (p > 4) return p * x[i];
                    }
                return -p;
            }
            """,
        ["Recursion"] = "[Differentiable] static double F(double x, int n) => n == 0 ? 1 : x * F(x, n - 1);",
        ["MaximumInALoop"] = "[Differentiable] static double F(ReadOnlySpan<double> x) { double m = x[0]; for (int i = 1; i < x.Length; i++) m = Math.Max(m, x[i]); return m * m; }",
        ["LoopThatDoesNotRun"] = "[Differentiable] static double F(double x, int n) { double s = x; for (int i = 5; i < n; i++) s *= s; return s; }",
        ["DescendingLoop"] = "[Differentiable] static double F(ReadOnlySpan<double> x) { double s = 0; for (int i = x.Length - 1; i >= 0; i--) s = s * 0.5 + x[i] * s + x[i]; return s; }",
        ["ShadowedUse"] = "[Differentiable] static double F(double x) { double y = x; x = x * y; y = x * y; return x + y; }",
        ["LoopThatNeverRuns"] = "[Differentiable] static double F(double x) { int i = 0, two = 2; while (two == 3) { i++; x *= x; } return x * x; }",
        ["ThreeValuesChangePlaces"] = "[Differentiable] static double F(double x, double y, double z, int n) { for (int i = 0; i < n; i++) (x, y, z) = (y * z, z + x, x * y); return x + 2 * y + 3 * z; }",
        ["ElseBehindAnIfInACase"] = """
            [Differentiable] static double F(ReadOnlySpan<double> y, double a)
            {
                double s = a;
                for (int i = 0; i < y.Length; i++) s += 0.5 * ((i % 3) switch { 0 => a, 1 => (s > 0.3 ? a : (0.25 * (i + 1))), _ => y[i] });
                return Math.Tanh(s);
            }
            """,
        ["SwitchOnAnInteger"] = "[Differentiable] static double F(double x, int n) { switch (n % 3) { case 0: x *= x; break; case 1: return Math.Exp(x); default: x += 1; break; } return x * x; }",
    };
}
