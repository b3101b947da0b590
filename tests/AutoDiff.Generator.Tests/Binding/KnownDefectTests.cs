namespace AutoDiff.Generator.Tests;

/// <summary>Small programs that systems of this kind have got wrong, each in its C# form.</summary>
public class KnownDefectTests
{
    public static TheoryData<string, string> Programs => new()
    {
        { "assignment inside of a loop condition", "[Differentiable] static double F(double x) { double y, s = 0; while ((y = x * 0.5) > 0.25) { s += y; x = y; } return s; }" },
        { "active initial value of a loop variable", "[Differentiable] static double F(double lower) { double s = 0; for (double x = lower; x < 2; x += 0.5) s += x * x; return s; }" },
        { "filled, then scaled by the index", "[Differentiable] static double F(double x, int n) { if (n < 1) return x; var a = new double[n]; a.AsSpan().Fill(x); for (int i = 0; i < n; i++) a[i] *= i; return a[^1]; }" },
        { "array in a loop passed to a call", "[Differentiable] static double F(ReadOnlySpan<double> x) { var a = new double[2]; double s = 0; for (int i = 0; i < x.Length; i++) { a[0] = x[i]; a[1] += a[0]; s += G(a); } return s; } [Differentiable] static double G(double[] a) => a[0] * a[1];" },
        { "product that starts from a constant", "[Differentiable] static double F(double x, int n) { double r = 1; for (int i = 0; i < n; i++) r *= x; return r; }" },
        { "dense layer as two nested loops", "[Differentiable] static void F(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> y) { for (int i = 0; i < y.Length; i++) { y[i] = 0; for (int j = 0; j < x.Length; j++) y[i] += w[i * x.Length + j] * x[j]; } }" },
        { "variable from before a dynamic loop, used after it", "[Differentiable] static double F(double x) { double a = x * x; double b = x; while (b > 0.1) b /= 2; return a * b; }" },
        { "trip count computed inside of the method", "[Differentiable] static double F(ReadOnlySpan<double> x, int n) { int trips = n * 2 - x.Length; double s = 0; for (int i = 0; i < trips; i++) s += x[0] * i; return s; }" },
        { "two returns", "[Differentiable] static double F(double x) { if (x >= 0) return x; return 0; }" },
        { "x log y at 0", "[Differentiable] static double F(double x, double y) => x == 0 ? 0 : x * Math.Log(Math.Abs(y));" },
        { "vector rebuilt from its previous components", "[Differentiable] static double F(double x, int n) { double[] v = [x, 1, 0.5]; for (int i = 0; i < n; i++) v = [v[1], v[2] * x, v[0] + v[1]]; return v[0] + v[2]; }" },
        { "element from the one before", "[Differentiable] static void F(Span<double> y, double x) { for (int i = 1; i < y.Length; i++) y[i] = y[i - 1] + x; }" },
        { "minimum against a reciprocal", "[Differentiable] static double F(double x) => Math.Min(1, 1 / x);" },
        { "sum of squares, n times", "[Differentiable] static double F(double x, int n) { double sum = 0; for (int i = 0; i < n; i++) sum += x * x; return sum; }" },
        { "root of a negative number in the branch that is not taken", "[Differentiable] static double F(double x) => x > 0 ? Math.Sqrt(x) : 0;" },
        { "magnitude", "[Differentiable] static double F(double x) => Math.Abs(x - x);" },
    };

    [Theory]
    [MemberData(nameof(Programs))]
    public void TheProgram_ComputesWhatTheMethodComputes(string name, string members) => Assert.True(ProgramLaw.Check(members) > 0, name);

    [Theory]
    [InlineData("static double s_last; [Differentiable] static double F(double x) { s_last = x; return x * x; }", "ADIFF015")]
    [InlineData("[Differentiable] static double F(double x) => (int)x * 2;", "ADIFF020")]
    [InlineData("[Differentiable] static double F(double x) { double y = x; Action grow = () => y *= 2; grow(); return y; }", "ADIFF016")]
    [InlineData("[Differentiable] static double F(double x) { int n = 0; double y = x; while (y > 1) { y /= 2; n = (int)(y * 4); } return n * x; }", "ADIFF020")]
    public void WhatCannotBeRight_IsRefused(string members, string id) =>
        Assert.Contains(id, TestCompilation.Analyze(TestCompilation.Create(TestCompilation.InClass(members))).Select(d => d.Id));
}
