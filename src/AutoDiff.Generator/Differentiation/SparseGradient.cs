using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// The gradient of a table that is only looked up: the adjoints of the rows beside their indices, never a tensor of the table's size. Several look-ups
/// are laid end to end.
/// </summary>
internal sealed class SparseGradient(Parameter table, Builder builder)
{
    private readonly List<(Value Indices, Value Rows)> _parts = [];
    private Result? _bag;

    public void Add(Statement use, Value adjoint, Func<Value> bagAdjoint)
    {
        switch (use.Instruction)
        {
            case Gather g when _bag is null && !g.Indices.Axes.Any(g.Table.Has):
                _parts.Add((g.Indices, builder.Broadcast(adjoint, use.Target.Axes)));
                break;
            case EmbeddingBag bag when _bag is null && _parts.Count == 0:
                _bag = new Result("", bagAdjoint(), table.Dimensions, bag.Indices);
                break;
            default:
                throw new NotDifferentiableException(
                    $"The table {table.Name} has a sparse gradient and may only be used by Gather, or by one EmbeddingBag; remove its sparse marking or the other use.",
                    use.Target.Source);
        }
    }

    /// <summary>The rows as a result; null where the table is not used.</summary>
    public Result? Result(string name)
    {
        if (_bag is not null) return _bag with { Name = name };
        if (_parts.Count == 0) return null;
        if (_parts.Count == 1) return Rows(name, _parts[0].Indices, _parts[0].Rows);

        var flat = _parts.Select((part, i) => Flatten(part, $"{name}Part{i}")).ToList();
        var axes = flat.Select(f => f.Indices.Axes[0]).ToEquatable();
        var all = new Axis($"{name}Rows", axes.Aggregate(Extent.Zero, (sum, a) => sum + a.Extent));
        return Rows(name, builder.Emit(new Concat(flat.Select(f => f.Indices).ToEquatable(), axes, all)),
            builder.Emit(new Concat(flat.Select(f => f.Rows).ToEquatable(), axes, all)));
    }

    private Result Rows(string name, Value indices, Value rows) =>
        new(name, rows, table.Dimensions, indices);

    private (Value Indices, Value Rows) Flatten((Value Indices, Value Rows) part, string name)
    {
        var from = part.Indices.Axes;
        var to = EquatableArray.Of(new Axis(name, from.Aggregate(Extent.One, (product, a) => product * a.Extent)));
        var rest = part.Rows.Axes.Where(a => !from.Contains(a)).ToList();
        return (builder.Emit(new Reshape(part.Indices, from, to)),
            builder.Emit(new Reshape(part.Rows, from.Concat(rest).ToEquatable(), to.Concat(rest).ToEquatable())));
    }
}
