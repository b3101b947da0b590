using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

/// <summary>
/// Tensor operations as the user knows them (NumPy's broadcasting and axes) written as IR instructions over named axes.
/// Knows shapes and nothing of C#; a wrong shape is a <see cref="Refusal"/> without a location.
/// </summary>
internal sealed partial class TensorAlgebra
{
    public Builder Builder { get; } = new(0);

    public AxisTable Axes { get; } = new();

    public ExtentFacts Facts { get; } = new();

    /// <summary>The quantity of a term; literals and integers become constants of the wanted type.</summary>
    public Quantity Quantity(Term term, ElementType wanted = ElementType.Real) => term switch
    {
        Quantity quantity => quantity,
        Literal literal => Scalar(Builder.Emit(new Constant(literal.Number), literal.Type, [])),
        Integer integer => Scalar(Number(integer.Extent, wanted)),
        View view => Contents(view),
        _ => throw new Refusal(Descriptors.UnsupportedExpression, "This value", "use a tensor or a number here"),
    };

    public static Quantity Scalar(Value value) => new(value, Shapes.Scalar);

    public Quantity Real(double number) => Scalar(Builder.Real(number));

    /// <summary>An extent as a scalar value.</summary>
    public Value Number(Extent extent, ElementType type = ElementType.Real) =>
        Builder.Emit(extent.IsConstant(out long number) ? new Constant(number) : new ExtentOf(Facts.Simplify(extent)), type, []);

    /// <summary>A pointwise operation with broadcasting.</summary>
    public Quantity Map(Operator op, params Quantity[] operands)
    {
        var shape = Broadcast(operands);
        var values = new Value[operands.Length];
        for (int i = 0; i < values.Length; i++) values[i] = Align(operands[i], shape);
        return new Quantity(Builder.Map(op, values), shape);
    }

    /// <summary>The common shape of operands under broadcasting; each of its axes stands there once.</summary>
    public Dimension[] Broadcast(params Quantity[] operands)
    {
        int rank = 0;
        Quantity? widest = null;
        foreach (var operand in operands)
        {
            rank = Math.Max(rank, operand.Rank);
            if (widest is null || operand.Value.Axes.Count > widest.Value.Axes.Count) widest = operand;
        }
        var shape = new Dimension[rank];
        var taken = new List<Axis>(rank);
        for (int fromEnd = rank - 1; fromEnd >= 0; fromEnd--)
        {
            var dimension = Common(operands, widest!, fromEnd, taken);
            if (dimension.Axis is { } axis) taken.Add(axis);
            shape[rank - 1 - fromEnd] = dimension;
        }
        return shape;
    }

    private Dimension Common(Quantity[] operands, Quantity widest, int fromEnd, List<Axis> taken)
    {
        var candidate = Shapes.FromEnd(widest.Shape, fromEnd).Axis;
        foreach (var operand in operands)
        {
            if (Shapes.FromEnd(operand.Shape, fromEnd).Axis is not { } axis) continue;
            if (candidate is null) candidate = axis;
            else if (!Facts.Equal(candidate.Extent, axis.Extent)) throw Mismatch(operands);
            else if (taken.Contains(candidate)) candidate = axis;
        }
        if (candidate is null) return Dimension.Unit;
        if (!taken.Contains(candidate)) return new Dimension(candidate);
        var elsewhere = new HashSet<Axis>(taken);
        foreach (var operand in operands) elsewhere.UnionWith(Shapes.Axes(operand.Shape));
        return new Dimension(Axes.Of(candidate.Extent, elsewhere));
    }

    private static Refusal Mismatch(Quantity[] operands) =>
        new(Descriptors.ShapeMismatch, string.Join(" and ", operands.Where(o => o.Rank > 0).Select(o => o.ToString())));

    /// <summary>The operand's value with its axes renamed to those of a shape that it broadcasts to.</summary>
    public Value Align(Quantity operand, Dimension[] shape)
    {
        List<(Axis From, Axis To)>? renames = null;
        for (int i = 0; i < operand.Rank; i++)
        {
            if (operand.Shape[operand.Rank - 1 - i].Axis is { } from && Shapes.FromEnd(shape, i).Axis is { } to && from != to && operand.Value.Has(from))
                (renames ??= []).Add((from, to));
        }
        return renames is null ? operand.Value : Rename(operand.Value, renames);
    }

    /// <summary>Renames axes all at once; a cycle goes through an axis that the value does not have.</summary>
    public Value Rename(Value value, List<(Axis From, Axis To)> renames)
    {
        while (renames.Count > 0)
        {
            int free = renames.FindIndex(r => !value.Has(r.To));
            if (free < 0)
            {
                var (from, to) = renames[0];
                var taken = new HashSet<Axis>(value.Axes);
                foreach (var rename in renames) taken.Add(rename.To);
                var detour = Axes.Of(from.Extent, taken);
                value = Builder.Emit(new Rename(value, from, detour));
                renames[0] = (detour, to);
                continue;
            }
            value = Builder.Emit(new Rename(value, renames[free].From, renames[free].To));
            renames.RemoveAt(free);
        }
        return value;
    }

    /// <summary>The quantity with every axis of its shape in its value.</summary>
    public Quantity Materialize(Quantity operand)
    {
        var value = operand.Value;
        foreach (var axis in Shapes.Axes(operand.Shape))
        {
            if (value.Has(axis)) continue;
            // Selecting by a condition that holds at every position keeps each bit of the value and gives it the axis.
            var zero = Builder.Emit(new Constant(0), ElementType.Int, []);
            var inside = Builder.Map(Operator.GreaterOrEqual, Builder.Emit(new Ir.Index(axis)), zero);
            value = value.Type == ElementType.Bool
                ? Builder.Map(Operator.And, inside, value)
                : Builder.Map(Operator.Select, inside, value, Builder.Emit(new Constant(0), value.Type, []));
        }
        return value == operand.Value ? operand : new Quantity(value, operand.Shape);
    }

    /// <summary>A position of a dimension from an axis argument, which counts from the end if negative.</summary>
    public static int Position(Quantity operand, long axis) => Position(operand, axis, operand.Rank);

    public static int Position(Quantity operand, long axis, int count)
    {
        if (axis < -count || axis >= count) throw new Refusal(Descriptors.AxisOutOfRange, axis, operand.ToString(), operand.Rank);
        return (int)(axis < 0 ? axis + count : axis);
    }

    /// <summary>The quantity with a real axis at the position, also where the dimension is a unit one.</summary>
    private Quantity WithAxis(Quantity operand, int position)
    {
        operand = Materialize(operand);
        if (operand.Shape[position].Axis is not null) return operand;
        var shape = (Dimension[])operand.Shape.Clone();
        shape[position] = new Dimension(Axes.Of(Extent.One, operand.Value.Axes.Items));
        return new Quantity(Builder.Emit(new Reshape(operand.Value, Shapes.Axes(operand.Shape).ToEquatable(), Shapes.Axes(shape).ToEquatable())), shape);
    }

    /// <summary>The quantity with its axes of extent one turned into unit dimensions.</summary>
    private Quantity WithoutUnitAxes(Quantity operand)
    {
        if (!operand.Shape.Any(d => d.Axis is { } axis && axis.Extent.IsOne)) return operand;
        var shape = operand.Shape.Select(d => d.Axis is { } axis && axis.Extent.IsOne ? Dimension.Unit : d).ToArray();
        return new Quantity(Builder.Emit(new Reshape(operand.Value, Shapes.Axes(operand.Shape).ToEquatable(), Shapes.Axes(shape).ToEquatable())), shape);
    }
}
