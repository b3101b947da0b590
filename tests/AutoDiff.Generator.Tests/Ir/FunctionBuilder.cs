namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;

/// <summary>Writes functions down in tests as the binder would.</summary>
internal sealed class FunctionBuilder(string name)
{
    private readonly List<Parameter> _parameters = [];
    private readonly List<Result> _results = [];
    private int _line = 9;

    public Builder Builder { get; } = new(100);

    /// <summary>An axis with an extent of the same name.</summary>
    public static Axis Axis(string name) => new(name, Extent.Symbol(name));

    /// <summary>A parameter: a real tensor, or a number without axes.</summary>
    public Value Input(string name, params Axis[] axes) => Input(name, true, ElementType.Real, axes);

    public Value Input(string name, bool differentiated, ElementType type, params Axis[] axes)
    {
        var value = new Value(_parameters.Count + 1, type, axes.ToEquatable(), name);
        var kind = (type, axes.Length) switch
        {
            (ElementType.Int, 0) => ParameterKind.Integer,
            (ElementType.Int, _) => ParameterKind.IndexTensor,
            (ElementType.Bool, _) => ParameterKind.Boolean,
            (_, 0) => ParameterKind.Scalar,
            _ => ParameterKind.Tensor,
        };
        _parameters.Add(new Parameter(value, name, name, kind, axes.Select(a => new Dimension(a)).ToEquatable(), differentiated));
        return value;
    }

    public Value Indices(string name, params Axis[] axes) => Input(name, false, ElementType.Int, axes);

    /// <summary>The values from now on come from the next source line.</summary>
    public void Line(string text) => Builder.Source = new SourceLine("Example.cs", ++_line, text);

    public Value Real(double number) => Builder.Real(number);

    public Value Int(long number) => Builder.Int(number);

    /// <summary>if (condition) throw new exception(arguments);</summary>
    public void Guard(Value condition, string exception, params string[] arguments) => Builder.If(condition, () =>
    {
        Builder.Append(new Statement(EquatableArray<Value>.Empty, new Throw(exception, new EquatableArray<string>(arguments))));
        return [];
    }, () => []);

    /// <summary>The tape with the values on top.</summary>
    public Value Push(Value tape, params Value[] values) => Builder.Emit(new Push(tape, new EquatableArray<Value>(values)));

    /// <summary>The tape without its top, then new values like those that were pushed there.</summary>
    public EquatableArray<Value> Pop(Value tape, params Value[] like) => Builder.EmitMany(new Pop(tape), like.Prepend(tape));

    /// <summary>A parameter whose elements the function writes; the caller hands its last state to <see cref="Written"/>.</summary>
    public Value Output(string name, params Axis[] axes)
    {
        var value = Input(name, axes);
        _parameters[^1] = _parameters[^1] with { Written = true, Kind = axes.Length == 1 ? ParameterKind.Span : ParameterKind.Tensor };
        return value;
    }

    /// <summary>The state that the function leaves in the memory of a written parameter, as the last results.</summary>
    public FunctionBuilder Written(string name, Value state)
    {
        _results.Add(new Result(name + "Out", state, state.Axes.Select(a => new Dimension(a)).ToEquatable(), Written: name));
        return this;
    }

    public Value Map(Operator op, params Value[] arguments) => Builder.Map(op, arguments);

    public Value Sum(Value x, params Axis[] over) => Builder.Sum(x, over);

    public Value Mean(Value x, params Axis[] over) =>
        Map(Operator.Divide, Sum(x, over), Builder.Emit(new ExtentOf(over.Aggregate(Extent.One, (n, a) => n * a.Extent))));

    public Value Reduce(ReduceKind kind, Value x, params Axis[] over) => Builder.Emit(new Reduce(kind, x, over.ToEquatable()));

    public FunctionBuilder Result(string name, Value value, params Axis[] axes)
    {
        _results.Add(new Result(name, value, axes.Select(a => new Dimension(a)).ToEquatable()));
        return this;
    }

    public Function Build() => Verifier.Check(new Function(name, _parameters.ToEquatable(), default, default, Builder.Body.ToEquatable(), _results.ToEquatable()));
}
