namespace AutoDiff.Generator.Tests;

/// <summary>Methods that cannot be differentiated; each place that is complained about is marked with its diagnostic.</summary>
internal static class InvalidMethods
{
    private static readonly string[] s_members =
    [
        // Signatures.
        "static double s; [Differentiable] static ref double {ADIFF002|F|}(double x) => ref s;",
        "[Differentiable] static async System.Threading.Tasks.Task<double> {ADIFF002|F|}(double x) { await System.Threading.Tasks.Task.Yield(); return x; }",
        "[Differentiable] static System.Collections.Generic.IEnumerable<double> {ADIFF004|F|}(double x) { yield return x; }",
        "[Differentiable] static double {ADIFF002|F|}(double x, params double[] y) => x;",
        "[Differentiable] static double F(double x, string {ADIFF003|name|}) => x;",
        "[Differentiable] static double F(double x, decimal {ADIFF003|y|}) => x;",
        "[Differentiable] static double F(double x, float {ADIFF003|y|}) => x;",
        "[Differentiable] static double F(double x, object {ADIFF003|y|}) => x;",
        "[Differentiable] static double F(double x, Func<double, double> {ADIFF003|f|}) => x;",
        "[Differentiable] static double F(double x, System.Collections.Generic.List<double> {ADIFF003|y|}) => x;",
        "[Differentiable] static double F(double x, out double {ADIFF003|y|}) { y = 0; return x; }",
        "[Differentiable] static double F(double x, long {ADIFF003|n|}) => x;",
        "[Differentiable] static double F(double x, DateTime {ADIFF003|day|}) => x;",
        "[Differentiable] static int {ADIFF004|F|}(double x) => 1;",
        "[Differentiable] static string {ADIFF004|F|}(double x) => \"\";",
        "[Differentiable] static bool {ADIFF004|F|}(double x) => x > 0;",
        "[Differentiable] static (double, int) {ADIFF004|F|}(double x) => (x, 1);",
        "[Differentiable] static Tensor<double> F(Tensor<double> {ADIFF006|x|}) => x;",
        "[Differentiable] static Tensor<double> F([{ADIFF007|Shape(\"N C\")|}] Tensor<double> x) => x;",
        "[Differentiable] static Tensor<double> F([{ADIFF007|Shape(\"\")|}] Tensor<double> x) => x;",
        "[{ADIFF008|Differentiable(Wrt = \"y\")|}] static double F(double x) => x;",
        "[Differentiable] static double {ADIFF009|F|}([NoGradient] double x) => x;",
        "[Differentiable] static T {ADIFF010|F|}<T>(T x) where T : INumber<T> => x;",
        "[Differentiable] static T {ADIFF010|F|}<T>(T x) where T : IFloatingPoint<T> => x;",

        // Statements.
        "[Differentiable] static double F(double x) { {ADIFF011|using var d = new System.IO.MemoryStream();|} return x; }",
        "[Differentiable] static double F(double x) { {ADIFF011|lock (Console.Out) { }|} return x; }",
        "[Differentiable] static double F(double x) { {ADIFF013|try { } finally { }|} return x; }",
        "[Differentiable] static double F(double x) { {ADIFF013|try { x = x * x; } catch (ArithmeticException) { }|} return x; }",

        // Expressions.
        "[Differentiable] static double F(double x) { var t = {ADIFF012|new object()|}; return x; }",
        "[Differentiable] static double F(double x) { var t = {ADIFF012|$\"{x}\"|}; return x; }",
        "[Differentiable] static double F(double x) { var t = {ADIFF012|\"a\"|}; return x; }",
        "[Differentiable] static double F(double x) => {ADIFF012|x % x|};",
        "[Differentiable] static double F(double x) => {ADIFF012|(float)x|};",
        "[Differentiable] static double F(double x) => (double){ADIFF012|(decimal)x|};",
        "[Differentiable] static double F(double x) { dynamic d = {ADIFF012|x|}; return d * x; }",
        "[Differentiable] static unsafe double F(double x) { double* p = {ADIFF012|&x|}; return x; }",
        "[Differentiable] static double F(double x) { Func<double, double> f = {ADIFF016|t => t|}; return x; }",
        "[Differentiable] static double F(double x) { Func<double, double> f = {ADIFF016|Math.Sin|}; return x; }",
        "[Differentiable] static double F(double x) { Action f = {ADIFF016|delegate { }|}; return x; }",

        // Calls.
        "static double G(double x) => x; [Differentiable] static double F(double x) => {ADIFF014|G|}(x);",
        "[Differentiable] static double F(double x) => Math.{ADIFF014|IEEERemainder|}(x, 2);",
        "[Differentiable] static double F(double x) => Math.{ADIFF014|BitIncrement|}(x);",
        "[Differentiable] static double F(double x) { Console.{ADIFF014|WriteLine|}(x); return x; }",
        "[Differentiable] static double F(double x) => x * Random.Shared.{ADIFF014|NextDouble|}();",
        "[Differentiable] static double F(double x) => x * double.{ADIFF014|Parse|}(\"1\");",
        "static double G(double x) => x; static double H(double x) => x; [Differentiable] static double F(double x) { double a = {ADIFF014|G|}(x); double b = {ADIFF014|H|}(x); return a * b; }",

        // State.
        "static double s_state; [Differentiable] static double F(double x) => x * {ADIFF015|s_state|};",
        "static double s_state; [Differentiable] static double F(double x) { {ADIFF015|s_state|} = x; return x; }",
        "static double s_state; [Differentiable] static double F(double x) { {ADIFF015|s_state|} += x; return x; }",
        "static double State { get; set; } [Differentiable] static double F(double x) => x * {ADIFF015|State|};",
        "static double s_a, s_b; [Differentiable] static double F(double x) => x * {ADIFF015|s_a|} + s_b;",
        "[Differentiable] static double F(double x) => x * {ADIFF015|Environment.TickCount|};",
        "[Differentiable] static double F(double x) => x * {ADIFF012|DateTime.Now.Ticks|};",

        // Shapes.
        "[Differentiable] static double F([Shape(\"N\", \"C\")] Tensor<double> x, [Shape(\"N\", \"D\")] Tensor<double> z) => Sum(x {ADIFF030|+|} z);",
        "[Differentiable] static double F([Shape(\"N\", \"C\")] Tensor<double> x, [Shape(\"N\", \"D\")] Tensor<double> z) => Sum({ADIFF030|MatMul|}(x, z));",
        "[Differentiable] static double F([Shape(\"N\", \"C\")] Tensor<double> x, [Shape(\"N\", \"D\")] Tensor<double> z) => Sum({ADIFF030|Concat|}(x, z, 0));",
        "[Differentiable] static double F([Shape(\"N\", \"C\")] Tensor<double> x) => Sum({ADIFF031|Sum|}(x, axis: 2));",
        "[Differentiable] static double F([Shape(\"N\", \"C\")] Tensor<double> x) => Sum({ADIFF031|Softmax|}(x, -3));",
        "[Differentiable] static double F([Shape(\"N\", \"C\")] Tensor<double> x) => Sum({ADIFF032|Reshape|}(x, -1, -1));",
        "[Differentiable] static double F([Shape(\"N\", \"C\")] Tensor<double> x) => Sum({ADIFF032|Squeeze|}(x, 0));",
        "[Differentiable(Modes = Modes.Hvp)] static Tensor<double> {ADIFF045|F|}([Shape(\"N\")] Tensor<double> x) => x;",
    ];

    public static IReadOnlyList<string> All =>
    [
        .. s_members.Select(TestCompilation.InClass),
        "static class {ADIFF001|Closed|} { [Differentiable] static double F(double x) => x; }",
        "static class {ADIFF001|Outer|} { static partial class Inner { [Differentiable] static double F(double x) => x; } }",
        "partial class C { [Differentiable] double {ADIFF005|F|}(double x) => x; }",
    ];
}
