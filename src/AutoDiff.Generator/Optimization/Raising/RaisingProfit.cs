using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>
/// Whether a loop is worth the call of a kernel (tens of nanoseconds). Outside of other loops always, unless it is known to be short. In one loop that stays,
/// if it goes over all of an array or is a nest itself. Deeper never: there the kernels would be called for a handful of numbers.
/// </summary>
internal sealed class RaisingProfit(Function function)
{
    private const int FewIterations = 8;

    private readonly IndexRanges _ranges = IndexRanges.Of(function);
    private readonly HashSet<string> _integers = new(function.Parameters.Where(p => p.Kind == ParameterKind.Integer).Select(p => IndexRanges.SymbolOf(function, p)), StringComparer.Ordinal);

    /// <summary>Why the loop should stay although it might be raised; null where it should not.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="depth">The number of loops around it, which all stay.</param>
    public string? Objection(For loop, int depth)
    {
        var inner = Block.StatementsIn(loop.Body.Body).Select(s => s.Instruction).ToList();
        if (inner.OfType<For>().Append(loop).All(l => Trips(l) is { } n && n < FewIterations)) return "it has few iterations";
        if (depth == 0) return null;
        if (depth > 1) return "it stands in two loops that stay";
        bool isNest = inner.OfType<For>().Any(l => Trips(l) is null or >= FewIterations);
        bool isLong = (_ranges.FormOf(loop.End) - _ranges.FormOf(loop.Start)).Symbols.All(s => !_integers.Contains(s) && !IndexRanges.IsValue(s)) && Trips(loop) is null or >= 64;
        return isNest || isLong ? null : "it does little in a loop that stays";
    }

    private long? Trips(For loop) => (_ranges.FormOf(loop.End) - _ranges.FormOf(loop.Start)).IsConstant(out long n) ? n : null;
}
