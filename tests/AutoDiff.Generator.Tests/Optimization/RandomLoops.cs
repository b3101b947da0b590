namespace AutoDiff.Generator.Tests.Optimization;

using AutoDiff.Generator.Ir;
using AutoDiff.Generator.Tests.Ir;
using static AutoDiff.Generator.Ir.Operator;

/// <summary>
/// Random loops over flat arrays as numerical programs have them: rows and columns, totals, accumulation into elements, arrays of one iteration, look-ups,
/// guards; some depend on other iterations. The seed determines the program.
/// </summary>
internal sealed class RandomLoops
{
    public static Dictionary<string, int> Extents { get; } = new() { ["n"] = 3, ["d"] = 4, ["M"] = 12, ["V"] = 4, ["I"] = 3 };

    private readonly Random _random;
    private readonly FunctionBuilder _f;
    private readonly Value _x, _v, _table, _n, _d;
    private readonly List<(Value Counter, bool IsRow)> _counters = [];
    private readonly List<Value> _numbers = [];
    private Value _y, _z, _total;

    private RandomLoops(int seed)
    {
        _random = new Random(seed);
        _f = new FunctionBuilder($"Loops{seed}");
        _x = _f.Input("x", FunctionBuilder.Axis("M"));
        _v = _f.Input("v", FunctionBuilder.Axis("V"));
        _table = _f.Indices("index", FunctionBuilder.Axis("I"));
        (_n, _d) = (_f.Input("n", false, ElementType.Int), _f.Input("d", false, ElementType.Int));
        _numbers.Add(_f.Input("s"));
        _y = _f.Output("y", new Axis("Y", Extent.Symbol("n") * Extent.Symbol("d")));
        _z = _f.Output("z", new Axis("Z", Extent.Symbol("d")));
        _total = _f.Real(0.5);
    }

    private Builder B => _f.Builder;

    public static Function Create(int seed)
    {
        var program = new RandomLoops(seed);
        for (int i = 1 + seed % 3; i > 0; i--) program.Nest();
        var result = program._f.Map(Add, program._total, program._f.Map(Add, program._f.Sum(program._f.Map(Square, program._y), program._y.Axes[0]), program._f.Sum(program._z, program._z.Axes[0])));
        return program._f.Result("loss", result).Written("y", program._y).Written("z", program._z).Build();
    }

    private void Nest()
    {
        bool isRow = _random.Next(3) != 0;
        Loop(isRow, () =>
        {
            _f.Line("outer body");
            if (_random.Next(3) != 0) Loop(!isRow, Statement);
            if (_random.Next(3) == 0) Loop(!isRow, Statement);
            if (_random.Next(2) == 0) Statement();
        });
    }

    /// <summary>A loop over rows (n) or columns (d) that carries everything that may be assigned.</summary>
    private void Loop(bool isRow, Action body)
    {
        var numbers = _numbers.ToList();
        var inner = B.For(_f.Int(0), isRow ? _n : _d, [_total, _y, _z], (counter, carried) =>
        {
            _counters.Add((counter, isRow));
            (_total, _y, _z) = (carried[0], carried[1], carried[2]);
            body();
            _counters.RemoveAt(_counters.Count - 1);
            return [_total, _y, _z];
        }, descending: _random.Next(4) == 0, counterName: isRow ? "i" : "j");
        _numbers.RemoveRange(numbers.Count, _numbers.Count - numbers.Count);
        (_total, _y, _z) = (inner[0], inner[1], inner[2]);
    }

    private void Statement()
    {
        _f.Line("statement");
        switch (_random.Next(9))
        {
            case 0 or 1: _total = _f.Map(Add, _total, Expression()); break;
            case 2: _total = B.If(_f.Map(Less, Number(), Number()), () => [_f.Map(Subtract, _total, Expression())], () => [_total])[0]; break;
            case 3: _y = B.Write(_y, Expression(), Cell()); break;
            case 4: _z = B.AddAt(_z, Expression(), Column()); break;
            case 5: _z = B.Write(_z, _f.Map(Add, B.Read(_z, Column()), Expression()), Column()); break;
            case 6:
                var cell = Cell();
                _y = B.Write(_y, _f.Map(Multiply, B.Read(_y, cell), _f.Map(Tanh, Number())), cell);
                break;
            case 7: _total = _f.Map(Add, _total, RowTotal()); break;
            default: _numbers.Add(Expression()); break;
        }
    }

    /// <summary>A number that one iteration sums up for itself.</summary>
    private Value RowTotal()
    {
        var (outer, y, z) = (_total, _y, _z);
        var sum = B.For(_f.Int(0), _d, [_f.Real(0)], (j, s) => [_f.Map(Add, s[0], _f.Map(Multiply, B.Read(_v, j), Number()))], counterName: "k")[0];
        (_total, _y, _z) = (outer, y, z);
        return _f.Map(Sin, sum);
    }

    private Value Row() => _counters.Where(c => c.IsRow).Select(c => c.Counter).LastOrDefault() ?? _f.Int(_random.Next(3));

    private Value Column() => _counters.Where(c => !c.IsRow).Select(c => c.Counter).LastOrDefault() ?? _f.Int(_random.Next(4));

    private Value Cell() => _f.Map(IntAdd, _f.Map(IntMultiply, Row(), _d), Column());

    private Value Expression() => _random.Next(5) switch
    {
        0 => _f.Map(Multiply, Number(), Number()),
        1 => _f.Map(Tanh, _f.Map(Subtract, Number(), Number())),
        2 => B.If(_f.Map(Greater, Number(), _f.Real(0)), () => [_f.Map(Sqrt, _f.Map(Add, _f.Real(1), _f.Map(Square, Number())))], () => [Number()])[0],
        3 => _f.Map(Add, Number(), _f.Map(ToReal, Row())),
        _ => _f.Map(Exp, _f.Map(Negate, _f.Map(Square, Number()))),
    };

    private Value Number() => _random.Next(7) switch
    {
        0 or 1 => B.Read(_x, Cell()),
        2 => B.Read(_v, Column()),
        3 when _counters.Any(c => c.IsRow) => B.Read(_x, B.Read(_table, Row())),
        4 => B.Read(_y, Cell()),
        5 when _random.Next(4) == 0 => B.Read(_z, Column()),
        _ => _numbers[_random.Next(_numbers.Count)],
    };
}
