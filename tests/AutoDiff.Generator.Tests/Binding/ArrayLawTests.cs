namespace AutoDiff.Generator.Tests;

/// <summary>Elements, parts of spans, arrays of the method, buffers that are swapped. What is bound computes what C# computes.</summary>
public class ArrayLawTests
{
    public static TheoryData<string> Programs => new(
    [
        """
        [Differentiable] static void F(Span<double> a, double x) { a.Fill(x); for (int i = 0; i < a.Length; i++) a[i] *= i; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x, int n) { if (n < 1) throw new ArgumentException("n", nameof(n)); double s = 0; do { s += x[n - 1]; n--; } while (n > 0 && x[n - 1] > 0); return s; }
        """,
        """
        [Differentiable] static void F(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) { double s = 0; var row = w.Slice(i * x.Length, x.Length); for (int j = 0; j < x.Length; j++) s += row[j] * x[j]; y[i] = s; } }
        """,
        """
        [Differentiable] static double F(double x, int n) { var a = new double[n + 1]; a[0] = x; for (int i = 1; i <= n; i++) a[i] = a[i - 1] + x; Span<double> s = stackalloc double[3]; s[1] = a[^1]; int m = 2; while (m < n) m *= 2; var b = new double[m, 3]; b[1, 2] += s[1]; return b[1, 2]; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x, int n) { var current = x.ToArray(); var next = new double[x.Length]; for (int k = 0; k < n; k++) { for (int i = 1; i < x.Length; i++) next[i] = current[i] - current[i - 1]; (current, next) = (next, current); } return current[0] + current[^1]; }
        """,
        """
        [Differentiable] static double F(double x, int n) { var v = new double[] { x, 1, 2 }; for (int k = 0; k < n; k++) v = new[] { v[1], v[2], v[0] * x }; return v[0] + v[1]; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x, bool flag) { double[] a; if (flag) { a = new double[x.Length]; a[0] = x[0]; } else a = x.ToArray(); return a[0] + a[^1]; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x) { double s = 0; for (var rest = x; rest.Length > 0; rest = rest[1..]) s = s * 2 + rest[0]; return s; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x) { double s = 0; foreach (var v in x[..^1]) { s += v; } return s > 0 && x[0] > 0 || s < -1 ? s * s : x[^1]; }
        """,
        """
        [Differentiable] static double F([Shape("N", "C")] Tensor<double> x, int k) { double s = 0; for (int i = 0; i < x.Shape[0]; i++) for (int j = 0; j < x.Dimension(1); j++) { if (i == j) continue; s += x[i, j] * k; } x[0, 0] = s; return Sum(x) + s; }
        """,
        """
        [Differentiable] static Tensor<double> F([Shape("N")] Tensor<double> x, int k) { var y = Exp(x); if (k > 2) { y = y * 2; y[0] = 1; } else if (k == 1) return x; return y; }
        """,
        """
        [Differentiable] static double F(double[] x, int n) { var h = new double[2, 3]; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) h[i, j] = x[0] * (i + j); double t = 0; for (int i = 0; i < h.GetLength(0); i++) t += h[i, i]; x[^1] = t; return t + h.Length; }
        """,
        """
        [Differentiable] static void F(ReadOnlySpan<double> x, Span<double> y, int n) { if (x.Length != y.Length) throw new ArgumentException($"lengths {x.Length}", nameof(y)); y.Clear(); x.CopyTo(y); for (int k = 0; k < n; k++) { y[k % y.Length] -= x[0]; y[0]++; } if (n > 3) return; y[0] *= 2; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x, int n) { Span<double> w = stackalloc double[] { 0.5, 0.25, 1 }; double s = 0; for (int i = 0; i + w.Length <= x.Length; i++) for (int j = 0; j < w.Length; j++) s += w[j] * x[i + j]; ReadOnlySpan<double> v = [s, 2, x[0]]; return v[0] + v[n > 2 ? 1 : 0]; }
        """,
        """
        [Differentiable] static double F([Shape("N", "C")] Tensor<double> x, [Shape("C")] Tensor<double> b) { var t = x; for (int i = 0; i < 3; i++) { t = t + b; if (Sum(t) > 100) break; } return Sum(t * t); }
        """,
        """
        [Differentiable] static Tensor<double> F([Shape("N")] Tensor<double> x, int k) { var y = x; if (k > 2) y = y * 2; else if (k == 1) return x; return y; }
        """,
        """
        [Differentiable] static double F(double[] x, double[] y) { var a = x; a[0] = 2; var b = a; b[^1] += y[0]; return x[0] * y[0]; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x, int n) { var count = new int[3]; for (int i = 0; i < x.Length; i++) { int bin = x[i] > 1 ? 2 : x[i] > 0 ? 1 : 0; count[bin]++; } var flags = new bool[2]; flags[0] = count[1] > 1; return flags[0] ? x[0] * count[2] : x[0] + count[0]; }
        """,
    ]);

    [Theory]
    [MemberData(nameof(Programs))]
    public void Arrays_HoldWhatTheMethodLeavesInThem(string members) => Assert.True(ProgramLaw.Check(members) > 0);
}
