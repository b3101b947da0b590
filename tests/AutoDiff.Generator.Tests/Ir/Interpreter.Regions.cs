namespace AutoDiff.Generator.Tests.Ir;

using AutoDiff.Generator.Ir;

internal sealed partial class Interpreter
{
    /// <summary>Iterations after which a loop counts as endless.</summary>
    private const int IterationLimit = 1_000_000;

    private int _iterations;

    private void Run(IEnumerable<Statement> body)
    {
        foreach (var statement in body) Run(statement);
    }

    private void Run(Statement statement)
    {
        var targets = statement.Targets;
        switch (statement.Instruction)
        {
            case If i:
                Assign(targets, Enter(Number(i.Condition) != 0 ? i.Then : i.Else, []));
                break;
            case For f:
                Assign(targets, Loop(f));
                break;
            case While w:
                Assign(targets, Loop(w));
                break;
            case Throw t: throw new ThrownException(t);
            case CheckFinite: break;
            case Call c:
                var arguments = c.Arguments.Select(a => _values[a.Id].Copy()).ToArray();
                var results = _methods[c.Callee.Name](arguments);
                for (int i = 0; i < targets.Count; i++) _values[targets[i].Id] = results[i].As(AxesOf(targets[i]));
                break;
            case NewTape:
                _tapes[statement.Target.Id] = Tape.Empty;
                break;
            case Push p:
                _tapes[statement.Target.Id] = new Tape([.. p.Values.Select(v => _values[v.Id])], _tapes[p.Tape.Id]);
                break;
            case Pop p:
                var popped = _tapes[p.Tape.Id];
                if (popped.Top is null) throw new InvalidOperationException("pops from an empty tape");
                if (popped.Top.Count != targets.Count - 1) throw new InvalidOperationException($"pops {targets.Count - 1} values where {popped.Top.Count} were pushed");
                _tapes[targets[0].Id] = popped.Below!;
                for (int i = 1; i < targets.Count; i++) _values[targets[i].Id] = popped.Top[i - 1].As(AxesOf(targets[i]));
                break;
            default:
                _values[statement.Target.Id] = Evaluate(statement);
                break;
        }
    }

    private NamedArray EvaluateState(Instruction instruction, Axis[] axes)
    {
        switch (instruction)
        {
            case Read r:
                var (start, length) = _values[r.Array.Id].Part(Indices(r.Indices));
                var part = new NamedArray(axes, ExtentOf);
                Array.Copy(_values[r.Array.Id].Data, start, part.Data, 0, length);
                return part;
            case Write w: return Changed(w.Array, w.Indices, w.Element, (_, element) => element);
            case AddAt a: return Changed(a.Array, a.Indices, a.Addend, (old, addend) => old + addend);
            // Whoever reads what was not written finds out.
            case Zeros zeros: return Fill(axes, _ => zeros.IsOverwritten ? double.NaN : 0);
            case Copy c: return _values[c.Array.Id].Copy();
            case Tap t: return _values[t.Operand.Id];
            case DefineExtent d:
                _symbols[d.Symbol] = (int)Number(d.Number);
                return Fill([], _ => Number(d.Number));
            default: throw new NotSupportedException(instruction.GetType().Name);
        }
    }

    /// <summary>A new state of an array, with one part combined with another array; the old state stays.</summary>
    private NamedArray Changed(Value array, EquatableArray<Value> indices, Value other, Func<double, double, double> combine)
    {
        var state = _values[array.Id].Copy();
        var (start, length) = state.Part(Indices(indices));
        double[] operand = _values[other.Id].Data;
        for (int i = 0; i < length; i++) state.Data[start + i] = combine(state.Data[start + i], operand[operand.Length == 1 ? 0 : i]);
        return state;
    }

    private List<object> Loop(For loop)
    {
        int start = (int)Number(loop.Start), end = (int)Number(loop.End);
        var carried = At(loop.Initial);
        for (int k = start; k < end; k++)
        {
            CountIteration();
            int counter = loop.Descending ? end - 1 - (k - start) : k;
            carried = Enter(loop.Body, carried.Prepend(Fill([], _ => counter)));
        }
        return carried;
    }

    private List<object> Loop(While loop)
    {
        for (var carried = At(loop.Initial); ; carried = Enter(loop.Body, carried))
        {
            CountIteration();
            if (((NamedArray)Enter(loop.Condition, carried)[0]).Data[0] == 0) return carried;
        }
    }

    private void CountIteration()
    {
        if (++_iterations > IterationLimit) throw new InvalidOperationException($"a loop has not ended after {IterationLimit} iterations");
    }

    private List<object> Enter(Block block, IEnumerable<object> arguments)
    {
        Assign(block.Parameters, [.. arguments]);
        Run(block.Body);
        return At(block.Yields);
    }

    private void Assign(EquatableArray<Value> targets, List<object> values)
    {
        for (int i = 0; i < targets.Count; i++)
            if (values[i] is Tape tape) _tapes[targets[i].Id] = tape;
            else _values[targets[i].Id] = (NamedArray)values[i];
    }

    private List<object> At(EquatableArray<Value> values) => [.. values.Select(v => v.Type == ElementType.Tape ? (object)_tapes[v.Id] : _values[v.Id])];

    private double Number(Value value) => _values[value.Id].Data[0];

    private int[] Indices(EquatableArray<Value> indices) => [.. indices.Select(i => (int)Number(i))];
}
