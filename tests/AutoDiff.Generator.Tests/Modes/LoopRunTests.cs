namespace AutoDiff.Generator.Tests.Modes;

/// <summary>Generated products of functions with control flow and written arrays, and calls of generated derivatives inside of them.</summary>
public class LoopRunTests
{
    private const string Source = """
        public static partial class F
        {
            [Differentiable(Modes = Modes.Gradient | Modes.Jvp | Modes.Hvp)]
            public static double Newton(double a, double b)
            {
                double x = a + 2;
                int steps = 0;
                while (Math.Abs(x * x * x - a) > 1e-6 && steps < 60)
                {
                    x -= (x * x * x - a) / (3 * x * x);
                    steps++;
                }
                return x * b;
            }

            [Differentiable(Modes = Modes.Gradient | Modes.Jvp | Modes.Hvp)]
            public static double Search(ReadOnlySpan<double> x, double limit)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] < -0.9) continue;
                    sum += x[i] * x[i] * limit;
                    if (sum > 2) return sum * x[i];
                }
                return sum + Math.Sin(limit);
            }

            [Differentiable(Modes = Modes.Vjp | Modes.Jvp)]
            public static void Scan(Span<double> x, double s)
            {
                double last = s;
                for (int i = 0; i < x.Length; i++)
                {
                    x[i] = Math.Tanh(x[i] * last) + (i > 0 ? x[i - 1] : 0);
                    last = x[i];
                }
                x[0] += last * s;
            }

            [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
            public static double Energy(ReadOnlySpan<double> x, double s)
            {
                double sum = 0;
                for (int i = 1; i < x.Length; i++) sum += Math.Sin(x[i] * x[i - 1]) * s;
                return sum;
            }

            /// <summary>Reverse inside: the length of the gradient.</summary>
            [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
            public static double Steepness(ReadOnlySpan<double> x, double s)
            {
                Span<double> dX = new double[x.Length];
                var value = EnergyGradient(x, s, dX, out var dS);
                double sum = value + dS;
                for (int i = 0; i < x.Length; i++) sum += dX[i] * dX[i];
                return sum;
            }

            /// <summary>Forward inside: a derivative along x itself, twice.</summary>
            [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
            public static double Along(ReadOnlySpan<double> x, double s)
            {
                double sum = 0;
                for (int i = 0; i < 2; i++)
                {
                    EnergyJvp(x, x, s + i, 1, out double slope);
                    sum += slope * slope;
                }
                return sum;
            }

            /// <summary>A step of gradient descent on a number inside of a loop.</summary>
            [Differentiable(Modes = Modes.Gradient | Modes.Jvp)]
            public static double Cost(double x, double target) => (Math.Exp(x) - target) * (Math.Exp(x) - target);

            [Differentiable(Modes = Modes.Gradient | Modes.Jvp | Modes.Hvp)]
            public static double Descent(double start, double target)
            {
                double x = start;
                for (int i = 0; i < 5; i++)
                {
                    CostGradient(x, target, out double dX, out _);
                    x -= 0.05 * dX;
                }
                return Cost(x, target);
            }
        }
        """;

    private const string Checks = """
        public static class Program
        {
            private delegate double Value(double[] x);

            private delegate void Gradient(double[] x, double[] dX);

            private delegate double Tangent(double[] x, double[] t);

            /// <summary>Gradient against differences, tangent against gradient.</summary>
            private static string Holds(string name, Value value, Gradient gradient, Tangent tangent, double[] x, double tolerance = 1e-7)
            {
                var dX = new double[x.Length];
                gradient(x, dX);
                string wrong = Is.Near(Is.Differences((at, to) => to[0] = value(at), (double[])x.Clone(), 1, 1e-6), dX, tolerance, name + ", gradient");
                double[] t = Is.Random(x.Length, 99);
                double expected = 0;
                for (int i = 0; i < t.Length; i++) expected += t[i] * dX[i];
                return wrong + Is.Near([expected], [tangent(x, t)], 1e-10, name + ", tangent");
            }

            public static string DataDependentLoop()
            {
                string wrong = Holds("Newton", x => F.Newton(x[0], x[1]), (x, g) => F.NewtonGradient(x[0], x[1], out g[0], out g[1]),
                    (x, t) => { F.NewtonJvp(x[0], t[0], x[1], t[1], out double y); return y; }, [1.7, -0.6], 1e-5);
                double[] h = new double[2];
                F.NewtonHvp(1.7, -0.6, 1, 0, out _, out _, out h[0], out h[1]);
                var differences = Is.Differences((at, to) => F.NewtonGradient(at[0], at[1], out to[0], out to[1]), [1.7, -0.6], 2);
                return wrong + Is.Near([differences[0], differences[2]], h, 1e-4, "Hessian");
            }

            public static string EarlyExits()
            {
                string wrong = "";
                for (int n = 0; n < 12; n++)
                {
                    double[] x = Is.Random(n + 1, n + 40);
                    wrong += Holds($"Search of {n}", x => F.Search(x.AsSpan(0, n), x[n]), (x, g) => F.SearchGradient(x.AsSpan(0, n), x[n], g.AsSpan(0, n), out g[n]),
                        (x, t) => { F.SearchJvp(x.AsSpan(0, n), t.AsSpan(0, n), x[n], t[n], out double y); return y; }, x);
                    double[] tangent = Is.Random(n + 1, 5), h = new double[n + 1], g = new double[n + 1];
                    F.SearchHvp(x.AsSpan(0, n), x[n], tangent.AsSpan(0, n), tangent[n], g.AsSpan(0, n), out g[n], h.AsSpan(0, n), out h[n]);
                    var hessian = Is.Differences((at, to) => F.SearchGradient(at.AsSpan(0, n), at[n], to.AsSpan(0, n), out to[n]), x, n + 1);
                    var expected = new double[n + 1];
                    for (int i = 0; i <= n; i++)
                        for (int j = 0; j <= n; j++) expected[i] += hessian[i * (n + 1) + j] * tangent[j];
                    wrong += Is.Near(expected, h, 1e-6, $"n = {n}, product");
                }
                return wrong;
            }

            public static string WrittenArray()
            {
                string wrong = "";
                for (int n = 1; n < 9; n++)
                {
                    double[] x = Is.Random(n + 1, n), t = Is.Random(n + 1, n + 50), up = Is.Random(n, n + 70);
                    // Forward: the tangent of the array is left in the array of tangents.
                    double[] y = x[..n], dy = t[..n];
                    F.ScanJvp(y, dy, x[n], t[n]);
                    double[] plain = x[..n];
                    F.Scan(plain, x[n]);
                    wrong += Is.Near(plain, y, 1e-14, "array");
                    var jacobian = Is.Differences((at, to) => { at.AsSpan(0, n).CopyTo(to); F.Scan(to, at[n]); }, x, n);
                    var tangents = new double[n];
                    for (int i = 0; i < n; i++)
                        for (int j = 0; j <= n; j++) tangents[i] += jacobian[i * (n + 1) + j] * t[j];
                    wrong += Is.Near(tangents, dy, 1e-7, $"n = {n}, tangents");
                    // Reverse: the adjoint of what is left goes in, that of what was found comes out.
                    double[] z = x[..n], adjoint = up[..n];
                    F.ScanVjp(z, x[n], adjoint, out double dS);
                    var rows = new double[n + 1];
                    for (int i = 0; i < n; i++)
                        for (int j = 0; j <= n; j++) rows[j] += jacobian[i * (n + 1) + j] * up[i];
                    wrong += Is.Near(rows, [.. adjoint, dS], 1e-7, $"n = {n}, adjoints");
                }
                return wrong;
            }

            public static string GradientInside() => Nested("Steepness", F.Steepness, F.SteepnessGradient, F.SteepnessJvp);

            public static string TangentInside() => Nested("Along", F.Along, F.AlongGradient, F.AlongJvp);

            private delegate double SpanValue(ReadOnlySpan<double> x, double s);

            private delegate double SpanGradient(ReadOnlySpan<double> x, double s, Span<double> dX, out double dS, Workspace? workspace = null);

            private delegate double SpanTangent(ReadOnlySpan<double> x, ReadOnlySpan<double> t, double s, double u, out double y, Workspace? workspace = null);

            private static string Nested(string name, SpanValue value, SpanGradient gradient, SpanTangent tangent)
            {
                string wrong = "";
                for (int n = 1; n < 7; n++)
                    wrong += Holds(name, x => value(x.AsSpan(0, n), x[n]), (x, g) => gradient(x.AsSpan(0, n), x[n], g.AsSpan(0, n), out g[n]),
                        (x, t) => { tangent(x.AsSpan(0, n), t.AsSpan(0, n), x[n], t[n], out double y); return y; }, Is.Random(n + 1, n + 3));
                return wrong;
            }

            public static string GradientInsideOfALoop()
            {
                string wrong = Holds("Descent", x => F.Descent(x[0], x[1]), (x, g) => F.DescentGradient(x[0], x[1], out g[0], out g[1]),
                    (x, t) => { F.DescentJvp(x[0], t[0], x[1], t[1], out double y); return y; }, [0.2, 1.9]);
                double[] h = new double[2];
                F.DescentHvp(0.2, 1.9, 0.4, -0.3, out _, out _, out h[0], out h[1]);
                var hessian = Is.Differences((at, to) => F.DescentGradient(at[0], at[1], out to[0], out to[1]), [0.2, 1.9], 2);
                return wrong + Is.Near([hessian[0] * 0.4 - hessian[1] * 0.3, hessian[2] * 0.4 - hessian[3] * 0.3], h, 1e-6, "product");
            }
        }
        """;

    private static readonly Lazy<Type> s_program = new(() => CheckedProgram.Compile(Source, Checks));

    public static TheoryData<string> Names => [.. System.Text.RegularExpressions.Regex.Matches(Checks, @"public static string (\w+)\(").Select(m => m.Groups[1].Value)];

    [Theory, MemberData(nameof(Names))]
    public void Products(string name) => CheckedProgram.Holds(s_program.Value, name);
}
