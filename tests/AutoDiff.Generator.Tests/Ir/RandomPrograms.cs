namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Operator;

/// <summary>
/// Random well-formed functions of bounded values. The seed and the number of steps determine the program; to shrink a failing one, lower the steps.
/// </summary>
internal sealed class RandomPrograms
{
    private static readonly Axis[] Axes = [FunctionBuilder.Axis("N"), FunctionBuilder.Axis("C"), FunctionBuilder.Axis("D")];

    private static readonly Operator[] Unary =
        [Negate, Exp, ExpM1, Square, Tanh, Sigmoid, Softplus, LogSigmoid, Erf, Abs, Sign, Sin, Cos, Round, Floor];

    private static readonly Operator[] Binary = [Add, Subtract, Multiply, Minimum, Maximum, Atan2, Add, Subtract, Multiply];

    private readonly Random _random;
    private readonly FunctionBuilder _f;
    private readonly List<Value> _pool = [];
    private readonly Value _targets;

    private RandomPrograms(int seed)
    {
        _random = new Random(seed);
        _f = new FunctionBuilder($"Random{seed}");
        _pool.Add(_f.Input("x", Axes[0], Axes[1]));
        _pool.Add(_f.Input("w", Axes[1], Axes[2]));
        _pool.Add(_f.Input("b", Axes[1]));
        _pool.Add(_f.Input("s"));
        _pool.Add(_f.Input("k", false, ElementType.Real, Axes[0]));
        _targets = _f.Indices("t", Axes[0]);
        _pool.Add(_f.Builder.Real(0.5));
    }

    public static Dictionary<string, int> Extents { get; } = new() { ["N"] = 3, ["C"] = 2, ["D"] = 2 };

    public static Function Scalar(int seed, int steps)
    {
        var program = new RandomPrograms(seed);
        program.Grow(steps);
        var last = program._pool[^1];
        var loss = program._f.Sum(program._f.Map(Add, last, program.Pick()), []);
        return program._f.Result("loss", program._f.Sum(loss, loss.Axes.Items)).Build();
    }

    public static Function Tensors(int seed, int steps)
    {
        var program = new RandomPrograms(seed);
        program.Grow(steps);
        foreach (string name in new[] { "y", "z" })
        {
            var value = name == "y" ? program._pool[^1] : program.Pick();
            if (value.Axes.Count == 0) value = program._f.Map(Add, value, program._pool[0]);
            program._f.Result(name, value, value.Axes.Items);
        }
        return program._f.Build();
    }

    private void Grow(int steps)
    {
        for (int i = 0; i < steps; i++)
        {
            _f.Line($"step {i}");
            // Squashing now and then keeps all values near 1.
            var value = Step();
            _pool.Add(_random.Next(3) == 0 ? _f.Map(Tanh, value) : value);
        }
    }

    private Value Pick() => _pool[Math.Max(0, _pool.Count - 1 - (int)(_pool.Count * Math.Pow(_random.NextDouble(), 2)))];

    private Value Step()
    {
        Value a = Pick(), b = Pick();
        switch (_random.Next(14))
        {
            case 0 or 1: return _f.Map(Unary[_random.Next(Unary.Length)], Bounded(a));
            case 2 or 3 or 4: return _f.Map(Binary[_random.Next(Binary.Length)], Bounded(a), b);
            case 5: return _f.Map(Divide, a, _f.Map(Add, _f.Builder.Real(1), _f.Map(Square, b)));
            case 6: return _f.Map(Select, _f.Map(Less, a, b), _f.Map(Sqrt, _f.Map(Subtract, b, a)), b);
            case 7: return _f.Map(ReciprocalSqrt, _f.Map(Add, _f.Builder.Real(0.5), _f.Map(Square, a)));
            case 8 when Any(a) is { } over: return _f.Mean(a, over);
            case 9 when Any(a) is { } over: return Normalized(a, over);
            case 10 when Any(a) is { } over:
                var kind = (ReduceKind)_random.Next(6);
                return _f.Reduce(kind, Bounded(a), over);
            case 11 when Any(a) is { } over: return _f.Builder.Emit(new Softmax(a, EquatableArray.Of(over), _random.Next(2) == 0));
            case 12 when a.Axes.Intersect(b.Axes).ToArray() is { Length: > 0 } common:
                return _f.Builder.Emit(new Contract(Bounded(a), b, EquatableArray.Of(common[_random.Next(common.Length)])));
            case 13 when a.Has(Axes[0]) && a.Has(Axes[1]): return _f.Builder.Emit(new Gather(a, Axes[1], _targets));
            // A bound that is the operand itself would be a tie everywhere, where differences say nothing.
            default: return _f.Map(Clamp, a, _f.Builder.Real(-0.7), _f.Map(Add, _f.Builder.Real(0.6), _f.Map(Square, b)));
        }
    }

    private Value Normalized(Value a, Axis over)
    {
        var centered = _f.Map(Subtract, a, _f.Mean(a, over));
        var deviation = _f.Map(Sqrt, _f.Map(Add, _f.Mean(_f.Map(Square, centered), over), _f.Builder.Real(0.25)));
        return _f.Map(Divide, centered, deviation);
    }

    private Value Bounded(Value value) => _f.Map(Tanh, value);

    private Axis? Any(Value value) => value.Axes.Count == 0 ? null : value.Axes[_random.Next(value.Axes.Count)];
}
