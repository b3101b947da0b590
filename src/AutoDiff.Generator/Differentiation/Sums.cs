using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>Sums over axes that an operand may lack: it is then invariant along them and counts as often as the axis is long.</summary>
internal static class Sums
{
    /// <summary>The sum of an adjoint over what the operand lacks of the result's axes.</summary>
    public static Expression SumTo(this Expression adjoint, Expression operand, Expression result) =>
        adjoint with { Value = adjoint.Builder.SumOver(adjoint.Value, result.Value.Axes.Except(operand.Value.Axes)), IsSummed = true };

    public static Value SumOver(this Builder builder, Value value, IEnumerable<Axis> over)
    {
        var axes = over.ToList();
        return builder.Repeat(builder.Sum(value, axes.Where(value.Has)), axes.Where(a => !value.Has(a)));
    }

    /// <summary>The sum of left * right over some axes, as a contraction where both have them; axes in the given order as far as they are present.</summary>
    public static Value SumOfProduct(this Builder builder, Value left, Value right, IEnumerable<Axis> over, IEnumerable<Axis> order)
    {
        var axes = over.ToList();
        var common = axes.Where(a => left.Has(a) && right.Has(a)).ToEquatable();
        var inNeither = axes.Where(a => !left.Has(a) && !right.Has(a)).ToList();
        left = builder.Sum(left, axes.Where(a => left.Has(a) && !common.Contains(a)));
        right = builder.Sum(right, axes.Where(a => right.Has(a) && !common.Contains(a)));
        Instruction instruction = common.Count > 0 ? new Contract(left, right, common) : new Map(Operator.Multiply, EquatableArray.Of(left, right));
        var present = Builder.AxesOf(instruction);
        var ordered = order.Where(present.Contains).Concat(present).Distinct();
        return builder.Repeat(builder.Emit(instruction, ElementType.Real, ordered), inNeither);
    }

    /// <summary>The value with all the given axes, some of which it may be invariant along.</summary>
    public static Value Broadcast(this Builder builder, Value value, IEnumerable<Axis> axes)
    {
        foreach (var axis in axes.Where(a => !value.Has(a)).ToList())
        {
            // A condition that always holds: the only way to say "has this axis" of a value that does not depend on it.
            var position = builder.Emit(new Ir.Index(axis));
            var always = builder.Map(Operator.GreaterOrEqual, position, builder.Emit(new Constant(0), ElementType.Int, []));
            value = builder.Map(Operator.Select, always, value, builder.Real(0));
        }
        return value;
    }

    /// <summary>The value with exactly the given axes, in their order, some of which it may be invariant along.</summary>
    public static Value Arrange(this Builder builder, Value value, EquatableArray<Axis> axes)
    {
        value = builder.Broadcast(value, axes.Where(a => a != axes[axes.Count - 1]));
        // The last condition lays the elements down in the order of the axes.
        var position = builder.Emit(new Ir.Index(axes[axes.Count - 1]));
        var always = builder.Map(Operator.GreaterOrEqual, position, builder.Emit(new Constant(0), ElementType.Int, []));
        return builder.Emit(new Map(Operator.Select, EquatableArray.Of(always, value, builder.Real(0))), ElementType.Real, axes);
    }

    private static Value Repeat(this Builder builder, Value value, IEnumerable<Axis> axes)
    {
        var extent = axes.Aggregate(Extent.One, (product, a) => product * a.Extent);
        return extent.IsOne ? value : builder.Map(Operator.Multiply, value, builder.Emit(new ExtentOf(extent)));
    }
}
