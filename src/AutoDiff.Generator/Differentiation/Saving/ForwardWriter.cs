using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>
/// Writes statements of the forward pass, with what they save for the backward pass carried through the regions: either those of the function as they are,
/// or, with new values for all that they define, those that the backward pass runs again.
/// </summary>
/// <param name="builder">Receives the statements.</param>
/// <param name="plan">What is saved.</param>
/// <param name="storages">What is saved by these statements.</param>
/// <param name="renamed">The values that stand for forward values, which new ones are added to; null to keep the values.</param>
internal sealed partial class ForwardWriter(Builder builder, SavingPlan plan, IReadOnlyList<Storage> storages, Dictionary<int, Value>? renamed)
{
    private readonly Dictionary<Storage, Value> _states = [];
    private readonly Dictionary<int, Value> _copies = [];

    /// <summary>The state of a storage at the end of what was written, or of the tape after what was popped from it.</summary>
    public Dictionary<Storage, Value> States => _states;

    public IReadOnlyList<Storage> Storages => storages;

    public Storage? Tape { get; } = storages.FirstOrDefault(s => s.IsTape);

    /// <summary>Copies of states of arrays which the function's body goes on writing.</summary>
    public IReadOnlyDictionary<int, Value> Copies => _copies;

    /// <summary>The whole forward pass.</summary>
    public void WriteAll()
    {
        var root = plan.Forward.Root;
        foreach (var parameter in root.Block.Parameters) CopyConsumed(root, parameter);
        for (int position = 0; position < root.Block.Body.Count; position++) Write(root, position, null);
    }

    /// <summary>One statement of a block; of a loop only a slice, if one is given.</summary>
    public void Write(BlockNode node, int position, LoopSlice? slice)
    {
        var statement = node.Block.Body[position];
        var through = storages.Where(s => s.IsIn(statement)).ToList();
        foreach (var storage in through)
            if (!_states.ContainsKey(storage)) _states[storage] = Create(storage);
        if (statement.Instruction.Blocks.Count > 0 && (renamed is not null || through.Count > 0)) WriteRegion(node, position, slice, through);
        else builder.Append(new Statement(statement.Targets.Select(Define).ToEquatable(), renamed is null ? statement.Instruction : statement.Instruction.WithOperands(Use)));
        foreach (var target in statement.Targets)
        {
            CopyConsumed(node, target);
            Save(node, target);
        }
    }

    private void WriteRegion(BlockNode node, int position, LoopSlice? slice, List<Storage> through)
    {
        var statement = node.Block.Body[position];
        var kept = slice is null ? Enumerable.Range(0, statement.Targets.Count).ToList() : slice.Carried.ToList();
        var before = through.Select(s => _states[s]).ToList();
        Value[] Extra() => before.Select(v => builder.NewValue(v.Type, v.Axes, v.Name)).ToArray();
        EquatableArray<Value> Initial(EquatableArray<Value> initial) => kept.Select(j => slice is not null && slice.IsFresh(j) ? builder.Emit(new Zeros { IsOverwritten = true }, initial[j].Type, initial[j].Axes, initial[j].Name) : Use(initial[j])).Concat(before).ToEquatable();

        Block Inner(int index, int fixedParameters, Value[] extra)
        {
            var child = node.Child(position, index);
            var parameters = child.Block.Parameters.Take(fixedParameters).Concat(kept.Where(j => fixedParameters + j < child.Block.Parameters.Count).Select(j => child.Block.Parameters[fixedParameters + j])).ToList();
            return builder.Block(parameters.Select(Define).ToList().Concat(extra), () =>
            {
                for (int i = 0; i < extra.Length; i++) _states[through[i]] = extra[i];
                foreach (var parameter in parameters)
                {
                    CopyConsumed(child, parameter);
                    Save(child, parameter);
                }
                for (int p = 0; p < child.Block.Body.Count; p++)
                    if (slice is null || slice.Body.Contains(p)) Write(child, p, null);
                Push(child);
                bool isCondition = statement.Instruction is While && index == 0;
                return isCondition ? child.Block.Yields.Select(Use).ToList() : kept.Select(j => Use(child.Block.Yields[j])).Concat(through.Select(s => _states[s])).ToList();
            });
        }

        Instruction region = statement.Instruction switch
        {
            For f => f with { Start = Use(f.Start), End = Use(f.End), Initial = Initial(f.Initial), Body = Inner(0, 1, Extra()) },
            While w => new While(Initial(w.Initial), Inner(0, 0, Extra()), Inner(1, 0, Extra())),
            If i => Branches(i),
            _ => throw new NotSupportedException(statement.Instruction.GetType().Name),
        };
        Instruction Branches(If i)
        {
            var then = Inner(0, 0, []);
            for (int k = 0; k < before.Count; k++) _states[through[k]] = before[k];
            return new If(Use(i.Condition), then, Inner(1, 0, []));
        }

        var after = Extra();
        builder.Append(new Statement(kept.Select(j => Define(statement.Targets[j])).Concat(after).ToEquatable(), region));
        for (int i = 0; i < after.Length; i++) _states[through[i]] = after[i];
    }

    private Value Use(Value value) => renamed is not null && renamed.TryGetValue(value.Id, out var other) ? other : value;

    private Value Define(Value value) => renamed is null ? value : renamed[value.Id] = value with { Id = builder.NewValue(value.Type, value.Axes).Id };
}
