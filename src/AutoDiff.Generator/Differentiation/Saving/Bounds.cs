using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation.Saving;

/// <summary>Which loop bounds are known before the outermost of some nested loops, and the axes that count their iterations.</summary>
internal static class Bounds
{
    /// <summary>Whether the value fits into an array with one axis for each of the loops.</summary>
    public static bool AreKnown(ForwardPass forward, IReadOnlyList<BlockNode> loops, Value value) => loops.Count == 0
        || (loops.All(l => l.Region!.Instruction is For f && IsKnown(forward, f.Start, loops[0]) && IsKnown(forward, f.End, loops[0]))
            && !value.Axes.SelectMany(a => a.Extent.Symbols).Any(s => forward.HomeOf(s) is { } home && IsIn(home.Block, loops[0])));

    /// <summary>Whether the value is defined before the loop, or can be computed there of such values.</summary>
    public static bool IsKnown(ForwardPass forward, Value value, BlockNode outermost)
    {
        if (forward.HomeOf(value) is not { } home || !IsIn(home.Block, outermost)) return true;
        return IsMovable(home.Statement) && home.Statement!.Instruction.Operands.All(o => IsKnown(forward, o, outermost));
    }

    /// <summary>The statement may be computed before the loops: it cannot throw.</summary>
    private static bool IsMovable(Statement? statement) => statement?.Instruction is Constant or ExtentOf
        or Map { Operator: Operator.IntAdd or Operator.IntSubtract or Operator.IntMultiply or Operator.IntMinimum or Operator.IntMaximum };

    /// <summary>The extent that holds all positions from 0 on, without a computation; null where there is none or where it could be negative.</summary>
    public static Extent? ExtentFromZero(ForwardPass forward, For loop) =>
        forward.HomeOf(loop.Start)?.Statement?.Instruction is Constant { Number: >= 0 } ? forward.HomeOf(loop.End)?.Statement?.Instruction switch
        {
            Constant { Number: >= 0 } end => Extent.Constant((long)end.Number),
            ExtentOf end when forward.IsNatural(end.Extent) => end.Extent,
            _ => null,
        } : null;

    private static bool IsIn(BlockNode block, BlockNode outermost) => ForwardPass.IsInside(block, outermost.Region!);
}
