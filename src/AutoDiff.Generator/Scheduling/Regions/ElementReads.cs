using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling.Regions;

/// <summary>One element of an argument, seen as a slice of length one that becomes a number, is read like any other element.</summary>
internal static class ElementReads
{
    public static Function Find(Function function)
    {
        var slices = Structure.All(function.Body).Where(s => s.Instruction is Slice).ToDictionary(s => s.Target.Id, s => (Slice)s.Instruction);
        var arguments = new HashSet<int>(function.Parameters.Where(p => !p.Written && p.Value.Axes.Count == 1).Select(p => p.Value.Id));
        int last = function.LastId;
        return function with { Body = Rewrite(function.Body) };

        EquatableArray<Statement> Rewrite(EquatableArray<Statement> body)
        {
            var result = new List<Statement>();
            foreach (var statement in body)
            {
                if (statement.Instruction is Reshape { To.Count: 0 } reshape && slices.TryGetValue(reshape.Operand.Id, out var slice) && arguments.Contains(slice.Operand.Id))
                {
                    var position = new Value(++last, ElementType.Int, default);
                    result.Add(new Statement(position, new ExtentOf(slice.Start)));
                    result.Add(statement with { Instruction = new Read(slice.Operand, EquatableArray.Of(position)) });
                    continue;
                }
                var blocks = statement.Instruction.Blocks.Select(b => b with { Body = Rewrite(b.Body) }).ToList();
                result.Add(blocks.Count == 0 ? statement : statement with { Instruction = statement.Instruction.WithBlocks(blocks) });
            }
            return result.ToEquatable();
        }
    }
}
