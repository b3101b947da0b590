using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

internal sealed partial class TensorAlgebra
{
    /// <summary>Rows of a table: [indices..., rest].</summary>
    public Quantity Gather(Quantity table, Quantity indices)
    {
        if (table.Rank == 0) throw new Refusal(Descriptors.InvalidShapeArgument, "Gather needs a table with at least one dimension");
        table = WithAxis(table, 0);
        var index = WithoutSharedAxes(Materialize(indices), table);
        var shape = index.Shape.Concat(table.Shape.Skip(1)).ToArray();
        return new Quantity(Builder.Emit(new Gather(table.Value, table.Shape[0].Axis!, index.Value)), shape);
    }

    /// <summary>x[..., indices[...]]: one element of each row.</summary>
    public Quantity Pick(Quantity operand, Quantity indices)
    {
        if (operand.Rank == 0) throw new Refusal(Descriptors.InvalidShapeArgument, "Pick needs a tensor with at least one dimension");
        operand = WithAxis(operand, operand.Rank - 1);
        var leading = operand.Shape.Take(operand.Rank - 1).ToArray();
        if (indices.Rank != leading.Length || !leading.Zip(indices.Shape, (a, b) => Facts.Equal(Shapes.ExtentOf(a), Shapes.ExtentOf(b))).All(same => same))
            throw new Refusal(Descriptors.ShapeMismatch, $"{operand} and indices {indices}, which need the shape {Shapes.Text(leading)}");
        var index = Align(Materialize(indices), leading);
        return new Quantity(Builder.Emit(new Gather(operand.Value, operand.Shape[operand.Rank - 1].Axis!, index)), leading);
    }

    public Quantity EmbeddingBag(Quantity table, Quantity indices, Quantity offsets, Quantity? weights, BagMode mode, Integer padding)
    {
        if (table.Rank != 2 || indices.Rank != 1 || offsets.Rank != 1)
            throw new Refusal(Descriptors.InvalidShapeArgument, $"EmbeddingBag needs a table [rows, width] and one-dimensional indices and offsets, not {table}, {indices} and {offsets}");
        if (weights is not null && (weights.Rank != 1 || !Facts.Equal(Shapes.Length(weights.Shape), Shapes.Length(indices.Shape))))
            throw new Refusal(Descriptors.ShapeMismatch, $"weights {weights} and indices {indices}");
        table = WithAxis(table, 0);
        var bag = WithoutSharedAxes(WithAxis(offsets, 0), table);
        var index = WithoutSharedAxes(WithAxis(indices, 0), table, bag);
        var weight = weights is null ? null : Align(WithAxis(weights, 0), index.Shape);
        // Negative indices are left out in any case.
        var skipped = padding.Extent.IsConstant(out long number) && number < 0 ? null : Number(padding.Extent, ElementType.Int);
        var along = table.Shape[0].Axis!;
        var value = Builder.Emit(new EmbeddingBag(table.Value, along, index.Value, bag.Value, bag.Shape[0].Axis!, weight, mode, skipped));
        return WithoutUnitAxes(new Quantity(value, [bag.Shape[0], table.Shape[1]]));
    }

    /// <summary>Indices whose axes are other ones than those of the table (and the bags): a shared axis would pair positions up.</summary>
    private Quantity WithoutSharedAxes(Quantity indices, params Quantity[] others)
    {
        var foreign = new HashSet<Axis>(others.SelectMany(o => o.Value.Axes));
        var taken = new HashSet<Axis>(foreign.Concat(indices.Value.Axes));
        var renames = new List<(Axis, Axis)>();
        var shape = (Dimension[])indices.Shape.Clone();
        for (int i = 0; i < shape.Length; i++)
        {
            if (shape[i].Axis is not { } axis || !foreign.Contains(axis)) continue;
            var free = Axes.Of(axis.Extent, taken);
            taken.Add(free);
            renames.Add((axis, free));
            shape[i] = new Dimension(free);
        }
        return renames.Count == 0 ? indices : new Quantity(Rename(indices.Value, renames), shape);
    }
}
