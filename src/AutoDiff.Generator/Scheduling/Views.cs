using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>
/// Values that are only another way to address memory: renamed axes, slices, and look-ups of a table by integers.
/// The value they look at has to lie in memory.
/// </summary>
public sealed class Views
{
    private readonly Dictionary<int, Statement> _definitions = [];
    private readonly Dictionary<int, Parameter> _parameters = [];
    private readonly HashSet<int> _views = [];
    private readonly Dictionary<int, EquatableArray<Axis>> _resultOrder = [];

    public Views(Function function)
    {
        foreach (var parameter in function.Parameters) _parameters[parameter.Value.Id] = parameter;
        foreach (var statement in function.Body)
        {
            _definitions[statement.Target.Id] = statement;
            if (statement.Instruction is Rename or Slice or Gather) _views.Add(statement.Target.Id);
        }
        foreach (var result in function.Results)
        {
            if (_resultOrder.ContainsKey(result.Value.Id)) continue;
            var dimensions = result.Dimensions.Select(d => d.Axis).OfType<Axis>();
            // Rows of a sparse gradient lie in the order of the look-ups, not of the table.
            _resultOrder[result.Value.Id] = (result.SparseRowsOf is { } indices ? indices.Axes.Concat(dimensions.Skip(1)) : dimensions).ToEquatable();
        }
    }

    public bool IsView(Value value) => _views.Contains(value.Id);

    public Instruction? Definition(Value value) => _definitions.TryGetValue(value.Id, out var s) ? s.Instruction : null;

    /// <summary>The value whose memory is read when this one is used.</summary>
    public Value Root(Value value) => IsView(value) ? Root(Source(value)) : value;

    /// <summary>The integers that addresses of the operands look up.</summary>
    public IEnumerable<Value> IndicesBehind(Instruction instruction) => instruction.Operands.SelectMany(IndicesOf);

    public IEnumerable<Value> IndicesOf(Value value)
    {
        while (IsView(value))
        {
            if (Definition(value) is Gather gather) yield return gather.Indices;
            value = Source(value);
        }
    }

    /// <summary>How to address the value, given where the value behind it lies.</summary>
    public Access AccessOf(Value value, Func<Value, Access> storage) => Definition(value) switch
    {
        Rename rename => AccessOf(rename.Operand, storage).Renamed(rename.From, rename.To),
        Slice slice => AccessOf(slice.Operand, storage).Sliced(slice.From, slice.To, slice.Start),
        Gather gather => AccessOf(gather.Table, storage).Gathered(gather.Along, gather.Indices),
        _ => storage(value),
    };

    /// <summary>
    /// The axes of a value in memory order: that of the parameter, of the result it becomes, or its own.
    /// </summary>
    public EquatableArray<Axis> MemoryOrder(Value value)
    {
        if (_parameters.TryGetValue(value.Id, out var parameter)) return parameter.Value.Axes;
        return _resultOrder.TryGetValue(value.Id, out var order) && order.Count == value.Axes.Count ? order : value.Axes;
    }

    /// <summary>Whether one loop can walk both axes: the value has neither, or the inner one follows the outer one without a gap.</summary>
    public bool AreAdjacent(Value value, Axis outer, Axis inner)
    {
        bool hasOuter = value.Has(outer), hasInner = value.Has(inner);
        if (!hasOuter && !hasInner) return true;
        if (hasOuter != hasInner) return false;
        switch (Definition(value))
        {
            case Rename rename:
                Axis Back(Axis axis) => axis == rename.To ? rename.From : axis;
                return AreAdjacent(rename.Operand, Back(outer), Back(inner));
            case Slice slice:
                return inner != slice.To && AreAdjacent(slice.Operand, outer == slice.To ? slice.From : outer, inner);
            case Gather gather:
                bool outerIsIndex = gather.Indices.Has(outer), innerIsIndex = gather.Indices.Has(inner);
                if (outerIsIndex != innerIsIndex) return false;
                if (!outerIsIndex) return AreAdjacent(gather.Table, outer, inner);
                // Aligned axes are walked by the table's address as well as by the index's.
                return AreAdjacent(gather.Indices, outer, inner) && AreAdjacent(gather.Table, outer, inner);
            default:
                var order = MemoryOrder(value).Items;
                return Array.IndexOf(order, inner) == Array.IndexOf(order, outer) + 1;
        }
    }

    private Value Source(Value value) => Definition(value) switch
    {
        Rename rename => rename.Operand,
        Slice slice => slice.Operand,
        Gather gather => gather.Table,
        _ => throw new InvalidOperationException($"{value} is not a view."),
    };
}
