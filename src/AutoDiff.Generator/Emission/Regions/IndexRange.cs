using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission.Regions;

/// <summary>Proves of integers that they lie inside an axis, so that no check is written for them.</summary>
internal sealed class IndexRange(IReadOnlyDictionary<int, Statement> definitions, IReadOnlyDictionary<int, For> loops, IReadOnlyDictionary<int, Extent> symbols)
{
    /// <summary>Whether 0 &lt;= index &lt; extent.</summary>
    public bool IsInside(Value index, Extent extent) =>
        Lowest(index) is >= 0 && Highest(index) is { } highest && IsBelow(highest, extent) || CountsTo(index, extent);

    private bool IsBelow(Extent highest, Extent extent) =>
        (extent - highest).IsConstant(out long slack) && slack >= 1
        || TripsOf(extent) is { } trips && Highest(trips) is { } bound && (bound - highest).IsConstant(out long distance) && distance >= 1 && IsExact(trips);

    /// <summary>Whether the index is the counter of a loop, from 0 on, and the extent is the number of its trips.</summary>
    private bool CountsTo(Value index, Extent extent)
    {
        if (TripsOf(extent) is not { } trips) return false;
        if (loops.TryGetValue(index.Id, out var loop)) return loop.End == trips && Lowest(loop.Start) is >= 0;
        return Definition(index) is Map { Operator: Operator.IntSubtract } offset && loops.TryGetValue(offset.Arguments[0].Id, out loop) && offset.Arguments[1] == loop.Start
            && Definition(trips) is Map { Operator: Operator.IntSubtract } length && length.Arguments[0] == loop.End && length.Arguments[1] == loop.Start;
    }

    /// <summary>The number that an extent is defined as: of max(0, trips) the trips.</summary>
    private Value? TripsOf(Extent extent)
    {
        if (extent.Terms.Count != 1 || extent.Terms[0] is not { Coefficient: 1, Symbols.Count: 1 } term) return null;
        _symbols ??= definitions.Values.Select(s => s.Instruction).OfType<DefineExtent>().GroupBy(d => d.Symbol, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.First().Number, StringComparer.Ordinal);
        if (!_symbols.TryGetValue(term.Symbols[0], out var number)) return null;
        if (Definition(number) is not Map { Operator: Operator.IntMaximum } maximum) return number;
        return Definition(maximum.Arguments[0]) is Constant { Number: 0 } ? maximum.Arguments[1] : Definition(maximum.Arguments[1]) is Constant { Number: 0 } ? maximum.Arguments[0] : null;
    }

    private Dictionary<string, Value>? _symbols;

    /// <summary>Whether the highest value of the integer is its only one.</summary>
    private bool IsExact(Value value) => Definition(value) switch
    {
        Constant or ExtentOf => true,
        Map { Operator: Operator.IntAdd or Operator.IntSubtract } map => map.Arguments.All(IsExact),
        _ => false,
    };

    /// <summary>A constant that the integer is never below.</summary>
    private long? Lowest(Value value)
    {
        if (loops.TryGetValue(value.Id, out var loop)) return Lowest(loop.Start);
        return Definition(value) switch
        {
            Constant c => (long)c.Number,
            ExtentOf => 0,
            Map { Operator: Operator.IntAdd } sum => Lowest(sum.Arguments[0]) + Lowest(sum.Arguments[1]),
            Map { Operator: Operator.IntSubtract } difference when Definition(difference.Arguments[1]) is Constant c => Lowest(difference.Arguments[0]) - (long)c.Number,
            _ => null,
        };
    }

    /// <summary>A polynomial of extents that the integer is never above.</summary>
    private Extent? Highest(Value value)
    {
        if (loops.TryGetValue(value.Id, out var loop)) return Highest(loop.End) is { } end ? end - Extent.One : null;
        if (symbols.TryGetValue(value.Id, out var symbol)) return symbol;
        switch (Definition(value))
        {
            case Constant c: return Extent.Constant((long)c.Number);
            case ExtentOf e: return e.Extent;
            case DefineExtent d: return Extent.Symbol(d.Symbol);
            case Map { Operator: Operator.IntAdd } sum: return Highest(sum.Arguments[0]) is { } a && Highest(sum.Arguments[1]) is { } b ? a + b : null;
            case Map { Operator: Operator.IntSubtract } difference when Definition(difference.Arguments[1]) is Constant c:
                return Highest(difference.Arguments[0]) is { } from ? from - Extent.Constant((long)c.Number) : null;
            default: return null;
        }
    }

    private Instruction? Definition(Value value) => definitions.TryGetValue(value.Id, out var statement) ? statement.Instruction : null;
}
