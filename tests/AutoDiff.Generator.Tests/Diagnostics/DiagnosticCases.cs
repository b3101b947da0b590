namespace AutoDiff.Generator.Tests;

/// <summary>A source with the place of its diagnostic between [| and |], and a part of the message.</summary>
public sealed record DiagnosticCase(string Id, string Source, string Message = "")
{
    public override string ToString() => $"{Id}: {Source}";
}

/// <summary>What the compiler refuses or warns of, at least one case for each descriptor.</summary>
public static class DiagnosticCases
{
    private const string Where = "where T : unmanaged, IBinaryFloatingPointIeee754<T>";

    private static DiagnosticCase Body(string id, string body, string message = "") => new(id, TestCompilation.InClass(
        $$"""[Differentiable] public static T F<T>([Shape("N", "C")] Tensor<T> x, [Shape("N", "D")] [NoGradient] Tensor<T> z, [NoGradient] T s, int n = 2) {{Where}} { {{body}} }"""), message);

    private static DiagnosticCase Members(string id, string members, string message = "") => new(id, TestCompilation.InClass(members), message);

    private static DiagnosticCase Model(string id, string members, string message = "") => new(id, "[Model] public partial class M\n{\n" + members + "\n}\n", message);

    public static IEnumerable<DiagnosticCase> All =>
    [
        new("ADIFF001", "static class [|Closed|] { [Differentiable] static double F(double x) => x; }", "'Closed'"),
        new("ADIFF001", "static class [|Outer|] { static partial class Inner { [Differentiable] static double F(double x) => x; } }", "'Outer'"),
        new("ADIFF001", "[Model] public class [|M|] { }", "'M'"),
        Members("ADIFF002", "[Differentiable] static async System.Threading.Tasks.Task<double> [|F|](double x) { await System.Threading.Tasks.Task.Yield(); return x; }", "await in the caller"),
        Members("ADIFF002", "static double s; [Differentiable] static ref double [|F|](double x) => ref s;", "returns a reference"),
        Members("ADIFF002", "[Differentiable] static extern double [|F|](double x);", "extern"),
        Members("ADIFF002", "[Differentiable] static double [|F|](double x, params double[] y) => x;", "params"),
        Members("ADIFF002", "static double G(double y) { [Differentiable] static double [|Local|](double x) => x; return Local(y); }", "local function"),
        Members("ADIFF003", "[Differentiable] static double F(double x, string [|name|]) => x;", "'string'"),
        Members("ADIFF003", "[Differentiable] static double F(double[,] [|x|], double y) => y;", "Tensor<double>"),
        Members("ADIFF003", "[Differentiable] static double F(double x, float [|y|]) => x;", "the method works in double"),
        Members("ADIFF003", "[Differentiable] static double F(double x, out double [|y|]) { y = 0; return x; }", "out double"),
        Members("ADIFF004", "[Differentiable] static int [|F|](double x) => 1;", "returns 'int'"),
        Members("ADIFF004", "[Differentiable] static void [|F|](double x) { }", "returns 'void'"),
        Members("ADIFF004", "[Differentiable] static (double, int) [|F|](double x) => (x, 1);"),
        new("ADIFF005", "partial class C { [Differentiable] double [|F|](double x) => x; }", "make it static"),
        Members("ADIFF006", "[Differentiable] static Tensor<double> F(Tensor<double> [|x|]) => x;", "[Shape(\"N\", \"C\")]"),
        Members("ADIFF007", "[Differentiable] static Tensor<double> F([[|Shape(\"N C\")|]] Tensor<double> x) => x;", "\"N C\""),
        Members("ADIFF007", "[Differentiable] static Tensor<double> F([[|Shape(\"G*K\")|]] Tensor<double> x) => x;", "which no other dimension"),
        Members("ADIFF007", "[Differentiable] [return: [|Shape(\"M\")|]] static Tensor<double> F([Shape(\"N\")] Tensor<double> x) => x;", "uses M"),
        Members("ADIFF008", "[[|Differentiable(Wrt = \"x, y\")|]] static double F(double x) => x;", "Wrt names 'y'"),
        Members("ADIFF009", "[Differentiable] static double [|F|]([NoGradient] double x) => x;"),
        Members("ADIFF010", "[Differentiable] static T [|F|]<T>(T x) where T : INumber<T> => x;", "IBinaryFloatingPointIeee754<T>"),

        Body("ADIFF011", "[|using var d = new System.IO.MemoryStream();|] return Sum(x);", "using statement"),
        Body("ADIFF011", "[|lock (Console.Out) { }|] return Sum(x);", "lock"),
        Body("ADIFF012", "var t = [|new TensorShape(1)|]; return Sum(x);", "object creation"),
        Body("ADIFF012", "var t = [|$\"{n}\"|]; return Sum(x);", "string"),
        Body("ADIFF012", "return [|s % s|] * Sum(x);", "'s % s'"),
        Body("ADIFF012", "var d = [|new System.Collections.Generic.Dictionary<int, T>()|]; return Sum(x);", "pass other objects as parameters"),
        Body("ADIFF012", "for (int i = 0; i < n; i++) { long k = 2L; k *= [|i|]; } return Sum(x);", "use int"),
        Members("ADIFF012", "[Differentiable] static double F(double x) => [|(float)x|];", "stay with double"),

        Body("ADIFF013", "again: n--; if (n > 0) [|goto again;|] return Sum(x);", "break, continue"),
        Body("ADIFF013", "[|foreach (char c in \"text\") n++;|] return Sum(x) * n;", "go over a span"),
        Body("ADIFF013", "var e = new Exception(); [|throw e;|]", "throw new"),
        Body("ADIFF013", "[|try { } finally { }|] return Sum(x);", "try"),
        Body("ADIFF013", "[|throw new Exception();|]", "never returns"),
        Members("ADIFF014", "static double G(double x) => x; [Differentiable] static double F(double x) => [|G|](x);", "mark it with [Differentiable]"),
        Members("ADIFF014", "[Differentiable] static double F(double x) => Math.[|BitIncrement|](x);", "functions of Ops or Math"),
        Members("ADIFF015", "static double s_state; [Differentiable] static double F(double x) => x * [|s_state|];", "'s_state'"),
        Members("ADIFF015", "static double s_state; [Differentiable] static double F(double x) { [|s_state|] = x; return x; }", "'s_state'"),
        Members("ADIFF015", "static double State { get; set; } [Differentiable] static double F(double x) => x * [|State|];", "'State'"),
        Body("ADIFF016", "Func<T, T> f = [|t => t|]; return Sum(x);", "lambda"),
        Body("ADIFF016", "T G(T t) => t; Func<T, T> f = [|G|]; return Sum(x);", "delegate"),
        Body("ADIFF017", "T G(T t) => t > s ? [|G|](t - s) : t; return G(Sum(x));", "static [Differentiable] method"),
        Members("ADIFF018", "[Differentiable] static double F(double x) => [|G|](x) * x; [Differentiable] static double G(double x) { try { return x; } finally { } }", "try statement"),
        Body("ADIFF019", "var y = [|Transpose(x)|]; y[0, 0] = s; return Sum(y);", "may be a view of another tensor"),
        Members("ADIFF019", "[Differentiable] static double F(ReadOnlySpan<double> x, double[] y, double[] z, bool first) { var a = y; [|if (first) a = z;|] a[0] = x[0]; return a[0]; }", "different ways"),
        Members("ADIFF019", "public class Box { public double V { get; set; } } static readonly Box s_box = new(); [Differentiable] static double F(double x) { [|s_box.V|] = x; return x; }", "belongs to an object"),
        Members("ADIFF020", "[Differentiable] static double F(double x) => [|(int)x|] * x;", "StraightThrough"),
        Members("ADIFF020", "[Differentiable] static double F(double x) => x * Math.[|Sign|](x);"),
        Body("ADIFF021", "return Sum(Sum(x, axis: [|n|]));", "'n'"),

        Members("ADIFF022", "[[|DerivativeOf(\"Cube\")|]] static double D(double x) => x;", "'Cube'"),
        Members("ADIFF022", "[[|DerivativeOf(typeof(Math), \"Cube\")|]] static double D(double x) => x;", "'Math'"),
        Members("ADIFF023", "static double G(double a, double b) => a * b; [DerivativeOf(nameof(G))] static double [|D|](double a, double b) => b;", "write static (double, double) Rule(double, double)"),
        Members("ADIFF023", "static double G(ReadOnlySpan<double> a) => a[0]; [DerivativeOf(nameof(G))] static double [|D|](ReadOnlySpan<double> a) => 1;", "write static double Rule(ReadOnlySpan<double>, Span<double>)"),
        Members("ADIFF024", "static double G(double a) => a * a; [DerivativeOf(nameof(G))] static double D(double a) => 2 * a; [DerivativeOf(nameof(G))] static double [|E|](double a) => a + a;", "already has the rule 'D'"),
        Members("ADIFF025", "[Differentiable] static double F(double x, [NoGradient] double y) => x < 1 ? y : [|F|](x - 1, x) * x;", "StopGradient"),

        Body("ADIFF030", "return Sum(x [|+|] z);", "[N, C] and [N, D]"),
        Body("ADIFF030", "var y = x; y [|*=|] z; return Sum(y);", "[N, C] and [N, D]"),
        Body("ADIFF030", "return Sum([|MatMul|](x, z));", "matrix product"),
        Body("ADIFF030", "return Sum([|Concat|](x, z, 0));", "[N, C] and [N, D]"),
        Members("ADIFF030", "[Differentiable] [return: [|Shape(\"N\")|]] static Tensor<double> F([Shape(\"N\", \"C\")] Tensor<double> x) => x;", "returns [N, C], but [N] is declared"),
        Members("ADIFF030", """
            [Differentiable] static double F([Shape("N", "C")] Tensor<double> x) => G(x, [|x|]);
            [Differentiable] static double G([Shape("A", "B")] Tensor<double> x, [Shape("B", "A")] Tensor<double> y) => Sum(x) * Sum(y);
            """, "passed for y [B, A] with B = C, A = N"),
        Body("ADIFF031", "return Sum([|Sum|](x, axis: 2));", "no axis 2 in [N, C]"),
        Body("ADIFF031", "return Sum(x) * T.CreateChecked(x.Shape[[|2|]]);", "no axis 2"),
        Body("ADIFF032", "return Sum([|Reshape|](x, -1, -1));", "Only one extent"),
        Body("ADIFF032", "return Sum([|Slice|](x, 0, x.Shape[0], 1));", "does not lie in axis 0"),
        Body("ADIFF032", "return Sum([|Squeeze|](x, 0));", "cannot be squeezed"),

        Members("ADIFF040", "[Differentiable] static double [|F|](double x, [NoGradient] double y) => y;", "always zero"),
        Members("ADIFF040", "[Differentiable] static double [|F|](double x) => StopGradient(x);"),
        Members("ADIFF041", "[Differentiable] static double F(double x, double [|y|]) => x;", "'y'"),
        Body("ADIFF042", "return Sum([|Round|](x)) + Sum(x);", "StraightThrough(Round(x))"),
        Members("ADIFF042", "[Differentiable] static double F(double x) => Math.[|Floor|](x) * x;"),
        Body("ADIFF043", "return Sum(StraightThrough([|Exp(x)|]));"),
        Members("ADIFF044", "[Differentiable] static double F([SparseGradient, Shape(\"V\", \"D\")] Tensor<double> [|table|], ReadOnlySpan<int> i) => Sum(Gather(table, i)) + Sum(table);", "'table'"),
        Members("ADIFF045", "[Differentiable(Modes = Modes.Hvp)] static Tensor<double> [|F|]([Shape(\"N\")] Tensor<double> x) => x;"),
        Members("ADIFF046", "[Differentiable] static double F(ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) [|s += Tap(x[i], \"term\");|] return s; }", "inside of a loop"),
        Members("ADIFF046", "[Differentiable(Modes = Modes.Jvp)] static double F([Shape(\"V\", \"D\")] Tensor<double> t, ReadOnlySpan<int> i, ReadOnlySpan<int> o) { [|return Sum(EmbeddingBag(t, i, o, BagMode.Max));|] }", "Forward mode"),

        Body("ADIFF060", "return Sum([|Log(Sum(Exp(x * s), axis: 1))|]);", "LogSumExp(x * s, axis: 1)"),
        Body("ADIFF060", "return [|Ops.Log(Ops.Sum(Exp(x)))|];", "Ops.LogSumExp(x)"),
        Body("ADIFF061", "return Sum([|Log(Softmax(x, axis: -1))|]);", "LogSoftmax(x, axis: -1)"),
        Body("ADIFF062", "return Sum([|Log(Sigmoid(x))|]);", "LogSigmoid(x)"),
        Members("ADIFF063", "[Differentiable] static double F(double x) => [|Math.Log(1 + Math.Exp(-x))|];", "AutoDiff.Ops.Softplus(-x)"),
        Body("ADIFF063", "return Sum([|Log(Exp(x) + 1.0)|]);", "Softplus(x)"),
        Members("ADIFF064", "[Differentiable] static float F(float x) => [|MathF.Log(x * x + 1)|];", "float.LogP1(x * x)"),
        Body("ADIFF064", "return Sum([|Log(1.0 + x)|]);", "Log1P(x)"),
        Members("ADIFF065", "[Differentiable] static double F(double x) => [|(Math.Exp(x)) - 1|];", "double.ExpM1(x)"),
        Body("ADIFF065", "return [|T.Exp(Sum(x)) - T.One|];", "T.ExpM1(Sum(x))"),
        Body("ADIFF066", "return Sum([|Mean(x * x, axis: 0) - Square(Mean(x, axis: 0))|]);", "Variance(x, axis: 0)"),
        Body("ADIFF067", "return [|Sqrt(Sum(Square(x)))|];", "Norm(x)"),
        Body("ADIFF067", "return Sum([|Sqrt(Sum(x * x, axis: 1, keepDims: true))|]);", "Norm(x, axis: 1, keepDims: true)"),

        Members("ADIFF070", "[Differentiable] static double F(ReadOnlySpan<double> x) { double s = 0; [|for|] (int i = 0; i < x.Length; i++) s = Math.Sin(s) + x[i]; return s; }", "not vectorized: "),
        Members("ADIFF070", "[Differentiable] static double F(double x) { [|while|] (x < 1) x *= 2; return x; }", "it ends when the program says so"),
        Members("ADIFF071", "[Differentiable] static double [|F|](ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) s = Math.Sin(s) + x[i]; return s; }", "8 * xLength bytes"),

        Model("ADIFF006", "[Parameter] public partial Tensor<float> [|W|] { get; }"),
        Model("ADIFF007", "[Parameter, [|Shape(\"N-1\")|]] public partial Tensor<float> W { get; }"),
        Model("ADIFF050", "[Parameter, Shape(\"N\")] public Tensor<float> [|W|] { get; }", "partial"),
        Model("ADIFF050", "[Parameter, Shape(\"N\")] public partial int [|W|] { get; } [Parameter, Shape(\"N\")] public partial Tensor<float> V { get; }", "Tensor"),
        Model("ADIFF050", "[Parameter, Shape(\"N\")] public partial Tensor<float> [|Parameters|] { get; }", "generated member"),
        new("ADIFF051", "[Model] public partial class [|M|] { }", "[Parameter]"),
        new("ADIFF051", "[Model] public partial class [|M|](int n) { [Parameter, Shape(\"N\")] public partial Tensor<float> W { get; } public int Number => n; }", "primary constructor"),
        new("ADIFF051", "[Model] public partial class [|M|] { [Parameter, Shape(\"N\")] public partial Tensor<float> W { get; } public partial M Inner { get; } }", "contains itself"),
        new("ADIFF051", "[Model] public partial class [|M|] { [Parameter, Shape(\"W\")] public partial Tensor<float> W { get; } }", "name is taken"),
    ];
}
