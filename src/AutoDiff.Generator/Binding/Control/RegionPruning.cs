using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// Takes out of regions what nothing uses: targets of conditionals, carried values, numbers that were computed for them. Variables live on after a
/// conditional whether the program reads them or not; only the whole function tells. A function without regions stays as it is.
/// </summary>
internal static class RegionPruning
{
    public static Function Apply(Function function)
    {
        if (!function.HasRegions) return function;
        var live = new HashSet<int>(function.Results.Select(r => r.Value.Id));
        return function with { Body = Prune(function.Body, live).ToEquatable() };
    }

    /// <summary>The statements that are needed, given what is used after them; adds what they use.</summary>
    private static List<Statement> Prune(IReadOnlyList<Statement> body, HashSet<int> live)
    {
        var kept = new List<Statement>();
        for (int i = body.Count - 1; i >= 0; i--)
        {
            if (Prune(body[i], live) is { } statement) kept.Add(statement);
        }
        kept.Reverse();
        return kept;
    }

    private static Statement? Prune(Statement statement, HashSet<int> live)
    {
        bool isUsed = statement.Targets.Any(t => live.Contains(t.Id));
        switch (statement.Instruction)
        {
            case If conditional: return isUsed || conditional.HasEffect ? Prune(statement, conditional, live) : null;
            // A loop with a condition may go on for ever; that stays as it is only where its results are used.
            case For loop: return isUsed || loop.HasEffect ? Prune(statement, loop, live) : null;
            case While loop: return isUsed || loop.HasEffect ? Prune(statement, loop, live) : null;
            case var instruction:
                // Reads and divisions that fail are effects of the user's program.
                if (!isUsed && !instruction.HasEffect && statement.Targets.Count > 0) return null;
                Use(instruction.Operands, live);
                return statement;
        }
    }

    private static Statement Prune(Statement statement, If conditional, HashSet<int> live)
    {
        var used = Positions(statement.Targets, t => live.Contains(t.Id));
        Block Side(Block block)
        {
            var yields = used.Select(i => block.Yields[i]).ToEquatable();
            var inner = new HashSet<int>(live);
            Use(yields, inner);
            var body = Prune(block.Body, inner).ToEquatable();
            var pruned = new Block(block.Parameters, body, yields);
            Use(pruned.FreeValues, live);
            return pruned;
        }
        var region = new If(conditional.Condition, Side(conditional.Then), Side(conditional.Else));
        Use([conditional.Condition], live);
        return new Statement(used.Select(i => statement.Targets[i]).ToEquatable(), region);
    }

    private static Statement Prune(Statement statement, For loop, HashSet<int> live)
    {
        var carried = loop.Carried.ToList();
        var (used, body) = Carried(statement.Targets, [carried], [loop.Body], loop.Body.Yields, live);
        var block = new Block(used.Select(i => carried[i]).Prepend(loop.Counter).ToEquatable(), body[0].ToEquatable(), used.Select(i => loop.Body.Yields[i]).ToEquatable());
        var region = loop with { Initial = used.Select(i => loop.Initial[i]).ToEquatable(), Body = block };
        Use(region.Operands, live);
        return new Statement(used.Select(i => statement.Targets[i]).ToEquatable(), region);
    }

    private static Statement Prune(Statement statement, While loop, HashSet<int> live)
    {
        var (used, bodies) = Carried(statement.Targets, [loop.Condition.Parameters, loop.Body.Parameters], [loop.Condition, loop.Body], loop.Body.Yields, live);
        var test = new Block(used.Select(i => loop.Condition.Parameters[i]).ToEquatable(), bodies[0].ToEquatable(), loop.Condition.Yields);
        var body = new Block(used.Select(i => loop.Body.Parameters[i]).ToEquatable(), bodies[1].ToEquatable(), used.Select(i => loop.Body.Yields[i]).ToEquatable());
        var region = new While(used.Select(i => loop.Initial[i]).ToEquatable(), test, body);
        Use(region.Operands, live);
        return new Statement(used.Select(i => statement.Targets[i]).ToEquatable(), region);
    }

    /// <summary>The carried values that something uses, after the loop, in it, or by way of other carried values; and the bodies for them.</summary>
    private static (List<int> Used, List<List<Statement>> Bodies) Carried(EquatableArray<Value> targets, IReadOnlyList<Value>[] parameters, Block[] blocks, EquatableArray<Value> yields, HashSet<int> live)
    {
        var used = Positions(targets, t => live.Contains(t.Id));
        while (true)
        {
            var bodies = new List<List<Statement>>();
            var inner = new HashSet<int>();
            for (int b = 0; b < blocks.Length; b++)
            {
                // The last block yields the carried values, a condition before it yields its truth value.
                Use(b == blocks.Length - 1 ? used.Select(i => yields[i]) : blocks[b].Yields, inner);
                bodies.Add(Prune(blocks[b].Body, inner));
            }
            var needed = Positions(targets, _ => true).Where(i => used.Contains(i) || parameters.Any(p => inner.Contains(p[i].Id))).ToList();
            if (needed.Count == used.Count) return (used, bodies);
            used = needed;
        }
    }

    private static List<int> Positions(EquatableArray<Value> values, Func<Value, bool> wanted)
    {
        var positions = new List<int>();
        for (int i = 0; i < values.Count; i++)
            if (wanted(values[i])) positions.Add(i);
        return positions;
    }

    private static void Use(IEnumerable<Value> values, HashSet<int> live)
    {
        foreach (var value in values) live.Add(value.Id);
    }
}
