
namespace AutoDiff.Generator.Tests.Modes;

/// <summary>Generated Jacobians and Hessians against differences, for functions of numbers, loops over spans, written spans and tensors.</summary>
public class MatrixRunTests
{
    private const string Source = """
        public static partial class F
        {
            [Differentiable(Modes = Modes.Jacobian | Modes.SparseJacobian | Modes.Jvp | Modes.Vjp)]
            public static void Chain(ReadOnlySpan<double> x, double s, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    double next = i + 1 < x.Length ? x[i + 1] : 0;
                    y[i] = Math.Exp(x[i] * s) * next;
                }
            }

            [Differentiable(Modes = Modes.Jacobian)]
            public static void Running(ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++) y[i] = i > 0 ? y[i - 1] * Math.Sin(x[i]) : y[i] * x[i];
            }

            [Differentiable(Modes = Modes.Jacobian)]
            public static (double A, double B) Pair(double x, double y, double z)
            {
                double a = x;
                while (a * a < 50) a = a * a + Math.Abs(y) + 1;
                return (a * z, x * y * z);
            }

            [Differentiable(Modes = Modes.Jacobian | Modes.Hessian | Modes.HessianDiagonal | Modes.Hvp)]
            public static double Energy(ReadOnlySpan<double> x, double s, [NoGradient] ReadOnlySpan<double> w)
            {
                double sum = 0;
                for (int i = 1; i < x.Length; i++) sum += Math.Sin(x[i] * x[i - 1]) * s * w[i] + x[i] * x[i] * x[i];
                return sum;
            }

            [Differentiable(Modes = Modes.Jacobian | Modes.Hessian | Modes.HessianDiagonal)]
            public static double Pairs(ReadOnlySpan<double> x)
            {
                double sum = 0;
                int n = x.Length;
                double[] squares = new double[n];
                for (int i = 0; i < n; i++) squares[i] = x[i] * x[i];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < i; j++) sum += Math.Sqrt(squares[i] + squares[j] + 1) * (x[i] > 0 ? x[j] : 2);
                return sum;
            }

            [Differentiable(Modes = Modes.Jacobian)]
            public static Tensor<T> Soft<T>([Shape("N", "C")] Tensor<T> x, T s) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Softmax(x * s, 1);

            [Differentiable(Modes = Modes.Hessian | Modes.HessianDiagonal)]
            public static T Loss<T>([Shape("N")] Tensor<T> x, T s) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Sum(Tanh(x * s)) * s;
        }
        """;

    private const string Checks = """
        public static class Program
        {
            private static readonly int[] Sizes = [1, 2, 3, 5, 8, 9, 17, 33];

            public static string JacobianOfALoop()
            {
                string wrong = "";
                foreach (int n in Sizes)
                {
                    double[] x = Is.Random(n + 1, n), y = new double[n], jacobian = new double[n * (n + 1)];
                    Array.Fill(y, 7);
                    F.ChainJacobian(x.AsSpan(0, n), x[n], y, jacobian);
                    wrong += Is.Near(Is.Differences((at, to) => F.Chain(at.AsSpan(0, n), at[n], to), x, n), jacobian, 1e-8, $"n = {n}, jacobian");
                    if (y[0] != 7) wrong += "The written array has changed.\n";
                }
                return wrong;
            }

            public static string SparseJacobianOfALoop()
            {
                string wrong = "";
                foreach (int n in Sizes)
                {
                    double[] x = Is.Random(n + 1, n), y = new double[n], jacobian = new double[n * (n + 1)];
                    F.ChainJacobian(x.AsSpan(0, n), x[n], y, jacobian);
                    var entries = new System.Collections.Generic.List<(int, int)>();
                    for (int i = 0; i < n; i++)
                    {
                        entries.Add((i, i));
                        if (i + 1 < n) entries.Add((i, i + 1));
                        entries.Add((i, n));
                    }
                    var pattern = SparsityPattern.FromEntries(n, n + 1, entries);
                    if (pattern.Coloring.Count > 3) wrong += $"{pattern.Coloring.Count} colors\n";
                    var values = new double[pattern.EntryCount];
                    F.ChainSparseJacobian(x.AsSpan(0, n), x[n], y, pattern, values);
                    for (int i = 0, e = 0; i < n; i++)
                        for (; e < pattern.RowStarts[i + 1]; e++) wrong += Is.Near([jacobian[i * (n + 1) + pattern.Columns[e]]], [values[e]], 1e-12, $"n = {n}, entry {i}, {pattern.Columns[e]}");
                }
                return wrong;
            }

            public static string RowsAndColumns()
            {
                const int n = 6;
                double[] x = Is.Random(n + 1, 4), y = new double[n], jacobian = new double[n * (n + 1)];
                F.ChainJacobian(x.AsSpan(0, n), x[n], y, jacobian);
                string wrong = "";
                for (int j = 0; j <= n; j++)
                {
                    double[] seed = new double[n + 1], column = new double[n], tangent = new double[n];
                    seed[j] = 1;
                    F.ChainJvp(x.AsSpan(0, n), seed.AsSpan(0, n), x[n], seed[n], y, tangent);
                    for (int i = 0; i < n; i++) column[i] = jacobian[i * (n + 1) + j];
                    wrong += Is.Near(column, tangent, 1e-12, $"column {j}");
                }
                for (int i = 0; i < n; i++)
                {
                    double[] dY = new double[n], dX = new double[n];
                    dY[i] = 1;
                    F.ChainVjp(x.AsSpan(0, n), x[n], y, dY, dX, out double dS);
                    wrong += Is.Near(jacobian.AsSpan(i * (n + 1), n), dX, 1e-12, $"row {i}");
                    wrong += Is.Near([jacobian[i * (n + 1) + n]], [dS], 1e-12, $"row {i}");
                }
                return wrong;
            }

            public static string JacobianOfAnArrayThatIsReadAndWritten()
            {
                string wrong = "";
                foreach (int n in Sizes)
                {
                    double[] x = Is.Random(2 * n, n), jacobian = new double[n * 2 * n], y = x[n..];
                    F.RunningJacobian(x.AsSpan(0, n), y, jacobian);
                    wrong += Is.Near(Is.Differences((at, to) => { at.AsSpan(n).CopyTo(to); F.Running(at.AsSpan(0, n), to); }, x, n), jacobian, 1e-8, $"n = {n}, jacobian");
                }
                return wrong;
            }

            public static string JacobianOfNumbers()
            {
                double[] x = [0.3, -1.2, 0.7], jacobian = new double[6];
                F.PairJacobian(x[0], x[1], x[2], jacobian);
                return Is.Near(Is.Differences((at, to) => (to[0], to[1]) = F.Pair(at[0], at[1], at[2]), x, 2, 1e-7), jacobian, 1e-5, "jacobian");
            }

            public static string JacobianOfOneNumberIsItsGradient()
            {
                double[] x = Is.Random(8, 3), w = Is.Random(7, 5), jacobian = new double[8];
                F.EnergyJacobian(x.AsSpan(0, 7), x[7], w, jacobian);
                return Is.Near(Is.Differences((at, to) => to[0] = F.Energy(at.AsSpan(0, 7), at[7], w), x, 1), jacobian, 1e-8, "jacobian");
            }

            public static string HessianOfALoop()
            {
                string wrong = "";
                foreach (int n in Sizes)
                {
                    double[] x = Is.Random(n + 1, n), w = Is.Random(n, 3), hessian = new double[(n + 1) * (n + 1)], diagonal = new double[n + 1];
                    F.EnergyHessian(x.AsSpan(0, n), x[n], w, hessian);
                    F.EnergyHessianDiagonal(x.AsSpan(0, n), x[n], w, diagonal);
                    var differences = Is.Differences((at, to) => F.EnergyJacobian(at.AsSpan(0, n), at[n], w, to), x, n + 1);
                    wrong += Is.Near(differences, hessian, 1e-7, $"n = {n}, hessian");
                    for (int i = 0; i <= n; i++)
                    {
                        wrong += Is.Near([hessian[i * (n + 1) + i]], [diagonal[i]], 1e-12, $"n = {n}, diagonal {i}");
                        for (int j = 0; j < i; j++)
                            if (hessian[i * (n + 1) + j] != hessian[j * (n + 1) + i]) wrong += "not symmetric\n";
                    }
                    double[] tangent = Is.Random(n + 1, 77), product = new double[n + 1], dX = new double[n];
                    F.EnergyHvp(x.AsSpan(0, n), x[n], w, tangent.AsSpan(0, n), tangent[n], dX, out _, product.AsSpan(0, n), out product[n]);
                    for (int i = 0; i <= n; i++)
                    {
                        double sum = 0;
                        for (int j = 0; j <= n; j++) sum += hessian[i * (n + 1) + j] * tangent[j];
                        wrong += Is.Near([sum], [product[i]], 1e-11, $"n = {n}, product {i}");
                    }
                }
                return wrong;
            }

            public static string HessianThroughALocalArray()
            {
                string wrong = "";
                foreach (int n in Sizes)
                {
                    double[] x = Is.Random(n, n + 2), hessian = new double[n * n], diagonal = new double[n];
                    F.PairsHessian(x, hessian);
                    F.PairsHessianDiagonal(x, diagonal);
                    wrong += Is.Near(Is.Differences((at, to) => F.PairsJacobian(at, to), x, n), hessian, 1e-7, $"n = {n}, hessian");
                    for (int i = 0; i < n; i++) wrong += Is.Near([hessian[i * n + i]], [diagonal[i]], 1e-12, $"n = {n}, diagonal {i}");
                }
                return wrong;
            }

            public static string JacobianOfATensor()
            {
                const int n = 3, c = 4;
                double[] x = Is.Random(n * c + 1, 9), jacobian = new double[n * c * (n * c + 1)];
                F.SoftJacobian(new Tensor<double>(x, 0, new TensorShape(n, c)), x[n * c], jacobian);
                return Is.Near(Is.Differences((at, to) => F.Soft(new Tensor<double>(at, 0, new TensorShape(n, c)), at[n * c]).Span.CopyTo(to), x, n * c), jacobian, 1e-8, "jacobian");
            }

            public static string HessianOfTensors()
            {
                const int n = 5;
                double[] x = Is.Random(n + 1, 9), hessian = new double[(n + 1) * (n + 1)], diagonal = new double[n + 1];
                F.LossHessian(new Tensor<double>(x, 0, new TensorShape(n)), x[n], hessian);
                F.LossHessianDiagonal(new Tensor<double>(x, 0, new TensorShape(n)), x[n], diagonal);
                const double h = 1e-4;
                string wrong = "";
                double At(int i, double a, int j, double b)
                {
                    var moved = (double[])x.Clone();
                    moved[i] += a;
                    moved[j] += b;
                    return F.Loss(new Tensor<double>(moved, 0, new TensorShape(n)), moved[n]);
                }
                for (int i = 0; i <= n; i++)
                    for (int j = 0; j <= n; j++)
                        wrong += Is.Near([(At(i, h, j, h) - At(i, h, j, -h) - At(i, -h, j, h) + At(i, -h, j, -h)) / (4 * h * h)], [hessian[i * (n + 1) + j]], 1e-5, $"hessian {i}, {j}");
                for (int i = 0; i <= n; i++) wrong += Is.Near([hessian[i * (n + 1) + i]], [diagonal[i]], 1e-12, $"diagonal {i}");
                return wrong;
            }

            public static string AMatrixOfAnotherSizeIsRefused()
            {
                try
                {
                    F.EnergyHessian(new double[3], 1, new double[3], new double[15]);
                    return "The matrix is too small.";
                }
                catch (ShapeMismatchException error)
                {
                    return error.Message.Contains("hessian has 15 elements") ? "" : error.Message;
                }
            }
        }
        """;

    private static readonly Lazy<Type> s_program = new(() => CheckedProgram.Compile(Source, Checks));

    public static TheoryData<string> Names => [.. System.Text.RegularExpressions.Regex.Matches(Checks, @"public static string (\w+)\(").Select(m => m.Groups[1].Value)];

    [Theory, MemberData(nameof(Names))]
    public void Matrices(string name) => CheckedProgram.Holds(s_program.Value, name);
}
