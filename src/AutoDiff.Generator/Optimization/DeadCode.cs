using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Removes statements that no result needs, and of regions the targets, carried values and yields that nothing uses. A value that a loop carries for its
/// own sake alone goes away; what has an effect stays.
/// </summary>
public static class DeadCode
{
    public static Function Eliminate(Function function)
    {
        var needed = new HashSet<int>(function.Results.SelectMany(r => new[] { r.Value, r.SparseRowsOf }).OfType<Value>().Select(v => v.Id));
        return function with { Body = Needed(function.Body, needed) };
    }

    /// <summary>The statements that lead to needed values; the operands of these are added to them.</summary>
    private static EquatableArray<Statement> Needed(IEnumerable<Statement> body, HashSet<int> needed)
    {
        var kept = new List<Statement>();
        foreach (var statement in body.Reverse())
        {
            if (!statement.Instruction.HasEffect && !statement.Targets.Any(t => needed.Contains(t.Id))) continue;
            var rest = statement.Instruction switch
            {
                If i => Branches(statement, i, needed),
                For or While => Loop(LoopParts.Of(statement), needed),
                _ => statement,
            };
            foreach (var operand in rest.Instruction.Operands) needed.Add(operand.Id);
            kept.Add(rest);
        }
        kept.Reverse();
        return kept.ToEquatable();
    }

    private static Statement Branches(Statement statement, If branches, HashSet<int> needed)
    {
        var kept = Enumerable.Range(0, statement.Targets.Count).Where(i => needed.Contains(statement.Targets[i].Id)).ToList();
        Block Branch(Block block)
        {
            var yields = kept.Select(i => block.Yields[i]).ToEquatable();
            return new Block(block.Parameters, Needed(block.Body, [.. yields.Select(y => y.Id)]), yields);
        }
        return new Statement(kept.Select(i => statement.Targets[i]).ToEquatable(), new If(branches.Condition, Branch(branches.Then), Branch(branches.Else)));
    }

    /// <summary>The positions of the carried values that something after the loop needs, or another needed one in a later iteration.</summary>
    private static List<int> Carried(LoopParts loop, HashSet<int> needed)
    {
        var kept = Enumerable.Range(0, loop.Targets.Count).Where(i => needed.Contains(loop.Targets[i].Id)).ToList();
        while (true)
        {
            var inside = new HashSet<int>(kept.Select(i => loop.Yields[i].Id).Concat(loop.ConditionYields.Select(y => y.Id)));
            Needed(loop.Body, inside);
            Needed(loop.Condition, inside);
            var all = Enumerable.Range(0, loop.Targets.Count).Where(i => kept.Contains(i) || inside.Contains(loop.Carried[i].Id) || loop.Tested.Count > 0 && inside.Contains(loop.Tested[i].Id)).ToList();
            if (all.Count == kept.Count) return kept;
            kept = all;
        }
    }

    private static Statement Loop(LoopParts loop, HashSet<int> needed)
    {
        var rest = loop.Keep(Carried(loop, needed));
        var (body, condition) = (new HashSet<int>(rest.Yields.Select(y => y.Id)), new HashSet<int>(rest.ConditionYields.Select(y => y.Id)));
        return (rest with { Body = Needed(rest.Body, body), Condition = Needed(rest.Condition, condition) }).ToStatement();
    }
}
