using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>Removes statements that no result needs.</summary>
public static class DeadCode
{
    public static Function Eliminate(Function function)
    {
        var needed = new HashSet<int>(function.Results.SelectMany(r => new[] { r.Value, r.SparseRowsOf }).OfType<Value>().Select(v => v.Id));
        foreach (var statement in function.Body.Reverse())
        {
            if (!needed.Contains(statement.Target.Id)) continue;
            foreach (var operand in statement.Instruction.Operands) needed.Add(operand.Id);
        }
        return function with { Body = function.Body.Where(s => needed.Contains(s.Target.Id)).ToEquatable() };
    }
}
