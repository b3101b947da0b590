using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Moves what is the same in each iteration in front of the loop: pointwise and tensor statements, and reads of elements where the read cannot throw or
/// the loop runs and begins with it. What stands in a branch stays there.
/// </summary>
public static class LoopInvariants
{
    public static Function Move(Function function)
    {
        if (!function.Body.Any(s => s.Instruction.Blocks.Count > 0)) return function;
        var ranges = IndexRanges.Of(function);
        return function with { Body = Moved(function.Body, ranges) };
    }

    private static EquatableArray<Statement> Moved(IEnumerable<Statement> body, IndexRanges ranges)
    {
        var result = new List<Statement>();
        foreach (var statement in body)
        {
            var blocks = statement.Instruction.Blocks;
            if (blocks.Count == 0)
            {
                result.Add(statement);
                continue;
            }
            var rest = statement with { Instruction = statement.Instruction.WithBlocks(blocks.Select(b => b with { Body = Moved(b.Body, ranges) }).ToList()) };
            result.AddRange(rest.Instruction is For or While ? Split(LoopParts.Of(rest), ranges) : [rest]);
        }
        return result.ToEquatable();
    }

    /// <summary>The statements that leave the loop, then the loop.</summary>
    private static IEnumerable<Statement> Split(LoopParts loop, IndexRanges ranges)
    {
        var all = loop.Condition.Concat(loop.Body);
        var inside = new HashSet<int>(Block.DefinedIn(all).Concat(loop.Carried).Concat(loop.Tested).Select(v => v.Id));
        if (loop.Loop is For { Counter: var counter }) inside.Add(counter.Id);
        var symbols = new HashSet<string>(Block.StatementsIn(all).Select(s => s.Instruction).OfType<DefineExtent>().Select(d => d.Symbol), StringComparer.Ordinal);
        var outside = new List<Statement>();

        EquatableArray<Statement> Stay(EquatableArray<Statement> body, bool runs)
        {
            var stay = new List<Statement>();
            foreach (var statement in body)
            {
                bool moves = !statement.Instruction.HasEffect && statement.Targets.Count == 1 && statement.Instruction.Blocks.Count == 0
                    && !statement.Instruction.Operands.Any(o => inside.Contains(o.Id)) && !Symbols(statement).Any(symbols.Contains)
                    && (IsSafe(statement.Instruction, ranges) || runs && statement.Instruction is Read or Map);
                if (moves)
                {
                    outside.Add(statement);
                    inside.Remove(statement.Target.Id);
                    continue;
                }
                // What stands behind an exception does not run before it.
                if (statement.Instruction.HasEffect) runs = false;
                stay.Add(statement);
            }
            return stay.ToEquatable();
        }

        // The condition of a while is the first thing that runs; its body may never run.
        var condition = Stay(loop.Condition, runs: true);
        var rest = Stay(loop.Body, loop.Loop is For f && ranges.Runs(f));
        return outside.Append((loop with { Body = rest, Condition = condition }).ToStatement());
    }

    /// <summary>Whether the statement cannot throw and makes no memory of its own.</summary>
    private static bool IsSafe(Instruction instruction, IndexRanges ranges) => instruction switch
    {
        Map { Operator: Operator.IntDivide or Operator.IntRemainder } m => ranges.IsNonZero(m.Arguments[1]),
        Read r => ranges.IsInside(r),
        _ => !instruction.IsSequential,
    };

    private static IEnumerable<string> Symbols(Statement statement) =>
        statement.Target.Axes.Select(a => a.Extent).Concat(statement.Instruction is ExtentOf e ? [e.Extent] : []).SelectMany(e => e.Symbols);
}
