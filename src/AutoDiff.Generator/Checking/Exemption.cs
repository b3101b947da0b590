using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Checking;

/// <summary>Why differences of a method say nothing about its derivative.</summary>
internal static class Exemption
{
    /// <summary>The reason for one whose derivative differs from that of its value on purpose; null for all others.</summary>
    public static string? Of(Function function, bool returnsScalar)
    {
        if (function.HasRegions) return Block.StatementsIn(function.Body).Select(s => Reason(s.Instruction)).FirstOrDefault(r => r is not null);
        var varied = new HashSet<int>(function.Parameters.Where(p => p.Differentiated).Select(p => p.Value.Id));
        foreach (var statement in function.Body)
            if (statement.Instruction.Operands.Any(o => varied.Contains(o.Id))) varied.Add(statement.Target.Id);

        var useful = new HashSet<int>(ReverseMode.DifferentiatedResults(function, returnsScalar).Select(r => r.Value.Id));
        foreach (var statement in function.Body.Reverse())
        {
            if (!useful.Contains(statement.Target.Id)) continue;
            if (varied.Contains(statement.Target.Id) && Reason(statement.Instruction) is { } reason) return reason;
            foreach (var operand in statement.Instruction.Operands) useful.Add(operand.Id);
        }
        return null;
    }

    private static string? Reason(Instruction instruction) => instruction is not Map map ? null : map.Operator switch
    {
        Operator.StraightThrough => "the gradient passes straight through a rounding, whose steps a difference sees",
        Operator.StopGradient => "a gradient is stopped on purpose",
        Operator.ScaleGradient => "a gradient is scaled on purpose",
        _ => null,
    };
}
