namespace AutoDiff.Generator.Tests;

/// <summary>Branches, loops and jumps. What is bound computes what C# computes.</summary>
public class ControlFlowLawTests
{
    public static TheoryData<string> Programs => new(
    [
        """
        [Differentiable] static double F(double x) { if (x >= 0) return x; return 0; }
        """,
        """
        [Differentiable] static double F(double x) => x > 0 ? Math.Sqrt(x) : 0;
        """,
        """
        [Differentiable] static double F(double x) => x > 0 ? x : 0;
        """,
        """
        [Differentiable] static double F(double a) { double s = 0; for (int i = 0; i < 2; i++) s += 1 / (i + 1 + a * a); return s; }
        """,
        """
        [Differentiable] static double F(double x) { double y; while ((y = x * x) > 1) { x = x / 2; } return x + y; }
        """,
        """
        [Differentiable] static double F(double lower, double upper) { double s = 0; for (double x = lower; x < upper; x += 0.1) s += x * x; return s; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x) { double r = 1; foreach (var v in x) { if (v < 0) continue; if (v > 10) break; r *= v; } return r; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x, double t) { for (int i = 0; i < x.Length; i++) { if (x[i] > t) return x[i] * t; } return t; }
        """,
        """
        [Differentiable] static double F(double x, int n) { switch (n) { case 0: return x; case 1: x *= 2; break; default: if (x > 3) break; x += 1; break; } return n switch { > 3 => x, 2 or 1 => x * x, _ => Math.Sin(x) }; }
        """,
        """
        [Differentiable] static double F(double x) { while (true) { x = x / 2; if (x < 1) break; } return x; }
        """,
        """
        [Differentiable] static double F(double x, int n) { double s = 0; for (int i = n; i >= 0; i -= 2) s = s * x + i; int j; for (j = 1; j < n; j += 3) s += j * x; return s + j; }
        """,
        """
        [Differentiable] static double F(double x, int n) { double a = 1, b = x; for (int i = 0; i < n; i++) (a, b) = (b, a + b); return a; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x, ReadOnlySpan<int> index) { double s = 0; foreach (int i in index) s += x[i] * x[i]; return s; }
        """,
        """
        [Differentiable] static double F(double x, int n) { int i = 0; double s = 0; while (i < n) { i++; if (i % 2 == 0) continue; for (int j = 0; ; j++) { if (j > i) break; s += x * j; if (s > 20) return s; } } return s; }
        """,
        """
        [Differentiable] static (double A, double B) F(double x, int n) { (double, double) p = (x, 1); for (int i = 0; i < n; i++) { var (a, b) = p; if (a > 3) break; p = (a * 1.5, b + a); } return p; }
        """,
        """
        [Differentiable] static double F(double x, int n) { double r = 1; int k = n; if (k < 0) { r = 1 / x; k = -k; } while (k-- > 0) r *= x; return r; }
        """,
        """
        [Differentiable] static double F(double x, int n) { ArgumentOutOfRangeException.ThrowIfNegative(n); return x * n; }
        """,
        """
        [Differentiable] static double F(double x, double y) => Math.Atan(x) + Math.Asin(x / 3) + Math.Acos(y / 4) + Math.Sinh(x) + Math.Cosh(y) + Math.Cbrt(x) + double.Hypot(x, y) + Math.CopySign(x, y) + double.Exp2(x) + Math.Atanh(x / 4) + Math.FusedMultiplyAdd(x, y, x) + double.Lerp(x, y, 0.25) + Math.Tan(x) + Math.Log10(x * x);
        """,
        """
        [Differentiable] static double F(double x, int n) { int s = 0; for (int i = 0; i < n; i++) s += Math.Clamp(i, 1, 2) - Math.Abs(1 - i) + int.Max(i, 2); return x * s; }
        """,
        """
        [Differentiable] static double F([NoGradient] double t, double x) { int k = (int)(t * 3); double y = x; for (int i = 0; i < k; i++) y *= x; return y; }
        """,
        """
        [Differentiable] static T F<T>(ReadOnlySpan<T> x, T y) where T : unmanaged, IBinaryFloatingPointIeee754<T> { T s = T.Zero; for (int i = 0; i < x.Length; i++) { if (T.IsNaN(x[i])) break; s += T.Max(x[i], y) * T.CreateChecked(i); } return s / T.CreateChecked(x.Length); }
        """,
        """
        [Differentiable] static double F(double x, int n) { const int k = 3; double s = 0; int i = 0; do { if (i == 2) { i += 2; continue; } s += x * i; i++; } while (i < n * k && s < 50); return checked(s + i); }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x, double limit) { int count = 0; double best = x[0]; int at = 0; for (int i = 1; i < x.Length; i++) { if (x[i] > best) { best = x[i]; at = i; } else if (x[i] < limit) count++; } return count > 0 ? best * count : x[at] * limit; }
        """,
        """
        [Differentiable] static double F(double x, bool a, bool b) { bool c = a && !b || x > 1; double y = 0; if (c) y = x; if (!c ^ a) y += 1; return c == b ? y : -y; }
        """,
        """
        [Differentiable] static double F(double x, int n) { double a = x; for (int i = 0; i < n; i++) { double b = a; for (int j = 0; j < i; j++) { b *= x; if (b > 3) break; } a += b; } return a; }
        """,
        """
        [Differentiable] static double F(double x, int n) { double r = 0; switch (n) { case < 0: r = -x; break; case 0 or 1: r = x; break; default: r += 1; break; } return r; }
        """,
        """
        [Differentiable] static double F(double x, int n) { var t = (Sum: x, Count: 1); while (true) { t.Sum *= 1.5; t.Count++; if (t.Count > n) return t.Sum; if (t.Sum > 8) break; } return t.Count * x; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x) { double a = 1, b = 0; for (int i = x.Length - 1; i > 0; --i) { var t = a; a = b * x[i]; b = t + x[i]; } return a - b; }
        """,
        """
        [Differentiable] static double F(double x, int n) { double s = 0; foreach (int i in System.Linq.Enumerable.Range(1, n > 0 ? n : 0)) { if (i == 3) continue; s += Math.Pow(x, i); } return s; }
        """,
        """
        [Differentiable] static double F(double x, int n) { try_: double y = x; if (n > 1) { if (x > 0) { y = 2 * x; } else { return y; } y += 1; } else if (n == 0) throw new InvalidOperationException(); return y * n; }
        """,
    ]);

    [Theory]
    [MemberData(nameof(Programs))]
    public void ControlFlow_ComputesWhatTheMethodComputes(string members) => Assert.True(ProgramLaw.Check(members) > 0);
}
