namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Operator;

/// <summary>The interpreter computes what the regions say.</summary>
public class RegionInterpreterTests
{
    private static readonly Axis N = FunctionBuilder.Axis("N");
    private static readonly Dictionary<string, int> Extents = new() { ["N"] = 4 };
    private readonly FunctionBuilder _f = new("Example");

    [Theory]
    [InlineData(false, 1234)]
    [InlineData(true, 4321)]
    public void For_GoesThroughTheCounterInItsDirection(bool descending, double expected)
    {
        var result = _f.Builder.For(_f.Int(1), _f.Int(5), [_f.Real(0)], (i, carried) => [_f.Map(Add, _f.Map(Multiply, carried[0], _f.Real(10)), _f.Map(ToReal, i))], descending);
        Assert.Equal(expected, Run(result[0]));
    }

    [Fact]
    public void For_WithoutIterations_KeepsTheInitialValues() =>
        Assert.Equal(7, Run(_f.Builder.For(_f.Int(3), _f.Int(3), [_f.Real(7)], (_, _) => [_f.Real(0)])[0]));

    [Fact]
    public void While_EndsWithTheValuesForWhichTheConditionWasFalse()
    {
        var result = _f.Builder.While([_f.Real(100)], c => _f.Map(Greater, c[0], _f.Real(1)), c => [_f.Map(Multiply, c[0], _f.Real(0.5))]);
        Assert.Equal(100.0 / 128, Run(result[0]));
    }

    [Theory]
    [InlineData(2, 1)]
    [InlineData(-2, -5)]
    public void If_YieldsOfTheBranchThatRan(double x, double expected)
    {
        var condition = _f.Map(Greater, _f.Input("x"), _f.Real(0));
        var targets = _f.Builder.If(condition, () => [_f.Real(1), _f.Real(2)], () => [_f.Real(-5), _f.Real(2)]);
        Assert.Equal(expected, Run(targets[0], ("x", x)));
    }

    [Fact]
    public void Throw_LeavesTheFunction()
    {
        var x = _f.Input("x");
        _f.Guard(_f.Map(Less, x, _f.Real(0)), "global::System.ArgumentException", "\"negative\"");
        Assert.Equal(3, Run(x, ("x", 3)));
        Assert.Equal("global::System.ArgumentException(\"negative\")", Assert.Throws<ThrownException>(() => Run(x, ("x", -3))).Message);
    }

    [Fact]
    public void AWrite_LeavesTheOldStateAlone()
    {
        var old = _f.Builder.Zeros(ElementType.Real, [N]);
        var state = _f.Builder.AddAt(_f.Builder.Write(old, _f.Real(5), _f.Int(2)), _f.Real(3), _f.Int(2));
        Assert.Equal(8, Run(_f.Map(Add, _f.Builder.Read(state, _f.Int(2)), _f.Builder.Read(old, _f.Int(2)))));
    }

    [Fact]
    public void AnIndexOutOfRange_IsAnError()
    {
        var array = _f.Builder.Zeros(ElementType.Real, [N]);
        Assert.Throws<ArgumentOutOfRangeException>(() => Run(_f.Builder.Read(array, _f.Int(4))));
    }

    [Fact]
    public void PartsOfArrays_AreReadAndWritten()
    {
        var m = FunctionBuilder.Axis("M");
        var array = _f.Builder.Zeros(ElementType.Real, [N, m]);
        var row = _f.Builder.Write(_f.Builder.Read(array, _f.Int(1)), _f.Real(2), _f.Int(0));
        array = _f.Builder.AddAt(_f.Builder.Write(array, row, _f.Int(3)), row, _f.Int(3));
        var result = _f.Builder.Read(array, _f.Int(3), _f.Int(0));
        Assert.Equal(4, Interpreter.Run(_f.Result("y", result).Build(), new Dictionary<string, int> { ["N"] = 4, ["M"] = 2 }, new Dictionary<string, NamedArray>())["y"].Data[0]);
    }

    [Fact]
    public void ASymbolDefinedAtRunTime_GivesArraysTheirExtent()
    {
        var k = new Axis("K", Extent.Symbol("k"));
        _f.Builder.Emit(new DefineExtent("k", _f.Map(IntDivide, _f.Int(7), _f.Int(2))));
        var ones = _f.Map(Add, _f.Builder.Zeros(ElementType.Real, [k]), _f.Real(1));
        Assert.Equal(3, Run(_f.Sum(ones, k)));
    }

    [Fact]
    public void ATape_GivesBackWhatWasPushedLastInFirstOut()
    {
        var array = _f.Builder.Zeros(ElementType.Real, [N]);
        var tape = _f.Push(_f.Push(_f.Builder.Emit(new NewTape()), _f.Real(1), array), _f.Real(2), array);
        var top = _f.Pop(tape, _f.Real(0), array);
        var below = _f.Pop(top[0], _f.Real(0), array);
        Assert.Equal(21, Run(_f.Map(Add, _f.Map(Multiply, top[1], _f.Real(10)), below[1])));
    }

    [Fact]
    public void ACall_RunsTheDelegateOfItsName()
    {
        var callee = new Callee("Twice", EquatableArray.Of(new CalleeParameter(ElementType.Real, 0, false, true, false)), EquatableArray.Of(ElementType.Real), null, null);
        var target = _f.Builder.EmitMany(new Call(callee, EquatableArray.Of(_f.Real(4))), [_f.Real(0)]);
        var methods = new Dictionary<string, Func<NamedArray[], NamedArray[]>> { ["Twice"] = a => [Number(2 * a[0].Data[0])] };
        Assert.Equal(8, Interpreter.Run(_f.Result("y", target[0]).Build(), Extents, new Dictionary<string, NamedArray>(), methods)["y"].Data[0]);
    }

    [Fact]
    public void ALoopThatDoesNotEnd_IsAnError()
    {
        var result = _f.Builder.While([_f.Real(0)], _ => _f.Builder.Bool(true), c => c);
        Assert.Throws<InvalidOperationException>(() => Run(result[0]));
    }

    private double Run(Value result, params (string Name, double Number)[] arguments) =>
        Interpreter.Run(_f.Result("y", result).Build(), Extents, arguments.ToDictionary(a => a.Name, a => Number(a.Number)))["y"].Data[0];

    private static NamedArray Number(double number)
    {
        var array = new NamedArray([], _ => 0);
        array.Data[0] = number;
        return array;
    }
}
