namespace AutoDiff.Generator.Tests.Differentiation.Regions;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;
using static AutoDiff.Generator.Ir.Operator;

/// <summary>Calls that are not inlined: the adjoint is a call of the callee's gradient, here that of another function of the same kind.</summary>
public class CallGradientTests
{
    private static readonly Axis N = FunctionBuilder.Axis("xLength");

    /// <summary>Adds scale x[i]^2 to each y[i] and returns the sum of scale y[i] x[i], with the states before.</summary>
    private static readonly Function s_callee = new RegionProgram("""
        static double G(ReadOnlySpan<double> x, Span<double> y, double scale) {
            double s = 0;
            for (int i = 0; i < x.Length; i++) { s += scale * y[i] * x[i]; y[i] += scale * x[i] * x[i]; }
            return s;
        }
        """).Function;

    private static Callee Callee(string? gradient) => new("G",
        new CalleeParameter[] { new(ElementType.Real, 1, false, true, false), new(ElementType.Real, 1, false, true, true), new(ElementType.Real, 0, false, true, false) }.ToEquatable(),
        new[] { ElementType.Real }.ToEquatable(), gradient, null);

    [Fact]
    public void ACallInALoop_IsRight()
    {
        var function = Caller(Callee("GVjp"));
        var joint = Verifier.Check(ReverseMode.Gradient(function));
        var methods = new Dictionary<string, Func<NamedArray[], NamedArray[]>>
        {
            ["G"] = arguments => Run(s_callee, arguments, ["result", "yOut"]),
            // Arguments, upstreams (a number, then an array that comes back), the destination of dX; then the states of y, dY and dX, and the numbers result and dScale.
            ["GVjp"] = arguments => Run(ReverseMode.Gradient(s_callee, returnsScalar: false), arguments, ["yOut", "dYOut", "dX", "result", "dScale"]),
        };
        var given = new Dictionary<string, NamedArray> { ["x"] = Span(0.7, -1.2, 0.4), ["a"] = Number(0.8) };
        var results = Interpreter.Run(joint, new Dictionary<string, int> { ["xLength"] = 3 }, given, methods);
        foreach (string name in given.Keys)
            for (int i = 0; i < given[name].Data.Length; i++)
            {
                double At(double step)
                {
                    var moved = given.ToDictionary(g => g.Key, g => g.Value.Copy());
                    moved[name].Data[i] += step;
                    return Interpreter.Run(function, new Dictionary<string, int> { ["xLength"] = 3 }, moved, methods)["result"].Data[0];
                }
                double numeric = (At(6e-6) - At(-6e-6)) / 1.2e-5, analytic = results[ReverseMode.NameOf(name)].Data[i];
                Assert.True(Math.Abs(numeric - analytic) <= 1e-6 * (1 + Math.Abs(numeric)), $"d{name}[{i}]: {analytic} analytic, {numeric} numeric\n{Printer.Print(joint)}");
            }
    }

    [Fact]
    public void ACallWithoutGradient_IsRefusedByName() =>
        Assert.Contains("G has no derivative", Assert.Throws<NotDifferentiableException>(() => ReverseMode.Gradient(Caller(Callee(null)))).Message);

    /// <summary>Calls G twice in a loop, each time with a number that depends on the last result.</summary>
    private static Function Caller(Callee callee)
    {
        var f = new FunctionBuilder("F");
        Value x = f.Input("x", N), a = f.Input("a");
        var y = f.Builder.Zeros(ElementType.Real, [N], "y");
        var carried = f.Builder.For(f.Int(0), f.Int(2), [a, y], (i, c) =>
        {
            var call = f.Builder.EmitMany(new Call(callee, new[] { x, c[1], f.Map(Sin, c[0]) }.ToEquatable()), [c[0], c[1]]);
            return [f.Map(Add, call[0], c[0]), call[1]];
        });
        return f.Result("result", f.Map(Multiply, carried[0], f.Builder.Read(carried[1], f.Int(1)))).Build();
    }

    private static NamedArray[] Run(Function function, NamedArray[] arguments, string[] results)
    {
        var given = function.Parameters.Zip(arguments).ToDictionary(p => p.First.Name, p => p.Second.As(p.First.Value.Axes));
        var values = Interpreter.Run(function, new Dictionary<string, int>(), given);
        return [.. results.Select(r => values[r])];
    }

    private static NamedArray Number(double number)
    {
        var array = new NamedArray([], _ => 1);
        array.Data[0] = number;
        return array;
    }

    private static NamedArray Span(params double[] data)
    {
        var array = new NamedArray([N], _ => data.Length);
        data.CopyTo(array.Data, 0);
        return array;
    }
}
