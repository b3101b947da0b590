using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>Sums of sums of products: what lacks the axes moves out, what is zero by construction goes away.</summary>
internal sealed class SumRules(Builder builder, TermWriter writer, Func<Value, Instruction?> definitionOf)
{
    public IReadOnlyList<Term> Sum(IReadOnlyList<Term> terms, EquatableArray<Axis> over)
    {
        var parts = terms.Select(t => (Term: t, Split: Hoist(t, over.ToList()))).ToList();
        // Taking a sum apart pays where a part vanishes or is the sum of a value as it is (which an adjoint often needs anyway);
        // otherwise one accumulator does the work of several.
        bool distributes = parts.Count == 1 || parts.Any(p => IsSimple(p.Split.Inside, p.Split.Axes));
        if (!distributes) return [Term.Of(builder.SumOver(writer.Write(terms), over))];
        var sum = new List<Term>();
        foreach (var (_, (inside, outside, axes)) in parts)
        {
            if (axes.Count == 0) sum.Add(Short(outside));
            else if (!IsCentered(inside, axes)) sum.Add(Short(outside * Term.Of(builder.Sum(writer.Write([inside]), axes))));
        }
        return Term.Collect(sum);
    }

    private static bool IsSimple(Term inside, List<Axis> axes) => axes.Count == 0 || IsSingle(inside);

    /// <summary>What is left after summation; its conditions are tested here, in the short loop, and not where it is used.</summary>
    private Term Short(Term term) => term.Conditions.Count == 0 ? writer.Normalize(term) : Term.Of(writer.Write([term]));

    /// <summary>Separates what depends on the axes; axes that nothing depends on become extents, a selected position is picked out.</summary>
    private (Term Inside, Term Outside, List<Axis> Axes) Hoist(Term term, List<Axis> axes)
    {
        while (SelectedPosition(term, axes) is { } selected)
        {
            axes = axes.Where(a => a != selected.Axis).ToList();
            term = term with { Conditions = term.Conditions.Select(c => c == selected.Condition ? IsUsed(selected.Position) : c).Distinct().OrderBy(c => c.Value.Id).ToEquatable() };
        }
        var (inside, outside) = term.Split(axes);
        var present = axes.Where(inside.Axes.Contains).ToList();
        var repeated = axes.Except(present).Aggregate(Extent.One, (n, a) => n * a.Extent);
        if (repeated.IsConstant(out long count)) outside = outside with { Scale = outside.Scale * count };
        else outside *= Term.Of(builder.Emit(new ExtentOf(repeated)));
        return (inside, outside, present);
    }

    /// <summary>A condition "position along the axis = t" where nothing else depends on the axis: the sum over it has one element.</summary>
    private (Condition Condition, Axis Axis, Value Position)? SelectedPosition(Term term, List<Axis> axes)
    {
        foreach (var axis in axes)
        {
            var dependent = term.Parts.Where(p => p.Has(axis)).ToList();
            if (dependent.Count != 1) continue;
            var condition = term.Conditions.FirstOrDefault(c => c.Value == dependent[0]);
            if (condition is not { Holds: true } || definitionOf(condition.Value) is not Map { Operator: Operator.Equal } equal) continue;
            if (definitionOf(equal.Arguments[0]) is Ir.Index left && left.Axis == axis) return (condition, axis, equal.Arguments[1]);
            if (definitionOf(equal.Arguments[1]) is Ir.Index right && right.Axis == axis) return (condition, axis, equal.Arguments[0]);
        }
        return null;
    }

    /// <summary>A negative index selects nothing; the entry check has refused indices beyond the extent.</summary>
    private Condition IsUsed(Value position) =>
        new(builder.Map(Operator.GreaterOrEqual, position, builder.Emit(new Constant(0), ElementType.Int, [])), true);

    private static bool IsSingle(Term term) => term.Factors.Count == 1 && term.Masked.Count == 0 && term.Conditions.Count == 0;

    /// <summary>x - mean(x), whose sum over the axes of the mean is 0.</summary>
    private bool IsCentered(Term term, List<Axis> axes)
    {
        if (!IsSingle(term) || definitionOf(term.Factors[0]) is not Map { Operator: Operator.Subtract } difference) return false;
        return MeanOf(difference.Arguments[1]) is { } sum && sum.Operand == difference.Arguments[0] && sum.Over.All(axes.Contains);
    }

    /// <summary>The sum that a value is the mean of; null if it is no mean.</summary>
    private Reduce? MeanOf(Value value)
    {
        if (definitionOf(value) is not Map { Operator: Operator.Divide or Operator.Multiply } quotient) return null;
        if (definitionOf(quotient.Arguments[0]) is not Reduce { Kind: ReduceKind.Sum } sum) return null;
        var count = sum.Over.Aggregate(Extent.One, (n, a) => n * a.Extent);
        var divisor = definitionOf(quotient.Arguments[1]);
        if (quotient.Operator == Operator.Divide) return IsExtent(divisor, count) ? sum : null;
        return divisor is Map { Operator: Operator.Reciprocal } r && IsExtent(definitionOf(r.Arguments[0]), count) ? sum : null;
    }

    private static bool IsExtent(Instruction? definition, Extent extent) =>
        definition is ExtentOf e ? e.Extent == extent : definition is Constant c && extent.IsConstant(out long n) && c.Number == n;
}
