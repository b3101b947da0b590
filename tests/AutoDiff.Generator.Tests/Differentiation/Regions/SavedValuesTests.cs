namespace AutoDiff.Generator.Tests.Differentiation.Regions;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;

/// <summary>What reverse mode keeps of the forward pass: no more than it has to.</summary>
public class SavedValuesTests
{
    private const string Gmm = """
        static double F(ReadOnlySpan<double> alphas, ReadOnlySpan<double> means, ReadOnlySpan<double> logDiagonal, ReadOnlySpan<double> lower, ReadOnlySpan<double> x, int n, int d, int k) {
            var diagonal = new double[k * d];
            var sums = new double[k];
            for (int ik = 0; ik < k; ik++)
                for (int id = 0; id < d; id++) {
                    diagonal[ik * d + id] = Math.Exp(logDiagonal[ik * d + id]);
                    sums[ik] += logDiagonal[ik * d + id];
                }
            double slse = 0;
            for (int ix = 0; ix < n; ix++) {
                var terms = new double[k];
                for (int ik = 0; ik < k; ik++) {
                    var centered = new double[d];
                    for (int id = 0; id < d; id++) centered[id] = x[ix * d + id] - means[ik * d + id];
                    var q = new double[d];
                    for (int row = 0; row < d; row++) {
                        double sum = diagonal[ik * d + row] * centered[row];
                        for (int column = 0; column < row; column++) sum += lower[(ik * d + row) * d + column] * centered[column];
                        q[row] = sum;
                    }
                    double square = 0;
                    for (int id = 0; id < d; id++) square += q[id] * q[id];
                    terms[ik] = alphas[ik] + sums[ik] - 0.5 * square;
                }
                double max = terms[0];
                for (int ik = 1; ik < k; ik++) max = Math.Max(max, terms[ik]);
                double total = 0;
                for (int ik = 0; ik < k; ik++) total += Math.Exp(terms[ik] - max);
                slse += max + Math.Log(total);
            }
            return slse;
        }
        """;

    /// <summary>The same with arrays that are made once and overwritten for each point and cluster.</summary>
    private static readonly string s_reusing = Gmm.Replace("var terms = new double[k];", "").Replace("var centered = new double[d];", "").Replace("var q = new double[d];", "")
        .Replace("double slse = 0;", "double slse = 0; var terms = new double[k]; var centered = new double[d]; var q = new double[d];");

    private static readonly string s_calling = "[Differentiable] " + s_reusing.Replace("slse += max + Math.Log(total);", "").Replace("double total = 0;", "").Replace("for (int ik = 0; ik < k; ik++) total += Math.Exp(terms[ik] - max);", "")
        .Replace("double max = terms[0];", "slse += LogSumExp(terms);").Replace("for (int ik = 1; ik < k; ik++) max = Math.Max(max, terms[ik]);", "") + """
        [Differentiable] static double LogSumExp(ReadOnlySpan<double> x) {
            double max = double.NegativeInfinity;
            foreach (double v in x) max = Math.Max(max, v);
            double sum = 0;
            foreach (double v in x) sum += Math.Exp(v - max);
            return max + Math.Log(sum);
        }
        """;

    public static TheoryData<string, bool> Mixtures { get; } = new() { { Gmm, false }, { s_reusing, false }, { s_calling, false }, { Gmm, true }, { s_reusing, true }, { s_calling, true } };

    [Theory, MemberData(nameof(Mixtures))]
    public void AMixtureOfGaussians_SavesOneNumberForEachClusterOfEachPoint(string program, bool isPrepared)
    {
        var function = new RegionProgram(program).Function;
        var report = ReverseMode.Saved(isPrepared ? Passes.Prepare(function) : function);
        var points = report.Values.Where(v => v.Place != SavedPlace.Scratch && v.Count.Symbols.Any(s => s.StartsWith("ixTrips", StringComparison.Ordinal))).ToList();
        Assert.True(points.Count == 1, report.ToString());
        Assert.Equal(("terms", SavedPlace.Array, 2), (points[0].Name, points[0].Place, points[0].Count.Symbols.Count()));
    }

    [Theory, MemberData(nameof(Mixtures))]
    public void AMixtureOfGaussians_IsRight(string program, bool isPrepared)
    {
        var random = new Random(3);
        double[] Random(int n) => [.. Enumerable.Range(0, n).Select(_ => 2 * random.NextDouble() - 1)];
        var function = new RegionProgram(program).Function;
        new RegionProgram(isPrepared ? Passes.Prepare(function) : function).With("alphas", Random(3)).With("means", Random(6)).With("logDiagonal", Random(6)).With("lower", Random(12)).With("x", Random(8)).With("n", 4).With("d", 2).With("k", 3).GradientIsFiniteDifference();
    }

    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += 3 * x[i]; return s;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s = 0.5 * s + x[i]; return s;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return s;")]
    [InlineData("var y = new double[x.Length]; for (int i = 1; i < x.Length; i++) y[i] = y[i - 1] + x[i]; double s = 0; for (int i = 0; i < x.Length; i++) s += y[i] * i; return s;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) if (x[i] > 0) s += x[i]; else s -= 2 * x[x.Length - 1 - i]; return s;")]
    [InlineData("double s = 0, a = 1; for (int i = 0; i < x.Length; i++) for (int j = 0; j < i; j++) { s += x[i] * x[j]; a -= s; } return a;")]
    public void ProgramsWhoseDerivativeNeedsInputsOnly_SaveNothing(string body) => Assert.Equal("", Report(body));

    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i]); return s;", "value: xLength numbers")]
    [InlineData("double s = 1; for (int i = 0; i < x.Length; i++) s *= x[i]; return s;", "s: xLength numbers")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s = Math.Tanh(s) + x[i]; return s;", "value: xLength numbers")]
    [InlineData("double s = x[0]; while (s < 100) s = Math.Exp(s); return s;", "s: 1 numbers an iteration, on the tape")]
    public void OutputsAndNonlinearCarriedNumbers_AreSaved(string body, string expected) => Assert.Equal(expected + "\n", Report(body).Replace(" + ", "+"));

    [Fact]
    public void Bytes_AreAFormulaOfTheExtents()
    {
        var saved = ReverseMode.Saved(Bind("double s = 0; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i]); return s;"));
        Assert.Equal("8 * xLength", saved.Bytes(8).ToString());
        Assert.Equal("4 * xLength", saved.Bytes(4).ToString());
    }

    private static Function Bind(string body) => new RegionProgram($"static double F(ReadOnlySpan<double> x) {{ {body} }}").Function;

    private static string Report(string body) => ReverseMode.Saved(Bind(body)).ToString();
}
