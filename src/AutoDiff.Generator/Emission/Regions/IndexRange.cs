using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Emission.Regions;

/// <summary>Proves of integers that they lie inside an axis, so that no check is written for them.</summary>
internal sealed class IndexRange(IReadOnlyDictionary<int, Statement> definitions, IReadOnlyDictionary<int, For> loops, IReadOnlyDictionary<int, Extent> symbols)
{
    /// <summary>Whether 0 &lt;= index &lt; extent.</summary>
    public bool IsInside(Value index, Extent extent) => IsTrip(index, extent)
        || (Lowest(index) is >= 0 && Highest(index) is { } highest && (extent - highest).IsConstant(out long slack) && slack >= 1);

    /// <summary>Whether the extent is the number of iterations, max(0, end - start), of the loop that counts the index.</summary>
    private bool IsTrip(Value index, Extent extent)
    {
        if (extent.Terms.Count != 1 || !_trips.TryGetValue(extent.ToString(), out var number) || Definition(number) is not Map { Operator: Operator.IntMaximum } trips
            || Definition(trips.Arguments[0]) is not Constant { Number: 0 }) return false;
        var count = trips.Arguments[1];
        if (Definition(index) is Map { Operator: Operator.IntSubtract } shifted && Definition(count) is Map { Operator: Operator.IntSubtract } span)
            return loops.TryGetValue(shifted.Arguments[0].Id, out var moved) && moved.End == span.Arguments[0] && moved.Start == span.Arguments[1] && shifted.Arguments[1] == moved.Start;
        return loops.TryGetValue(index.Id, out var loop) && Definition(loop.Start) is Constant { Number: 0 }
            && (loop.End == count || (Definition(count) is Map { Operator: Operator.IntSubtract } plain && plain.Arguments[0] == loop.End && plain.Arguments[1] == loop.Start));
    }

    /// <summary>The numbers of symbols that the function computes.</summary>
    private readonly Dictionary<string, Value> _trips = definitions.Values.Distinct().Select(s => s.Instruction).OfType<DefineExtent>().GroupBy(d => d.Symbol).ToDictionary(g => g.Key, g => g.First().Number);

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
