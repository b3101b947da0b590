using AutoDiff.Generator.Diagnostics;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Binding;

internal sealed partial class TensorAlgebra
{
    /// <summary>Positions from axis arguments; all of them for null.</summary>
    public static int[] Positions(Quantity operand, IReadOnlyList<long>? axes)
    {
        if (axes is null) return Enumerable.Range(0, operand.Rank).ToArray();
        var positions = new int[axes.Count];
        for (int i = 0; i < positions.Length; i++)
        {
            positions[i] = Position(operand, axes[i]);
            if (Array.IndexOf(positions, positions[i]) < i) throw new Refusal(Descriptors.InvalidShapeArgument, $"Axis {axes[i]} is listed twice");
        }
        return positions;
    }

    public Quantity Reduce(ReduceKind kind, Quantity operand, int[] positions, bool keepDimensions)
    {
        operand = Materialize(operand);
        var over = new List<Axis>(positions.Length);
        foreach (int position in positions)
            if (operand.Shape[position].Axis is { } axis) over.Add(axis);
        var shape = Reduced(operand.Shape, positions, keepDimensions);
        if (over.Count > 0) return new Quantity(Builder.Emit(new Reduce(kind, operand.Value, over.ToEquatable())), shape);
        // Over unit dimensions alone each kind returns its operand, but the norm of one number is its magnitude.
        return kind == ReduceKind.Norm ? new Quantity(Builder.Map(Operator.Abs, operand.Value), shape) : new Quantity(operand.Value, shape);
    }

    public Quantity Mean(Quantity operand, int[] positions, bool keepDimensions)
    {
        var sum = Reduce(ReduceKind.Sum, operand, positions, keepDimensions);
        var count = Count(operand, positions);
        return count.IsOne ? sum : new Quantity(Builder.Map(Operator.Divide, sum.Value, Number(count)), sum.Shape);
    }

    /// <summary>Mean of squared deviations, divided by count - correction.</summary>
    public Quantity Variance(Quantity operand, int[] positions, Extent correction, bool keepDimensions)
    {
        var centered = Map(Operator.Subtract, operand, Mean(operand, positions, keepDimensions: true));
        var sum = Reduce(ReduceKind.Sum, Map(Operator.Square, centered), positions, keepDimensions);
        var count = Count(operand, positions);
        var divisor = count - correction;
        if (correction != Extent.Zero)
        {
            string message = $"The variance of {count} elements with correction {correction} is not defined";
            if (!divisor.IsConstant(out long value)) Facts.Require($"{divisor} > 0", message + ".");
            else if (value <= 0) throw new Refusal(Descriptors.InvalidShapeArgument, message);
        }
        return new Quantity(Builder.Map(Operator.Divide, sum.Value, Number(divisor)), sum.Shape);
    }

    public Quantity Softmax(Quantity operand, long axis, bool log)
    {
        operand = Materialize(operand);
        if (operand.Shape[Position(operand, axis)].Axis is { } over)
            return new Quantity(Builder.Emit(new Softmax(operand.Value, EquatableArray.Of(over), log)), operand.Shape);
        // Of one element: 1, or log 1, and NaN where the element is not finite.
        var zero = Map(Operator.Subtract, operand, operand);
        return log ? zero : Map(Operator.Exp, zero);
    }

    private static Extent Count(Quantity operand, int[] positions) => Shapes.Length(positions.Select(p => operand.Shape[p]));

    private static Dimension[] Reduced(Dimension[] shape, int[] positions, bool keepDimensions)
    {
        var reduced = new List<Dimension>(shape.Length);
        for (int i = 0; i < shape.Length; i++)
        {
            if (Array.IndexOf(positions, i) < 0) reduced.Add(shape[i]);
            else if (keepDimensions) reduced.Add(Dimension.Unit);
        }
        return reduced.ToArray();
    }
}
