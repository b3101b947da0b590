namespace AutoDiff.Generator.Tests.Differentiation;

using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Optimization;
using AutoDiff.Generator.Tests.Ir;
using static AutoDiff.Generator.Ir.Operator;

/// <summary>The table of conventions at kinks and singular points, before and after optimization.</summary>
public class ConventionTests
{
    private const double Inf = double.PositiveInfinity, NaN = double.NaN;

    private static readonly Axis N = FunctionBuilder.Axis("N");

    [Fact]
    public void Abs_AtZero_IsZero() => Gradient([0, 2, -2], [0, 1, -1], (f, x) => f.Map(Abs, x));

    [Fact]
    public void Relu_AtZero_IsZero_AndANaNPasses() => Gradient([0, 2, -2, NaN], [0, 1, 0, 1], (f, x) => f.Map(Maximum, x, f.Builder.Real(0)));

    [Fact]
    public void Relu6_AtItsEnds_IsZero() =>
        Gradient([0, 6, 3], [0, 0, 1], (f, x) => f.Map(Minimum, f.Map(Maximum, x, f.Builder.Real(0)), f.Builder.Real(6)));

    [Fact]
    public void LeakyRelu_AtZero_HasTheNegativeSlope() => Gradient([0, 2, -2], [0.1, 1, 0.1],
        (f, x) => f.Map(Select, f.Map(Greater, x, f.Builder.Real(0)), x, f.Map(Multiply, x, f.Builder.Real(0.1))));

    [Fact]
    public void Clamp_AtItsEdges_IsZero() => Gradient([-1, 0, 1], [0, 1, 0], (f, x) => f.Map(Clamp, x, f.Builder.Real(-1), f.Builder.Real(1)));

    [Theory]
    [InlineData(Maximum), InlineData(Minimum)]
    public void ATieOfTwoActiveValues_GivesHalfToEach(Operator op)
    {
        var f = new FunctionBuilder("Tie");
        f.Result("loss", f.Map(op, f.Input("a"), f.Input("b")));
        var results = Run(f.Build(), new() { ["a"] = [1], ["b"] = [1] });
        Assert.Equal([0.5], results["dA"]);
        Assert.Equal([0.5], results["dB"]);
    }

    [Theory]
    [InlineData(Maximum), InlineData(Minimum)]
    public void ATieWithAnInactiveValue_GivesNothing(Operator op)
    {
        var f = new FunctionBuilder("Tie");
        f.Result("loss", f.Map(op, f.Input("a"), f.Input("b", false, ElementType.Real)));
        Assert.Equal([0.0], Run(f.Build(), new() { ["a"] = [1], ["b"] = [1] })["dA"]);
    }

    [Theory]
    [InlineData(ReduceKind.Max), InlineData(ReduceKind.Min)]
    public void ATieOfAReduction_SplitsEvenly(ReduceKind kind) => Gradient([3, 3, 3], [1.0 / 3, 1.0 / 3, 1.0 / 3], (f, x) => f.Reduce(kind, x, N));

    [Fact]
    public void ANaN_ReachesTheGradientOfTheMaximum() => Gradient([1, NaN, 2], [NaN, NaN, NaN], (f, x) => f.Reduce(ReduceKind.Max, x, N));

    [Theory]
    [InlineData(Round), InlineData(Floor), InlineData(Ceiling), InlineData(Truncate), InlineData(Sign)]
    public void Steps_HaveNoGradient(Operator op) => Gradient([0.5, 1, -1.2], [0, 0, 0], (f, x) => f.Map(op, x));

    [Fact]
    public void StraightThrough_PassesTheGradient() => Gradient([0.4, 1.6], [2, 2],
        (f, x) => f.Map(Multiply, f.Builder.Real(2), f.Map(StraightThrough, f.Map(Round, x), x)));

    [Fact]
    public void StopGradient_Stops() => Gradient([3, 2], [3, 2], (f, x) => f.Map(Multiply, x, f.Map(StopGradient, x)));

    [Fact]
    public void ScaleGradient_Scales() => Gradient([3, 2], [-1, -1], (f, x) => f.Map(ScaleGradient, x, f.Builder.Real(-1)));

    [Fact]
    public void Sqrt_AtZero_IsInfinite() => Gradient([0, 4], [Inf, 0.25], (f, x) => f.Map(Sqrt, x));

    [Theory]
    [InlineData(Sqrt), InlineData(Log), InlineData(ReciprocalSqrt), InlineData(Reciprocal)]
    public void AnUpstreamOfExactlyZero_AnnihilatesAnInfiniteDerivative(Operator op)
    {
        var f = new FunctionBuilder("Singular");
        f.Result("y", f.Map(op, f.Input("x", N)), N);
        Assert.Equal([0.0, 0], Run(f.Build(), new() { ["x"] = [0, 0], ["dY"] = [0, 0] })["dX"]);
    }

    [Fact]
    public void AnUpstreamOfExactlyZero_AnnihilatesADivisionByZero()
    {
        var f = new FunctionBuilder("Division");
        f.Result("y", f.Map(Divide, f.Input("a", N), f.Input("b")), N);
        var results = Run(f.Build(), new() { ["a"] = [1, 2], ["b"] = [0], ["dY"] = [0, 0] });
        Assert.Equal([0.0, 0], results["dA"]);
        Assert.Equal([0.0], results["dB"]);
    }

    [Fact]
    public void Norm_AtTheZeroVector_IsZero() => Gradient([0, 0], [0, 0], (f, x) => f.Reduce(ReduceKind.Norm, x, N));

    [Fact]
    public void Atan2_AtTheZeroVector_IsZero()
    {
        var f = new FunctionBuilder("Angle");
        f.Result("loss", f.Map(Atan2, f.Input("a"), f.Input("b")));
        var results = Run(f.Build(), new() { ["a"] = [0], ["b"] = [0] });
        Assert.Equal([0.0], results["dA"]);
        Assert.Equal([0.0], results["dB"]);
    }

    [Fact]
    public void Power_ByAnInactiveExponent_IsExactForNegativeBases() => Gradient([-2, 0, 2], [12, 0, 12], (f, x) => f.Map(Power, x, f.Builder.Real(3)));

    [Fact]
    public void Power_ByItsExponent_IsZeroAtZero_AndNaNBelow()
    {
        var f = new FunctionBuilder("Power");
        f.Result("loss", f.Sum(f.Map(Power, f.Input("x", N), f.Input("p", N)), N));
        var results = Run(f.Build(), new() { ["x"] = [0, -2, 0], ["p"] = [2, 2, 0] });
        Assert.Equal([0, NaN, 0], results["dP"]);
        Assert.Equal([0, -4, 0], results["dX"]);
    }

    [Fact]
    public void TheUntakenBranch_ContributesNothing() => Gradient([-1, 4], [0, 0.25],
        (f, x) => f.Map(Select, f.Map(Greater, x, f.Builder.Real(0)), f.Map(Sqrt, x), f.Builder.Real(0)));

    [Fact]
    public void TheUntakenBranch_MayOverflow() => Gradient([-1, 1000], [Math.Exp(-1), 0],
        (f, x) => f.Map(Select, f.Map(Less, x, f.Builder.Real(0)), f.Map(Exp, x), f.Builder.Real(1)));

    [Fact]
    public void XLogX_AtZero_HasNoGradientWhereItIsNotTaken() => Gradient([0, 1], [0, 1],
        (f, x) => f.Map(Select, f.Map(Equal, x, f.Builder.Real(0)), f.Builder.Real(0), f.Map(Multiply, x, f.Map(Log, x))));

    [Fact]
    public void MinimumOfOneAndReciprocal_AtZero_IsZero() => Gradient([0], [0], (f, x) => f.Map(Minimum, f.Builder.Real(1), f.Map(Reciprocal, x)));

    [Fact]
    public void LogSumExp_OfNegativeInfinities_HasNoGradient() => Gradient([-Inf, -Inf], [0, 0], (f, x) => f.Reduce(ReduceKind.LogSumExp, x, N), -Inf);

    [Fact]
    public void LogSumExp_OfInfinities_SharesAmongThem() => Gradient([Inf, 1, Inf], [0.5, 0, 0.5], (f, x) => f.Reduce(ReduceKind.LogSumExp, x, N), Inf);

    [Fact]
    public void LogSumExp_IgnoresNegativeInfinities() => Gradient([-Inf, 1], [0, 1], (f, x) => f.Reduce(ReduceKind.LogSumExp, x, N), 1);

    [Fact]
    public void LogSumExp_DoesNotSaturate() => Gradient([0, 800], [Math.Exp(-800), 1], (f, x) => f.Reduce(ReduceKind.LogSumExp, x, N), 800);

    [Fact]
    public void Softmax_OfNegativeInfinities_IsZeroWithoutGradient() => Gradient([-Inf, -Inf], [0, 0],
        (f, x) => f.Map(Square, f.Builder.Emit(new Softmax(x, EquatableArray.Of(N), Log: false))), 0);

    [Fact]
    public void LogSoftmax_OfNegativeInfinities_HasNoGradient() => Gradient([-Inf, -Inf], [0, 0],
        (f, x) => f.Builder.Emit(new Softmax(x, EquatableArray.Of(N), Log: true)), -Inf);

    [Fact]
    public void Product_WithZeros_IsExact()
    {
        Gradient([0, 2, 3], [6, 0, 0], (f, x) => f.Reduce(ReduceKind.Product, x, N));
        Gradient([0, 0, 3], [0, 0, 0], (f, x) => f.Reduce(ReduceKind.Product, x, N));
    }

    [Fact]
    public void ANegativeIndex_SelectsNothing()
    {
        var f = new FunctionBuilder("Pick");
        var row = f.Builder.Emit(new Gather(f.Input("x", N), N, f.Indices("i", FunctionBuilder.Axis("M"))));
        f.Result("loss", f.Sum(f.Map(Exp, row), row.Axes[0]));
        var results = Run(f.Build(), new() { ["x"] = [1, 2], ["i"] = [-1, 1, 1] });
        Assert.Equal([0, 2 * Math.Exp(2)], results["dX"]);
    }

    [Fact]
    public void ANaN_StaysWithinWhatItInfluences() =>
        Gradient([NaN, 1], [NaN, 2], (f, x) => f.Map(Square, x));

    [Fact]
    public void AConstantColumn_HasNoGradientOfItsDeviation() => Gradient([5, 5, 5], [0, 0, 0], (f, x) =>
    {
        var centered = f.Map(Subtract, x, f.Mean(x, N));
        return f.Reduce(ReduceKind.Norm, centered, N);
    });

    /// <summary>The gradient of the sum of y(x), and optionally the sum, for the joint function and for its optimized form.</summary>
    private static void Gradient(double[] x, double[] expected, Func<FunctionBuilder, Value, Value> make, double? value = null)
    {
        var f = new FunctionBuilder("Convention");
        var y = make(f, f.Input("x", N));
        f.Result("loss", f.Sum(y, y.Axes.Items));
        var results = Run(f.Build(), new() { ["x"] = x });
        Assert.True(value is null || results["loss"][0] == value, $"value {results["loss"][0]}");
        Assert.Equal(expected, results["dX"], (a, b) => a.Equals(b) || Math.Abs(a - b) <= 1e-12 * Math.Abs(a));
    }

    private static Dictionary<string, double[]> Run(Function function, Dictionary<string, double[]> arguments)
    {
        var symbols = new Dictionary<string, int> { ["N"] = arguments.Values.First().Length, ["M"] = arguments.Values.Last().Length };
        var joint = ReverseMode.Gradient(Passes.Normalize(function));
        var given = joint.Parameters.ToDictionary(p => p.Name, p =>
        {
            var array = new NamedArray(p.Value.Axes, a => Interpreter.Extent(a.Extent, symbols));
            arguments[p.Name].CopyTo(array.Data, 0);
            return array;
        });
        var plain = Interpreter.Run(joint, symbols, given);
        var optimized = Interpreter.Run(Passes.Optimize(joint), symbols, given);
        foreach (var (name, array) in plain)
            Assert.True(array.Data.SequenceEqual(optimized[name].Data) || array.Data.Zip(optimized[name].Data, (a, b) => a.Equals(b) || Math.Abs(a - b) < 1e-12).All(e => e),
                $"{name}: {string.Join(" ", array.Data)} before, {string.Join(" ", optimized[name].Data)} after\n{Printer.Print(Passes.Optimize(joint))}");
        return optimized.ToDictionary(r => r.Key, r => r.Value.Data);
    }
}
