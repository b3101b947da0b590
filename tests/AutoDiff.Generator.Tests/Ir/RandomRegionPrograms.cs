namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;
using static AutoDiff.Generator.Ir.Operator;

/// <summary>
/// Random functions with nested loops and branches that carry numbers and arrays, as imperative programs give them: the states of an array are used one after
/// the other. Values stay near 1. The seed and the number of steps determine the program; to shrink a failing one, lower the steps.
/// </summary>
internal sealed partial class RandomRegionPrograms
{
    private static readonly Axis N = FunctionBuilder.Axis("N"), C = FunctionBuilder.Axis("C");

    private readonly Random _random;
    private readonly FunctionBuilder _f;

    /// <summary>The current values of the variables that statements assign: numbers first, then arrays over N.</summary>
    private Value[] _variables = [];

    /// <summary>The variables that the regions around the current statement carry.</summary>
    private HashSet<int> _carried = [0, 1, 2, 3];

    /// <summary>Numbers in scope that are not assigned again.</summary>
    private List<Value> _numbers = [];

    /// <summary>Integers in scope, each at least 0 and less than N.</summary>
    private List<Value> _positions = [];

    private readonly Value _x, _w, _trips;
    private int _steps;

    private RandomRegionPrograms(int seed, int steps)
    {
        (_random, _steps) = (new Random(seed), steps);
        _f = new FunctionBuilder($"Region{seed}");
        _x = _f.Input("x", N);
        _w = _f.Input("w", N, C);
        Value s = _f.Input("s"), t = _f.Input("t");
        _trips = _f.Input("trips", false, ElementType.Int);
        _numbers.AddRange([s, t, _f.Real(0.5)]);
        _positions.Add(_f.Int(1));
    }

    /// <summary>Extents, and the number of trips of some loops.</summary>
    public static Dictionary<string, int> Extents { get; } = new() { ["N"] = 3, ["C"] = 2, ["trips"] = 2 };

    /// <summary>A function with a number as its result.</summary>
    public static Function Scalar(int seed, int steps)
    {
        var program = new RandomRegionPrograms(seed, steps);
        program.Start(program._f.Builder.Zeros(ElementType.Real, [N], "a"), program._f.Map(Add, program._f.Builder.Zeros(ElementType.Real, [N]), program._x));
        program.Statements(depth: 0);
        return program._f.Result("loss", program.Total()).Build();
    }

    /// <summary>A function that writes into the array <c>o</c> (its result <c>oOut</c>) and returns a number.</summary>
    public static Function Written(int seed, int steps)
    {
        var program = new RandomRegionPrograms(seed, steps);
        program.Start(program._f.Output("o", N), program._f.Builder.Zeros(ElementType.Real, [N], "b"));
        program.Statements(depth: 0);
        return program._f.Result("y", program.Total()).Written("o", program._variables[Arrays]).Build();
    }

    /// <summary>Where the arrays begin among the variables.</summary>
    private const int Arrays = 2;

    private void Start(Value first, Value second) => _variables = [_f.Map(Negate, _numbers[0]), _f.Map(Multiply, _numbers[0], _numbers[1]), first, second];

    private Value Total()
    {
        var sum = _f.Map(Add, _variables[0], _variables[1]);
        for (int i = Arrays; i < _variables.Length; i++) sum = _f.Map(Add, sum, _f.Sum(_f.Map(Multiply, _variables[i], _variables[i]), N));
        return sum;
    }

    private void Statements(int depth)
    {
        int count = depth == 0 ? int.MaxValue : 1 + _random.Next(4);
        for (; count > 0 && _steps > 0; count--)
        {
            _steps--;
            _f.Line($"step {_steps}");
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        switch (_random.Next(depth < 3 ? 14 : 9))
        {
            case 0 or 1: _numbers.Add(Expression()); break;
            case 2 or 3: _variables[_random.Next(Arrays)] = Expression(); break;
            case 4: Change(array => _f.Builder.Write(array, Expression(), Position())); break;
            case 5: Change(array => _f.Builder.AddAt(array, Expression(), Position())); break;
            case 6: Change(array => _f.Map(Sin, _f.Map(Add, array, _random.Next(2) == 0 ? _x : Number()))); break;
            case 7: _numbers.Add(_f.Map(Tanh, _f.Sum(_f.Map(Multiply, Array(), _x), N))); break;
            case 8: _numbers.Add(RowProduct()); break;
            case 9 or 10 or 11: Loop(depth); break;
            case 12: DataDependentLoop(depth); break;
            default: Branch(depth); break;
        }
    }

    private void Change(Func<Value, Value> change)
    {
        // A region that does not carry an array must not change it: the old state would be used again behind it.
        int array = _random.Next(Arrays, _variables.Length);
        if (_carried.Contains(array)) _variables[array] = change(_variables[array]);
        else _numbers.Add(Expression());
    }

    /// <summary>tanh(w[i, :] . w[j, :]): parts of a tensor meet tensor operations.</summary>
    private Value RowProduct()
    {
        Value left = _f.Builder.Read(_w, Position()), right = _f.Builder.Read(_w, Position());
        return _f.Map(Tanh, _random.Next(2) == 0 ? _f.Builder.Emit(new Contract(left, right, EquatableArray.Of(C))) : _f.Sum(_f.Map(Multiply, left, Number()), C));
    }

    private Value Expression()
    {
        Value a = Number(), b = Number();
        return _random.Next(8) switch
        {
            0 => _f.Map(Tanh, _f.Map(Multiply, a, b)),
            1 => _f.Map(Sin, _f.Map(Add, a, b)),
            2 => _f.Map(Multiply, _f.Map(Cos, a), b),
            3 => _f.Map(Divide, a, _f.Map(Add, _f.Real(1), _f.Map(Square, b))),
            4 => _f.Map(Exp, _f.Map(Negate, _f.Map(Square, a))),
            5 => _f.Map(Select, Condition(), a, _f.Map(Tanh, b)),
            6 => _f.Map(Sqrt, _f.Map(Add, _f.Real(0.5), _f.Map(Square, a))),
            _ => _f.Map(Subtract, _f.Map(Sigmoid, a), _f.Map(Multiply, b, _f.Real(0.25))),
        };
    }

    private Value Number() => _random.Next(6) switch
    {
        0 or 1 => _variables[_random.Next(Arrays)],
        2 => _f.Builder.Read(Array(), Position()),
        3 => _f.Builder.Read(_x, Position()),
        4 => _f.Map(Multiply, _f.Map(ToReal, Position()), _f.Real(0.25)),
        _ => _numbers[_random.Next(_numbers.Count)],
    };

    private Value Array() => _variables[_random.Next(Arrays, _variables.Length)];

    private Value Condition() => _random.Next(2) == 0
        ? _f.Map(Less, _f.Map(IntRemainder, _f.Map(IntAdd, Position(), Position()), _f.Int(3)), _f.Int(1 + _random.Next(2)))
        : _f.Map(Less, Number(), Number());
}
