using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

// Regions reverse into regions of the same structure.
internal sealed partial class BlockReversal
{
    /// <summary>The counter of the loop that runs backwards.</summary>
    private readonly record struct Reversed(Value Start, Value End, bool Descending, string Counter);

    /// <summary>
    /// The same branch runs backwards. Targets are the adjoints of what the branches use from outside; an adjoint that both leave alone is none.
    /// </summary>
    private void Branches(Statement statement, If forward, Adjoints outer)
    {
        var received = Received(forward.Then).Concat(Received(forward.Else)).Distinct().OrderBy(v => v.Id).ToList();
        var (then, thenAdjoints) = Branch(statement, forward.Then, received, outer);
        var (otherwise, otherAdjoints) = Branch(statement, forward.Else, received, outer);
        var changed = received.Where(v => thenAdjoints.Of(v) != outer.Of(v) || otherAdjoints.Of(v) != outer.Of(v)).ToList();
        if (changed.Count == 0) return;

        var targets = builder.EmitMany(new If(forward.Condition, Yielding(then, thenAdjoints, changed), Yielding(otherwise, otherAdjoints, changed)), changed.Select(outer.Like));
        Mirror(statement);
        for (int i = 0; i < changed.Count; i++) outer.Set(changed[i], targets[i]);
    }

    private (Block Block, Adjoints Adjoints) Branch(Statement statement, Block forward, List<Value> received, Adjoints outer)
    {
        var inner = outer.New();
        var block = builder.Block([], () =>
        {
            foreach (var value in received)
                if (outer.Of(value) is { } adjoint) inner.Set(value, adjoint);
            for (int j = 0; j < statement.Targets.Count; j++)
                if (activity.IsActive(forward.Yields[j]) && outer.Of(statement.Targets[j]) is { } adjoint) inner.Add(forward.Yields[j], adjoint);
            Reverse(forward.Body, inner, isRegion: true);
            return [];
        });
        return (block, inner);
    }

    private Block Yielding(Block block, Adjoints inner, List<Value> changed)
    {
        var end = builder.Block([], () => changed.Select(inner.Whole).ToList());
        return new Block(block.Parameters, block.Body.Concat(end.Body).ToEquatable(), end.Yields);
    }

    /// <summary>
    /// The iterations run in the opposite order and carry the adjoints of what the forward loop carries, and of what its body uses from outside.
    /// </summary>
    private void Loop(Statement statement, Reversed reversed, EquatableArray<Value> initial, EquatableArray<Value> parameters, Block body, Adjoints outer)
    {
        var targets = statement.Targets;
        var carried = Enumerable.Range(0, targets.Count).Where(j => activity.IsActive(targets[j]) || activity.IsActive(parameters[j])).ToList();
        var received = Received(body);
        var values = carried.Select(j => targets[j]).Concat(received).ToList();
        var before = values.Select(outer.Whole).ToList();

        var counter = builder.NewValue(ElementType.Int, [], reversed.Counter);
        var adjoints = values.Select(v => builder.NewValue(outer.Type, v.Axes, Adjoints.NameOf(v))).ToList();
        var block = builder.Block(adjoints.Prepend(counter), () =>
        {
            var inner = outer.New();
            for (int i = 0; i < received.Count; i++) inner.Set(received[i], adjoints[carried.Count + i]);
            for (int i = 0; i < carried.Count; i++)
                if (activity.IsActive(body.Yields[carried[i]])) inner.Add(body.Yields[carried[i]], adjoints[i]);
            Reverse(body.Body, inner, isRegion: true);
            return carried.Select(j => parameters[j]).Concat(received).Select(inner.Whole).ToList();
        });
        var after = builder.EmitMany(new For(reversed.Start, reversed.End, before.ToEquatable(), block, reversed.Descending), adjoints);
        Mirror(statement);

        for (int i = 0; i < received.Count; i++) outer.Set(received[i], after[carried.Count + i]);
        for (int i = 0; i < carried.Count; i++) Contribute(outer, statement, initial[carried[i]], () => after[i]);
    }

    /// <summary>The values from outside that the reversed block adds to the adjoints of.</summary>
    private List<Value> Received(Block block)
    {
        var inside = new HashSet<int>(block.Parameters.Concat(Block.DefinedIn(block.Body)).Select(v => v.Id));
        return Flow.Of(block.Body).Where(f => activity.IsActive(f.To)).Select(f => f.From).Concat(block.Yields)
            .Where(v => activity.IsActive(v) && !inside.Contains(v.Id)).Distinct().OrderBy(v => v.Id).ToList();
    }

    private void Mirror(Statement forward) => Mirrors.Add(builder.Body[builder.Body.Count - 1], forward);
}
