namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;

/// <summary>The specification of the intermediate representation, element by element in double. Slow on purpose.</summary>
internal sealed partial class Interpreter
{
    private readonly Dictionary<string, int> _symbols;
    private readonly IReadOnlyDictionary<string, Func<NamedArray[], NamedArray[]>> _methods;
    private readonly Dictionary<int, NamedArray> _values = [];
    private readonly Dictionary<int, Tape> _tapes = [];

    private Interpreter(IReadOnlyDictionary<string, int> symbols, IReadOnlyDictionary<string, Func<NamedArray[], NamedArray[]>>? methods)
    {
        _symbols = new(symbols);
        _methods = methods ?? new Dictionary<string, Func<NamedArray[], NamedArray[]>>();
    }

    /// <summary>The axis of the directions that a value of several tangents has behind its own axes.</summary>
    public static Axis Lanes { get; } = new("Lanes", AutoDiff.Generator.Ir.Extent.Constant(4));

    /// <summary>
    /// The results by name. Symbols that are not given are read off the arguments; <paramref name="methods"/> are the callees by name: from the arguments
    /// to the targets of a call.
    /// </summary>
    /// <exception cref="ThrownException">The function threw.</exception>
    /// <exception cref="ArgumentOutOfRangeException">It read or wrote outside of an array.</exception>
    public static Dictionary<string, NamedArray> Run(Function function, IReadOnlyDictionary<string, int> symbols, IReadOnlyDictionary<string, NamedArray> arguments,
        IReadOnlyDictionary<string, Func<NamedArray[], NamedArray[]>>? methods = null)
    {
        Verifier.Check(function);
        var interpreter = new Interpreter(symbols, methods);
        foreach (var symbol in function.Symbols) interpreter.Define(symbol, arguments);
        foreach (var parameter in function.Parameters) interpreter._values[parameter.Value.Id] = arguments[parameter.Name];
        interpreter.Run(function.Body);
        return function.Results.ToDictionary(r => r.Name, interpreter.Deliver);
    }

    private void Define(ExtentSymbol symbol, IReadOnlyDictionary<string, NamedArray> arguments)
    {
        if (_symbols.ContainsKey(symbol.Symbol) || !arguments.TryGetValue(symbol.Parameter, out var argument)) return;
        _symbols[symbol.Symbol] = symbol.Dimension is { } dimension ? argument.ExtentAt(dimension) : (int)argument.Data[0];
    }

    /// <summary>The axes of a value in memory.</summary>
    private static IEnumerable<Axis> AxesOf(Value value) => value.Type == ElementType.Lanes ? value.Axes.Append(Lanes) : value.Axes;

    /// <summary>The value with all axes of the result's dimensions, in their order; sparse rows are added up.</summary>
    private NamedArray Deliver(Result result)
    {
        var axes = result.Dimensions.Select(d => d.Axis).OfType<Axis>().Concat(AxesOf(result.Value).Where(a => a == Lanes)).ToArray();
        var value = _values[result.Value.Id];
        if (result.SparseRowsOf is not { } indices || value.Axes.Contains(axes[0])) return Fill(axes, p => value[p]);
        var table = new NamedArray(axes, ExtentOf);
        var rows = _values[indices.Id];
        foreach (var p in Positions(rows.Axes.Union(axes.Skip(1))))
            if (rows[p] >= 0) table[p.With(axes[0], (int)rows[p])] += value[p];
        return table;
    }

    public static int Extent(Extent extent, IReadOnlyDictionary<string, int> symbols) =>
        (int)extent.Terms.Sum(t => t.Coefficient * t.Symbols.Aggregate(1L, (product, s) => product * SymbolText.Evaluate(s, symbols)));

    private int ExtentOf(Axis axis) => Extent(axis.Extent, _symbols);

    /// <summary>The value of a statement that defines one, which is not a tape.</summary>
    private NamedArray Evaluate(Statement statement)
    {
        var axes = AxesOf(statement.Target).ToArray();
        NamedArray At(Value value) => _values[value.Id];
        switch (statement.Instruction)
        {
            case Constant c: return Fill(axes, _ => c.Number);
            case ExtentOf e: return Fill(axes, _ => Extent(e.Extent, _symbols));
            case AutoDiff.Generator.Ir.Index i: return Fill(axes, p => p[i.Axis]);
            case Map m:
                var arguments = m.Arguments.Select(At).ToArray();
                return Fill(axes, p => Pointwise.Apply(m.Operator, arguments.Select(a => a[p]).ToArray()));
            case Reduce r: return Fill(axes, p => Reductions.Apply(r.Kind, Elements(At(r.Operand), r.Over, p)));
            case Softmax s:
                return Fill(axes, p => Reductions.Softmax(At(s.Operand)[p], Elements(At(s.Operand), s.Over, p), s.Log));
            case Contract c: return Fill(axes, p => Inner(c.Over, p).Sum(q => At(c.Left)[q] * At(c.Right)[q]));
            case Gather g: return Fill(axes, p => At(g.Indices)[p] is >= 0 and var row ? At(g.Table)[p.With(g.Along, (int)row)] : 0);
            case ScatterAdd s:
                var sums = new NamedArray(axes, ExtentOf);
                foreach (var p in Positions(s.Source.Axes.Union(s.Indices.Axes)))
                    if (At(s.Indices)[p] is >= 0 and var row) sums[p.With(s.Along, (int)row)] += At(s.Source)[p];
                return sums;
            case Rename r: return Fill(axes, p => At(r.Operand)[p.With(r.From, p[r.To])]);
            case Slice s: return Fill(axes, p => At(s.Operand)[p.With(s.From, p[s.To] + Extent(s.Start, _symbols))]);
            case Pad d:
                return Fill(axes, p => p[d.To] - Extent(d.Start, _symbols) is >= 0 and var i && i < ExtentOf(d.From) ? At(d.Operand)[p.With(d.From, i)] : 0);
            case Concat c: return Fill(axes, p => ConcatElement(c, p));
            case Reshape r: return Fill(axes, p => At(r.Operand)[Unravel(Ravel(p, r.To), r.From)]);
            case ProductOfOthers o:
                return Fill(axes, p => Inner(o.Over, p).Where(q => o.Over.Any(a => q[a] != p[a])).Aggregate(1.0, (product, q) => product * At(o.Operand)[q]));
            case EmbeddingBag b: return Bags.Forward(b, At, axes, ExtentOf, Positions);
            case EmbeddingBagAdjoint a: return Bags.Adjoint(a, At, axes, ExtentOf, Positions);
            default: return EvaluateState(statement.Instruction, axes);
        }
    }

    private NamedArray Fill(IEnumerable<Axis> axes, Func<Position, double> element)
    {
        var array = new NamedArray(axes, ExtentOf);
        if (array.Axes.Length == 0) array.Data[0] = element(Position.Origin);
        else foreach (var p in Positions(array.Axes)) array[p] = element(p);
        return array;
    }

    private double ConcatElement(Concat concat, Position position)
    {
        int i = position[concat.Along];
        for (int part = 0; ; part++)
        {
            int extent = ExtentOf(concat.PartAxes[part]);
            if (i < extent) return _values[concat.Parts[part].Id][position.With(concat.PartAxes[part], i)];
            i -= extent;
        }
    }

    private int Ravel(Position position, IEnumerable<Axis> axes) => axes.Aggregate(0, (offset, a) => offset * ExtentOf(a) + position[a]);

    private Position Unravel(int offset, IEnumerable<Axis> axes)
    {
        var position = Position.Origin;
        foreach (var axis in axes.Reverse()) (position, offset) = (position.With(axis, offset % ExtentOf(axis)), offset / ExtentOf(axis));
        return position;
    }

    private double[] Elements(NamedArray array, IEnumerable<Axis> over, Position at) => Inner(over, at).Select(q => array[q]).ToArray();

    private IEnumerable<Position> Inner(IEnumerable<Axis> over, Position at) =>
        over.Aggregate(Enumerable.Repeat(at, 1), (all, axis) => all.SelectMany(p => Enumerable.Range(0, ExtentOf(axis)).Select(i => p.With(axis, i))));

    private IEnumerable<Position> Positions(IEnumerable<Axis> axes) => Inner(axes, Position.Origin);
}
