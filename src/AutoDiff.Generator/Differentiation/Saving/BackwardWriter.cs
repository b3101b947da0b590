using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>
/// Writes the statements of the backward pass with forward values replaced by what stands for them: each block begins by reading what was saved for it and
/// computing the rest again.
/// </summary>
internal sealed class BackwardWriter
{
    private readonly Builder _builder;
    private readonly SavingPlan _plan;
    private readonly ForwardWriter _forward;
    private readonly Dictionary<Statement, ForwardWriter> _reruns = new(ByReference.Comparer);
    private readonly Dictionary<int, Value> _values;

    public BackwardWriter(Builder builder, SavingPlan plan, ForwardWriter forward)
    {
        (_builder, _plan, _forward) = (builder, plan, forward);
        _values = forward.Copies.Where(c => plan.Forward.Root.Needed.Any(v => v.Id == c.Key)).ToDictionary(c => c.Key, c => c.Value);
    }

    /// <summary>The loops that were run again, with what they save.</summary>
    public IEnumerable<ForwardWriter> Reruns => _reruns.Values;

    public void Write(IEnumerable<Statement> body)
    {
        foreach (var statement in body)
            if (_plan.MirrorOf(statement) is { } region) WriteRegion(statement, region);
            else _builder.Append(statement with { Instruction = statement.Instruction.WithOperands(Use) });
    }

    private void WriteRegion(Statement statement, Statement region)
    {
        var place = _plan.Forward.PlaceOf(region);
        var writer = _reruns.TryGetValue(region, out var rerun) ? rerun : WriterOf(place.Block);
        var tape = writer.Tape is { } t && t.IsIn(region) ? t : null;

        Block Inner(Block block, BlockNode forward, Value? state) => _builder.Block(state is null ? block.Parameters : block.Parameters.Append(state), () =>
        {
            if (state is not null) writer.States[tape!] = state;
            if (forward.Counter is { } counter) _values[counter.Id] = block.Parameters[0];
            Begin(forward);
            Write(block.Body);
            return (tape is null ? block.Yields.Select(Use) : block.Yields.Select(Use).Append(writer.States[tape])).ToList();
        });

        var before = tape is null ? null : writer.States[tape];
        Value? NewState() => before is null ? null : _builder.NewValue(ElementType.Tape, [], before.Name);
        Instruction written;
        switch (statement.Instruction)
        {
            case For f:
                var (start, end, initial) = (Use(f.Start), Use(f.End), f.Initial.Select(Use));
                var body = Inner(f.Body, place.Block.Child(place.Position, region.Instruction is While ? 1 : 0), NewState());
                written = f with { Start = start, End = end, Initial = (before is null ? initial : initial.Append(before)).ToEquatable(), Body = body };
                break;
            case If i:
                var then = Inner(i.Then, place.Block.Child(place.Position, 0), null);
                if (before is not null) writer.States[tape!] = before;
                written = new If(Use(i.Condition), then, Inner(i.Else, place.Block.Child(place.Position, 1), null));
                break;
            default: throw new NotSupportedException(statement.Instruction.GetType().Name);
        }
        var after = NewState();
        _builder.Append(new Statement((after is null ? statement.Targets : statement.Targets.Append(after)).ToEquatable(), written));
        if (after is not null) writer.States[tape!] = after;
    }

    /// <summary>Makes the forward values of a block available.</summary>
    private void Begin(BlockNode node)
    {
        var writer = WriterOf(node);
        var taped = Storage.TapedIn(_plan, node, writer.Storages);
        Pop(writer, taped.Where(v => !ForwardWriter.IsLate(_plan, node, v)).ToList());
        foreach (var storage in writer.Storages.Where(s => s.Value is not null && s.Homes[0] == node)) Load(writer, storage);

        var late = taped.Where(v => ForwardWriter.IsLate(_plan, node, v)).ToList();
        var early = late.Count == 0 ? [] : ExtentsOf(node);
        foreach (int position in early) Repeat(node, position);
        Pop(writer, late);
        foreach (int position in node.Repeated.Except(early)) Repeat(node, position);
    }

    /// <summary>The repeated statements that define extents, and what these need.</summary>
    private static List<int> ExtentsOf(BlockNode node)
    {
        var needed = new SortedSet<int>();
        var operands = new HashSet<Value>();
        foreach (int position in node.Repeated.Reverse())
        {
            var statement = node.Block.Body[position];
            if (statement.Instruction is not DefineExtent && !statement.Targets.Any(operands.Contains)) continue;
            needed.Add(position);
            operands.UnionWith(statement.Instruction.Operands);
        }
        return needed.ToList();
    }

    private void Pop(ForwardWriter writer, List<Value> values)
    {
        if (values.Count == 0) return;
        var tape = writer.Tape!;
        var popped = values.Select(Like).Prepend(_builder.NewValue(ElementType.Tape, [], "tape")).ToEquatable();
        _builder.Append(new Statement(popped, new Pop(writer.States[tape])));
        writer.States[tape] = popped[0];
        for (int i = 0; i < values.Count; i++) _values[values[i].Id] = popped[i + 1];
    }

    private void Load(ForwardWriter writer, Storage storage)
    {
        var (value, state) = (storage.Value!, writer.States[storage]);
        if (storage.Loops.Count == 0)
        {
            _values[value.Id] = state;
            return;
        }
        var read = new Read(state, writer.Indices(storage, l => _values[l.Counter!.Id]));
        var target = Like(value);
        _builder.Append(new Statement(target, read));
        _values[value.Id] = target;
    }

    private void Repeat(BlockNode node, int position)
    {
        var statement = node.Block.Body[position];
        var needed = statement.Targets.Where(t => node.Needed.Contains(t) && !node.Saved.Contains(t)).ToList();
        var rerun = _plan.RerunOf(statement);
        var slice = rerun ?? (statement.Instruction is For ? LoopSlice.Of(_plan.Forward, statement, needed) : null);
        var renamed = new Dictionary<int, Value>(_values);
        var writer = new ForwardWriter(_builder, _plan, rerun is null ? [] : Storage.Of(_plan, statement), renamed);
        writer.Write(node, position, slice);
        if (rerun is not null) _reruns[statement] = writer;
        foreach (var value in needed) _values[value.Id] = renamed[value.Id];
    }

    private ForwardWriter WriterOf(BlockNode node) => _plan.RootOf(node) is { } root ? _reruns[root] : _forward;

    private Value Use(Value value) => _values.TryGetValue(value.Id, out var other) ? other : value;

    private Value Like(Value value) => value with { Id = _builder.NewValue(value.Type, value.Axes).Id };
}
