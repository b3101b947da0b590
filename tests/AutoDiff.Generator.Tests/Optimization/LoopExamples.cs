namespace AutoDiff.Generator.Tests.Optimization;

using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;
using static AutoDiff.Generator.Ir.Operator;

/// <summary>Loops over spans as the binder hands them over.</summary>
internal sealed class LoopExamples
{
    public static Dictionary<string, int> Extents { get; } = new() { ["xLength"] = 12, ["yLength"] = 12, ["tLength"] = 5, ["wLength"] = 20, ["n"] = 3, ["d"] = 4, ["k"] = 5, ["T"] = 5 };

    public FunctionBuilder F { get; } = new("Example");

    public Builder B => F.Builder;

    public Value Span(string name) => F.Input(name, FunctionBuilder.Axis(name + "Length"));

    public Value Int(string name) => F.Input(name, false, ElementType.Int);

    public Value Length(Value span) => B.Emit(new ExtentOf(span.Axes[0].Extent), ElementType.Int, []);

    public Value At(Value counter, Value stride, Value offset) => F.Map(IntAdd, F.Map(IntMultiply, counter, stride), offset);

    /// <summary>for (i = 0; i &lt; end; i++) total += term(i).</summary>
    public Value Total(Value end, Func<Value, Value> term, string counter = "i", Value? start = null) =>
        B.For(start ?? F.Int(0), end, [F.Real(0)], (i, s) => [F.Map(Add, s[0], term(i))], counterName: counter)[0];

    /// <summary>for (i = 0; i &lt; end; i++) array = body(i, array).</summary>
    public Value Each(Value end, Value array, Func<Value, Value, Value> body, string counter = "i", Value? start = null) =>
        B.For(start ?? F.Int(0), end, [array], (i, a) => [body(i, a[0])], counterName: counter)[0];

    public Value Local(Value length, string name) => B.Zeros(ElementType.Real, [new Axis(name, Extent.Symbol(length.Name))], name);

    public Function Result(Value number) => F.Result("y", number).Build();

    public Function Written(string name, Value state) => F.Written(name, state).Build();
}
