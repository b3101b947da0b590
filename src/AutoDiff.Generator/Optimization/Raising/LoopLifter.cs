using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Computes a nest of loops for all iterations at once: each value of the bodies becomes a tensor over the axes of the loops that it depends on, carried totals
/// become reductions, written arrays tensors. What the iterations cannot do independently of each other ends in <see cref="NotRaisedException"/>.
/// </summary>
/// <param name="builder">Where the tensor statements go.</param>
/// <param name="ranges">What is known of the function's integers.</param>
/// <param name="names">For new axes.</param>
/// <param name="checks">Where conditions that have to be tested at run time go; null where the nest may not be reached and nothing may be tested in advance.</param>
/// <param name="outer">What stands now for a value from outside of the nest.</param>
/// <param name="constants">The real numbers of the function.</param>
internal sealed partial class LoopLifter(Builder builder, IndexRanges ranges, AxisNames names, RaisedChecks? checks, Func<Value, Value> outer, IReadOnlyDictionary<int, double> constants)
{
    /// <summary>Loops with fewer iterations are written out where they stand in another loop.</summary>
    private const int FewTrips = 8;

    private const int MostUnrolled = 64;

    private readonly Dictionary<int, Lifted> _lifted = [];
    private readonly Dictionary<int, Extent> _forms = [];
    private readonly Dictionary<string, Value> _integers = new(StringComparer.Ordinal);     // symbols of integers that are no polynomials
    private readonly Dictionary<string, RaisedLoop> _siblings = new(StringComparer.Ordinal);
    private readonly List<RaisedLoop> _loops = [];
    private readonly ElementViews _views = new(builder, names);
    private readonly HashSet<Axis> _taken = [];
    private IndexRanges _ranges = ranges;
    private ILookup<int, Axis>? _wanted;
    private int _guards;

    /// <summary>What has to be more than 0 for the raised statements to stand for the loop; nothing happens otherwise. Null where they always do.</summary>
    public Extent? Condition { get; private set; }

    /// <summary>The values after the loop.</summary>
    public IReadOnlyList<Value> Raise(Statement statement)
    {
        FindAxes(statement);
        var targets = Loop(statement, (For)statement.Instruction).ToList();
        CheckRows();
        var values = targets.Select(Resolve).ToList();
        for (int i = 0; i < values.Count; i++)
        {
            var ordered = WithAxes(values[i], statement.Targets[i]);
            // The same value under the same id, wherever it stands.
            values = values.Select((v, n) => n == i || v.Id == ordered.Id ? ordered : v).ToList();
        }
        return values;
    }

    private NotRaisedException Refusal(string reason) => new(reason, builder.Source);

    private IReadOnlyList<Lifted> Loop(Statement statement, For loop)
    {
        Extent start = FormOf(loop.Start), end = FormOf(loop.End), trip = end - start;
        if (_loops.Count > 0 && trip.IsConstant(out long count) && count < FewTrips && count * Block.StatementsIn(loop.Body.Body).Count() <= MostUnrolled)
            return Unrolled(loop, start, count);
        if (trip.Symbols.Concat(start.Symbols).Any(IndexRanges.IsValue)) throw Refusal("its length is not known before it, or differs between iterations of an outer loop");
        if (checks is not null) _ranges = _ranges.With(checks.NotNegative(trip));
        if (!_ranges.IsNonNegative(trip))
        {
            if (_loops.Count > 0) throw Refusal($"its length {trip} may be negative; a guard at the start of the method that throws in this case lets it be vectorized");
            Condition = trip;
            _ranges = _ranges.With(trip - Extent.One);
        }

        var raised = Open(loop, start, trip);
        var initial = loop.Initial.Select(At).ToList();
        foreach (var (carried, before) in loop.Carried.Zip(initial, (c, b) => (c, b))) _lifted[carried.Id] = Enter(carried, before);
        Visit(loop.Body.Body);
        var yields = loop.Body.Yields.Select(At).ToList();
        Close(raised);
        builder.Source = statement.Targets.Count > 0 ? statement.Targets[0].Source : builder.Source;
        return yields.Select((after, i) => Leave(raised, loop.Carried.ElementAt(i), initial[i], after, statement.Targets[i].Name)).ToList();
    }

    /// <summary>A short loop inside of another one, iteration by iteration.</summary>
    private IReadOnlyList<Lifted> Unrolled(For loop, Extent start, long count)
    {
        var carried = loop.Initial.Select(At).ToList();
        for (long i = 0; i < count; i++)
        {
            long position = loop.Descending ? count - 1 - i : i;
            var counter = start + Extent.Constant(position);
            _lifted[loop.Counter.Id] = new LiftedTensor(counter.IsConstant(out long number) ? builder.Int(number) : builder.Map(Operator.IntAdd, Tensor(loop.Start), builder.Int(i)));
            _forms[loop.Counter.Id] = counter;
            foreach (var (parameter, value) in loop.Carried.Zip(carried, (p, v) => (p, v))) _lifted[parameter.Id] = value;
            Visit(loop.Body.Body);
            carried = loop.Body.Yields.Select(At).ToList();
        }
        return carried;
    }

    private RaisedLoop Open(For loop, Extent start, Extent trip)
    {
        // Loops side by side over the same range share their axis: what one writes the next one reads.
        string path = string.Concat(_loops.Select(l => l.Axis.Name + "/")) + $"{start} .. {trip}";
        if (!_siblings.TryGetValue(path, out var raised))
        {
            var axis = start == Extent.Zero ? _wanted![loop.Counter.Id].FirstOrDefault(a => a.Extent == trip && !_taken.Contains(a)) : null;
            axis ??= names.New(loop.Counter.Name.Length > 0 ? loop.Counter.Name : "i", trip);
            _taken.Add(axis);
            _siblings[path] = raised = new RaisedLoop(axis, start);
        }
        _loops.Add(raised);
        _forms[loop.Counter.Id] = start + raised.Position;
        var position = builder.Emit(new Ir.Index(raised.Axis), loop.Counter.Name);
        _lifted[loop.Counter.Id] = new LiftedTensor(start == Extent.Zero ? position : builder.Map(Operator.IntAdd, position, Tensor(loop.Start)));
        return raised;
    }

    /// <summary>
    /// For each counter the axes that it indexes as it is: with one of them as the loop's axis an array needs no view. An axis that tensor statements of the
    /// body use must stay theirs.
    /// </summary>
    private void FindAxes(Statement nest)
    {
        var wanted = new List<(int Counter, Axis Axis)>();
        foreach (var statement in Block.StatementsIn([nest]))
        {
            var (array, indices) = statement.Instruction switch
            {
                Read r => (r.Array, r.Indices),
                Write w => (w.Array, w.Indices),
                AddAt a => (a.Array, a.Indices),
                _ => (null, default),
            };
            if (array is null)
            {
                if (statement.Instruction.Blocks.Count > 0 || statement.Instruction is Zeros) continue;
                _taken.UnionWith(statement.Instruction.Operands.Concat(statement.Targets).SelectMany(v => v.Axes));
                continue;
            }
            for (int i = 0; i < array.Axes.Count; i++)
            {
                if (i < indices.Count) wanted.Add((indices[i].Id, array.Axes[i]));
                else _taken.Add(array.Axes[i]);
            }
        }
        _wanted = wanted.ToLookup(w => w.Counter, w => w.Axis);
    }

    private void Visit(IEnumerable<Statement> body)
    {
        foreach (var statement in body)
        {
            if (statement.Targets.Count > 0) (builder.Source, builder.IsAdjoint) = (statement.Targets[0].Source, statement.Targets[0].IsAdjoint);
            switch (statement.Instruction)
            {
                case For loop:
                    Define(statement, Loop(statement, loop));
                    break;
                case If branches:
                    Define(statement, Branches(branches));
                    break;
                case While:
                    throw Refusal("a loop inside of it ends when the program says so");
                default:
                    if (statement.Targets.Count != 1 || statement.Instruction.HasEffect) throw Refusal(Effect(statement.Instruction));
                    _lifted[statement.Target.Id] = Lift(statement);
                    break;
            }
        }
    }

    private static string Effect(Instruction instruction) => instruction switch
    {
        Throw => "an iteration may throw an exception",
        Call call => $"it calls {call.Callee.Name}",
        DefineExtent => "it makes an array whose length it computes",
        _ => "it has an effect",
    };

    private void Define(Statement statement, IReadOnlyList<Lifted> values)
    {
        for (int i = 0; i < values.Count; i++) _lifted[statement.Targets[i].Id] = values[i];
    }

    private Lifted At(Value value) => _lifted.TryGetValue(value.Id, out var lifted) ? lifted : new LiftedTensor(outer(value));

    private Value Tensor(Value value) => Resolve(At(value));

    /// <summary>The integer as a polynomial in positions of loops; a symbol of its own where it is none.</summary>
    private Extent FormOf(Value value)
    {
        if (_forms.TryGetValue(value.Id, out var form)) return form;
        if (!_lifted.TryGetValue(value.Id, out var lifted)) return Known(_ranges.FormOf(value), value);
        return Symbol(Resolve(lifted));
    }

    private Extent Known(Extent form, Value value)
    {
        if (form == Extent.Symbol(IndexRanges.SymbolOf(value))) _integers[IndexRanges.SymbolOf(value)] = outer(value);
        return form;
    }

    private Extent Symbol(Value integer)
    {
        _integers[IndexRanges.SymbolOf(integer)] = integer;
        return Extent.Symbol(IndexRanges.SymbolOf(integer));
    }
}
