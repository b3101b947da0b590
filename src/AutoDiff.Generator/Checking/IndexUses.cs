using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Checking;

/// <summary>What a function does with its index parameters: the axes they look up, and whether they are the offsets of bags.</summary>
internal sealed class IndexUses
{
    private readonly Dictionary<int, Instruction> _definitions;
    private readonly Dictionary<int, List<Extent>> _bounds = [];
    private readonly Dictionary<int, Value> _bags = [];

    public IndexUses(Function function)
    {
        var statements = Block.StatementsIn(function.Body).ToList();
        _definitions = statements.SelectMany(s => s.Targets.Select(t => (t.Id, s.Instruction))).ToDictionary(d => d.Id, d => d.Instruction);
        foreach (var statement in statements)
        {
            if (statement.Instruction is Gather gather) Bound(gather.Indices, gather.Along.Extent);
            if (statement.Instruction is not EmbeddingBag bag) continue;
            Bound(bag.Indices, bag.Along.Extent);
            foreach (var source in Sources(bag.Offsets)) _bags[source.Id] = bag.Indices;
        }
    }

    /// <summary>The extents of the axes that the parameter looks up.</summary>
    public IReadOnlyList<Extent> Bounds(Parameter parameter) => _bounds.TryGetValue(parameter.Value.Id, out var extents) ? extents : [];

    /// <summary>The indices that the parameter divides into bags; null if it does not.</summary>
    public Value? Bags(Parameter parameter) => _bags.TryGetValue(parameter.Value.Id, out var indices) ? indices : null;

    private void Bound(Value indices, Extent extent)
    {
        foreach (var source in Sources(indices))
        {
            if (!_bounds.TryGetValue(source.Id, out var extents)) _bounds[source.Id] = extents = [];
            if (!extents.Contains(extent)) extents.Add(extent);
        }
    }

    /// <summary>The integers that a value is made of: indices may be masked before they are used.</summary>
    private IEnumerable<Value> Sources(Value value) => !_definitions.TryGetValue(value.Id, out var instruction) ? [value]
        : instruction.Operands.Where(o => o.Type == ElementType.Int).SelectMany(Sources);
}
