using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

internal sealed partial class TensorAlgebra
{
    /// <summary>
    /// [..., M, K] times [..., K, P] with broadcast leading dimensions; a vector on the left is a row, on the right a column, and leaves no dimension.
    /// </summary>
    public Quantity MatrixProduct(Quantity left, Quantity right)
    {
        if (left.Rank == 0 || right.Rank == 0) throw new Refusal(Descriptors.InvalidShapeArgument, $"A matrix product needs tensors, not {left} and {right}; multiply numbers with *");
        (left, right) = (Materialize(left), Materialize(right));
        bool leftIsVector = left.Rank == 1, rightIsVector = right.Rank == 1;
        var inner = left.Shape[left.Rank - 1];
        var rightInner = right.Shape[rightIsVector ? 0 : right.Rank - 2];
        if (!Facts.Equal(Shapes.ExtentOf(inner), Shapes.ExtentOf(rightInner)))
            throw new Refusal(Descriptors.ShapeMismatch, $"{left} and {right} in a matrix product (inner extents {inner} and {rightInner})");

        var leftBatch = new Quantity(left.Value, left.Shape.Take(left.Rank - 2).ToArray());
        var rightBatch = new Quantity(right.Value, right.Shape.Take(right.Rank - 2).ToArray());
        var batch = Broadcast(leftBatch, rightBatch);
        var rows = leftIsVector ? Dimension.Unit : left.Shape[left.Rank - 2];
        var columns = rightIsVector ? Dimension.Unit : right.Shape[right.Rank - 1];

        // Rows, columns and the inner axis keep their identity where it is free: no axis may stand in both operands unless it is a batch or the inner one.
        var taken = new List<Axis>(Shapes.Axes(batch));
        var elsewhere = new HashSet<Axis>(taken.Concat(left.Value.Axes).Concat(right.Value.Axes));
        var newRows = Distinct(rows, taken, elsewhere);
        var newInner = Distinct(inner, taken, elsewhere);
        var newColumns = Distinct(columns, taken, elsewhere);

        var a = Rename(left.Value, Renames(leftBatch.Shape, batch, (rows, newRows), (inner, newInner)));
        var b = Rename(right.Value, Renames(rightBatch.Shape, batch, (rightInner, newInner), (columns, newColumns)));
        var shape = new List<Dimension>(batch);
        if (!leftIsVector) shape.Add(newRows);
        if (!rightIsVector) shape.Add(newColumns);
        var product = newInner.Axis is { } over ? Builder.Emit(new Contract(a, b, EquatableArray.Of(over))) : Builder.Map(Operator.Multiply, a, b);
        return new Quantity(product, shape.ToArray());
    }

    /// <summary>The dimension itself, or another axis of its extent where it is taken.</summary>
    private Dimension Distinct(Dimension dimension, List<Axis> taken, HashSet<Axis> elsewhere)
    {
        if (dimension.Axis is not { } axis) return dimension;
        if (taken.Contains(axis)) axis = Axes.Of(axis.Extent, elsewhere);
        taken.Add(axis);
        elsewhere.Add(axis);
        return new Dimension(axis);
    }

    private static List<(Axis From, Axis To)> Renames(Dimension[] from, Dimension[] to, params (Dimension From, Dimension To)[] others)
    {
        var renames = new List<(Axis, Axis)>();
        void Add(Dimension a, Dimension b)
        {
            if (a.Axis is { } x && b.Axis is { } y && x != y) renames.Add((x, y));
        }
        for (int i = 0; i < from.Length; i++) Add(from[from.Length - 1 - i], Shapes.FromEnd(to, i));
        foreach (var (a, b) in others) Add(a, b);
        return renames;
    }
}
