namespace AutoDiff.Generator.Tests;

/// <summary>Calls, recursion, local functions, structs and records. What is bound computes what C# computes.</summary>
public class CallLawTests
{
    public static TheoryData<string> Programs => new(
    [
        """
        [Differentiable] static double F(double x, int n) { double Sq(double t) => t * t; double s = 0; void Add(double v) { if (v < 0) return; s += v; } for (int i = 0; i < n; i++) Add(Sq(x) - i); return s; }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x) => x.Length > 2 ? G(x[1..]) : G(x); [Differentiable] static double G(ReadOnlySpan<double> y) { foreach (var v in y) if (v > 0) return v; return -1; }
        """,
        """
        [Differentiable] static void F(Span<double> x, double y) { Scale(x[1..], y); Scale(x, 2); } [Differentiable] static void Scale(Span<double> z, double f) { for (int i = 0; i < z.Length; i++) z[i] *= f; }
        """,
        """
        public readonly record struct P(double X, double Y) { public double Norm => Math.Sqrt(X * X + Y * Y); public static P operator +(P a, P b) => new(a.X + b.X, a.Y + b.Y); public static P operator *(P a, double k) => a with { X = a.X * k, Y = a.Y * k }; }
        [Differentiable] static double F(double x, int n) { var p = new P(x, 1); for (int i = 0; i < n; i++) { if (p.Norm > 10) break; p += p * 0.5; } return p.X + p.Y; }
        """,
        """
        public struct Acc { public double Sum; public int Count; public void Add(double v) { Sum += v; Count++; } public readonly double Mean() => Count == 0 ? 0 : Sum / Count; }
        [Differentiable] static double F(ReadOnlySpan<double> x) { var a = new Acc(); Acc b = new() { Count = 1 }; foreach (var v in x) if (v > 0) a.Add(v * v); return a.Mean() + b.Count; }
        """,
        """
        public struct V<T> where T : unmanaged, IBinaryFloatingPointIeee754<T> { public T A, B; public V(T a, T b) { A = a; B = b; } public T Dot(V<T> o) => A * o.A + B * o.B; }
        [Differentiable] static double F(double x, double y) { var v = new V<double>(x, y); v.A += 1; return v.Dot(new V<double>(y, x)); }
        """,
        """
        [Differentiable] static double F(double x, int n) { Step(ref x, 2); if (n > 2) Step(ref x, 3); Two(x, out var a, out double b); return a * b; } [Differentiable] static void Step(ref double v, double k) { if (v < 0) return; v *= k; } [Differentiable] static void Two(double x, out double a, out double b) { a = x; b = x + 1; }
        """,
        """
        [Differentiable] static double F(double x, int n) => n <= 0 ? 1 : x * F(x, n - 1);
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x) { if (x.Length == 1) return x[0]; int half = x.Length / 2; return F(x[..half]) * F(x[half..]); }
        """,
        """
        [Differentiable] static double F(Span<double> x, int n) { if (n <= 0) return x[0]; x[0] *= 2; return F(x, n - 1); }
        """,
        """
        public readonly record struct P(double X, double Y); public struct Q { public P Center; public double R; public int N; }
        [Differentiable] static P F(P p, Q q, double k) { for (int i = 0; i < q.N; i++) p = p with { X = p.X + q.Center.X * k, Y = q.R }; return p; }
        """,
        """
        public sealed record Line(double A, double B) { public double At(double x) => A * x + B; }
        [Differentiable] static double F(double a, double x) { var l = new Line(a, 2); if (x > 0) l = l with { B = x }; return l.At(x); }
        """,
        """
        public readonly record struct P(double X, double Y); public struct Q { public P Center; public double R; public int N; }
        public static partial class Formulas { [Differentiable] public static P F(P p, Q q, double k) { for (int i = 0; i < q.N; i++) p = p with { X = p.X + q.Center.X * k, Y = q.R }; return p; } }
        """,
        """
        [Differentiable] static double F(ReadOnlySpan<double> x, int n) { double Sum2(ReadOnlySpan<double> v) { double s = 0; foreach (var e in v) { if (e > 2) return s; s += e; } return s; } return Sum2(x) + Sum2(x[1..]) * n; }
        """,
    ]);

    [Theory]
    [MemberData(nameof(Programs))]
    public void Calls_ComputeWhatTheMethodComputes(string members) => Assert.True(ProgramLaw.Check(members) > 0);
}
