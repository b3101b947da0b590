namespace AutoDiff.Generator.Ir;

public sealed partial class Builder
{
    /// <summary>Builds a block: statements appended while <paramref name="build"/> runs belong to it, and what it returns is yielded.</summary>
    public Block Block(IEnumerable<Value> parameters, Func<IEnumerable<Value>> build)
    {
        var outer = _body;
        _body = [];
        try
        {
            var yields = build().ToEquatable();
            return new Block(parameters.ToEquatable(), _body.ToEquatable(), yields);
        }
        finally
        {
            _body = outer;
        }
    }

    /// <summary>Values made from now on get ids above this one.</summary>
    public void Reserve(int lastId) => LastId = Math.Max(LastId, lastId);

    /// <summary>Appends statements that another builder has made of this one's values; values made from now on get other ids.</summary>
    public void Import(IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
        {
            _body.Add(statement);
            foreach (var value in Ir.Block.DefinedIn([statement])) LastId = Math.Max(LastId, value.Id);
        }
    }

    /// <summary>The statements that <paramref name="build"/> appends, apart from the block that is being built.</summary>
    public List<Statement> Apart(Action build) => Apart([], build);

    /// <summary>Goes on with statements that stand apart.</summary>
    public List<Statement> Apart(List<Statement> statements, Action build)
    {
        var outer = _body;
        _body = statements;
        try
        {
            build();
            return _body;
        }
        finally
        {
            _body = outer;
        }
    }

    /// <summary>Appends a region, call or pop; its targets are new values like the given ones (type, axes, name).</summary>
    public EquatableArray<Value> EmitMany(Instruction instruction, IEnumerable<Value> like)
    {
        var targets = like.Select(v => NewValue(v.Type, v.Axes, v.Name)).ToEquatable();
        _body.Add(new Statement(targets, instruction));
        return targets;
    }

    public Value Int(long number) => Emit(new Constant(number), ElementType.Int, []);

    public Value Bool(bool truth) => Emit(new Constant(truth ? 1 : 0), ElementType.Bool, []);

    /// <summary>array[indices].</summary>
    public Value Read(Value array, params Value[] indices) => Emit(new Read(array, new EquatableArray<Value>(indices)));

    /// <summary>The state after array[indices] = element; it has the array's name.</summary>
    public Value Write(Value array, Value element, params Value[] indices) => Emit(new Write(array, new EquatableArray<Value>(indices), element), array.Type, array.Axes, array.Name);

    /// <summary>The state after array[indices] += addend; it has the array's name.</summary>
    public Value AddAt(Value array, Value addend, params Value[] indices) => Emit(new AddAt(array, new EquatableArray<Value>(indices), addend), array.Type, array.Axes, array.Name);

    public Value Zeros(ElementType type, IEnumerable<Axis> axes, string name = "") => Emit(new Zeros(), type, axes, name);

    /// <summary>A counted loop. <paramref name="body"/> gets the counter and the carried values and yields the next carried values.</summary>
    public EquatableArray<Value> For(Value start, Value end, IReadOnlyList<Value> initial, Func<Value, IReadOnlyList<Value>, IEnumerable<Value>> body, bool descending = false, string counterName = "i")
    {
        var counter = NewValue(ElementType.Int, [], counterName);
        var carried = initial.Select(v => NewValue(v.Type, v.Axes, v.Name)).ToList();
        var block = Block(carried.Prepend(counter), () => body(counter, carried));
        return EmitMany(new For(start, end, initial.ToEquatable(), block, descending), initial);
    }

    /// <summary>A conditional; both branches yield values of the same types and axes.</summary>
    public EquatableArray<Value> If(Value condition, Func<IEnumerable<Value>> then, Func<IEnumerable<Value>> otherwise)
    {
        var (first, second) = (Block([], then), Block([], otherwise));
        return EmitMany(new If(condition, first, second), first.Yields);
    }

    /// <summary>A loop with a condition on the carried values.</summary>
    public EquatableArray<Value> While(IReadOnlyList<Value> initial, Func<IReadOnlyList<Value>, Value> condition, Func<IReadOnlyList<Value>, IEnumerable<Value>> body)
    {
        var tested = initial.Select(v => NewValue(v.Type, v.Axes, v.Name)).ToList();
        var carried = initial.Select(v => NewValue(v.Type, v.Axes, v.Name)).ToList();
        var test = Block(tested, () => [condition(tested)]);
        var block = Block(carried, () => body(carried));
        return EmitMany(new While(initial.ToEquatable(), test, block), initial);
    }
}
