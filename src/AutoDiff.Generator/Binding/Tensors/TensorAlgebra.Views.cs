using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

internal sealed partial class TensorAlgebra
{
    public static Quantity Transpose(Quantity operand)
    {
        if (operand.Rank < 2) throw new Refusal(Descriptors.InvalidShapeArgument, $"Transpose needs at least two dimensions, not {operand}");
        var shape = (Dimension[])operand.Shape.Clone();
        (shape[shape.Length - 1], shape[shape.Length - 2]) = (shape[shape.Length - 2], shape[shape.Length - 1]);
        return new Quantity(operand.Value, shape);
    }

    public static Quantity Permute(Quantity operand, IReadOnlyList<long> order)
    {
        var positions = Positions(operand, order);
        if (positions.Length != operand.Rank) throw new Refusal(Descriptors.InvalidShapeArgument, $"Permute needs each axis of {operand} once");
        return new Quantity(operand.Value, positions.Select(p => operand.Shape[p]).ToArray());
    }

    public static Quantity Unsqueeze(Quantity operand, long axis)
    {
        var shape = new List<Dimension>(operand.Shape);
        shape.Insert(Position(operand, axis, operand.Rank + 1), Dimension.Unit);
        return new Quantity(operand.Value, shape.ToArray());
    }

    public static Quantity Squeeze(Quantity operand, long axis)
    {
        int position = Position(operand, axis);
        if (operand.Shape[position].Axis is not null) throw new Refusal(Descriptors.InvalidShapeArgument, $"Axis {axis} of {operand} is not known to have extent 1 and cannot be squeezed");
        return new Quantity(operand.Value, operand.Shape.Where((_, i) => i != position).ToArray());
    }

    /// <summary>The row-major elements under another shape; one extent may be -1.</summary>
    public Quantity Reshape(Quantity operand, IReadOnlyList<Extent> extents)
    {
        operand = Materialize(operand);
        var shape = Axes.Shape(Completed(operand, extents));
        var from = Shapes.Axes(operand.Shape).ToEquatable();
        var to = Shapes.Axes(shape).ToEquatable();
        if (from.Count == to.Count && from.Zip(to, (a, b) => Facts.Equal(a.Extent, b.Extent)).All(same => same))
        {
            // Only unit dimensions come or go: the axes stay.
            int next = 0;
            return new Quantity(operand.Value, shape.Select(d => d.Axis is null ? d : new Dimension(from[next++])).ToArray());
        }
        return new Quantity(Builder.Emit(new Reshape(operand.Value, from, to)), shape);
    }

    private List<Extent> Completed(Quantity operand, IReadOnlyList<Extent> extents)
    {
        var total = Shapes.Length(operand.Shape);
        var known = Extent.One;
        int open = -1;
        for (int i = 0; i < extents.Count; i++)
        {
            if (!extents[i].IsConstant(out long number) || number >= 0) known *= extents[i];
            else if (number == -1 && open < 0) open = i;
            else throw new Refusal(Descriptors.InvalidShapeArgument, number == -1 ? "Only one extent may be -1" : $"The extent {number} is negative");
        }
        string wanted = "[" + string.Join(", ", extents) + "]";
        string message = $"{operand} cannot be reshaped to {wanted}";
        var completed = extents.ToList();
        if (open >= 0) completed[open] = Facts.DivideExactly(total, known, message + ".") ?? throw new Refusal(Descriptors.InvalidShapeArgument, message);
        else if (!Facts.RequireEqual(total, known, message + ".")) throw new Refusal(Descriptors.InvalidShapeArgument, message);
        return completed;
    }

    public Quantity BroadcastTo(Quantity operand, IReadOnlyList<Extent> extents)
    {
        var wanted = Axes.Shape(extents);
        if (operand.Rank > wanted.Length) throw new Refusal(Descriptors.InvalidShapeArgument, $"{operand} cannot be broadcast to {Shapes.Text(wanted)}");
        var taken = new HashSet<Axis>(Shapes.Axes(operand.Shape));
        var shape = new Dimension[wanted.Length];
        for (int i = 0; i < shape.Length; i++)
        {
            var own = Shapes.FromEnd(operand.Shape, shape.Length - 1 - i);
            if (own.Axis is { } axis && !Facts.Equal(axis.Extent, extents[i]))
                throw new Refusal(Descriptors.InvalidShapeArgument, $"{operand} cannot be broadcast to {Shapes.Text(wanted)}");
            shape[i] = own.Axis is null ? Axes.Dimension(extents[i], taken) : own;
            if (shape[i].Axis is { } used) taken.Add(used);
        }
        return new Quantity(operand.Value, shape);
    }

    public Quantity Slice(Quantity operand, long axis, Extent start, Extent length)
    {
        int position = Position(operand, axis);
        var extent = Shapes.ExtentOf(operand.Shape[position]);
        CheckRange(operand, axis, start, length, extent);
        if (start == Extent.Zero && Facts.Equal(length, extent)) return operand;
        operand = WithAxis(operand, position);
        var from = operand.Shape[position].Axis!;
        var to = Axes.Of(length, operand.Value.Axes.Items);
        var shape = (Dimension[])operand.Shape.Clone();
        shape[position] = new Dimension(to);
        return WithoutUnitAxes(new Quantity(Builder.Emit(new Slice(operand.Value, from, to, start)), shape));
    }

    private void CheckRange(Quantity operand, long axis, Extent start, Extent length, Extent extent)
    {
        string message = $"The slice {start} .. {start + length} does not lie in axis {axis} of {operand}";
        var rest = Facts.Simplify(extent - start - length);
        foreach (var (quantity, text) in new[] { (start, $"{start} >= 0"), (length, $"{length} >= 0"), (rest, $"{start + length} <= {extent}") })
        {
            if (quantity.IsConstant(out long number) && number < 0) throw new Refusal(Descriptors.InvalidShapeArgument, message);
            if (!IsNonNegative(quantity)) Facts.Require(text, message + ".");
        }
    }

    /// <summary>Whether a sum without negative terms and without integer parameters of the user is at least 0 whatever the extents are.</summary>
    private bool IsNonNegative(Extent extent) => extent.Terms.All(t => t.Coefficient >= 0 && t.Symbols.All(IsNonNegative));

    // Quotients and remainders are symbols in parentheses; they may be made of anything.
    private bool IsNonNegative(string symbol) => symbol[0] == '(' ? PossiblyNegative.Count == 0 && !symbol.Contains('-') : !PossiblyNegative.Contains(symbol);

    /// <summary>Symbols that are integer parameters and not extents.</summary>
    public HashSet<string> PossiblyNegative { get; } = new(StringComparer.Ordinal);

    public Quantity Concat(IReadOnlyList<Quantity> parts, long axis)
    {
        if (parts.Count == 0) throw new Refusal(Descriptors.InvalidShapeArgument, "Concat needs at least one tensor");
        int position = Position(parts[0], axis);
        if (parts.Count == 1) return parts[0];
        var first = WithAxis(parts[0], position);
        var values = new List<Value>();
        var partAxes = new List<Axis>();
        var total = Extent.Zero;
        foreach (var p in parts)
        {
            if (p.Rank != first.Rank) throw Mismatch(parts.ToArray());
            var part = WithAxis(p, position);
            var renames = new List<(Axis, Axis)>();
            for (int i = 0; i < part.Rank; i++)
            {
                if (i == position) continue;
                if (!Facts.Equal(Shapes.ExtentOf(part.Shape[i]), Shapes.ExtentOf(first.Shape[i]))) throw Mismatch(parts.ToArray());
                if (part.Shape[i].Axis is { } from && first.Shape[i].Axis is { } to && from != to) renames.Add((from, to));
            }
            // The part's own axis must not be one that another dimension is renamed to.
            var own = part.Shape[position].Axis!;
            var others = first.Shape.Where((_, i) => i != position);
            if (Shapes.Axes(others).Contains(own))
            {
                var free = Axes.Of(own.Extent, new HashSet<Axis>(Shapes.Axes(first.Shape).Concat(part.Value.Axes)));
                renames.Add((own, free));
                own = free;
            }
            values.Add(Rename(part.Value, renames));
            partAxes.Add(own);
            total += own.Extent;
        }
        var along = Axes.Of(Facts.Simplify(total), new HashSet<Axis>(Shapes.Axes(first.Shape.Where((_, i) => i != position)).Concat(partAxes)));
        var shape = (Dimension[])first.Shape.Clone();
        shape[position] = new Dimension(along);
        return new Quantity(Builder.Emit(new Concat(values.ToEquatable(), partAxes.ToEquatable(), along)), shape);
    }
}
