using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>
/// What each statement contributes to the adjoints of its operands, given the adjoint of its target. An adjoint may lack axes of its value: it is
/// then invariant along them, which keeps the gradient of a sum a scalar.
/// </summary>
internal sealed class AdjointRules(Builder builder, Activity activity, Func<Value, Instruction?> definition)
{
    /// <summary>Makes a contribution when called, so that nothing is emitted for operands that need none.</summary>
    public readonly record struct Contribution(Value Operand, Func<Value> Make);

    public IEnumerable<Contribution> Of(Statement statement, Value adjoint) => statement.Instruction switch
    {
        Map map => Pointwise(map, statement, adjoint),
        Reduce reduce => [new(reduce.Operand, () => Reduction(reduce, statement.Target, adjoint))],
        Softmax softmax => [new(softmax.Operand, () => SoftmaxOperand(softmax, statement.Target, adjoint))],
        Contract c => [new(c.Left, () => Factor(c.Left, c.Right, adjoint)), new(c.Right, () => Factor(c.Right, c.Left, adjoint))],
        Gather g => [new(g.Table, () => Scatter(g, statement.Target, adjoint))],
        ScatterAdd s => [new(s.Source, () => GatherBack(s, adjoint))],
        Rename r => [new(r.Operand, () => adjoint.Has(r.To) ? builder.Emit(new Rename(adjoint, r.To, r.From)) : adjoint)],
        Slice s => [new(s.Operand, () => PadBack(adjoint, s))],
        Pad p => [new(p.Operand, () => SliceBack(adjoint, p.To, p.From, p.Start))],
        Concat c => c.Parts.Select((part, i) => new Contribution(part, () => ConcatPart(c, i, adjoint))),
        Reshape r => [new(r.Operand, () => ReshapeBack(r, adjoint))],
        EmbeddingBag b => Bag(b, statement.Target, adjoint),
        Tap t => [new(t.Operand, () => adjoint)],
        _ => statement.Instruction.Operands.Where(o => o.Type == ElementType.Real).Select(o => new Contribution(o, () => throw NotDifferentiableException.SecondDerivative(statement))),
    };

    private IEnumerable<Contribution> Pointwise(Map map, Statement statement, Value adjoint)
    {
        var at = new Point(builder, statement, activity.IsVaried, definition);
        var dy = new Expression(builder, adjoint, activity.IsGuarded(statement.Target));
        var partials = DerivativeRules.Of(map.Operator);
        for (int i = 0; i < partials.Count; i++)
        {
            if (partials[i] is not { } partial) continue;
            var operand = map.Arguments[i];
            yield return new(operand, () => Contribute(at, partial, dy, operand, statement.Target));
        }
    }

    /// <summary>A row of the table, summed over the axes that the operand lacks unless the rule has done it.</summary>
    private Value Contribute(Point at, DerivativeRules.Partial partial, Expression dy, Value operand, Value target)
    {
        var contribution = partial(at, dy);
        return contribution.IsSummed ? contribution.Value : builder.SumOver(contribution.Value, target.Axes.Except(operand.Axes));
    }

    private Value Reduction(Reduce reduce, Value target, Value adjoint)
    {
        var (x, y, dy) = (On(reduce.Operand), On(target), On(adjoint) with { Guarded = activity.IsGuarded(target) });
        return (reduce.Kind switch
        {
            ReduceKind.Sum => dy,
            ReduceKind.Product => dy * On(builder.Emit(new ProductOfOthers(reduce.Operand, reduce.Over))),
            ReduceKind.Max or ReduceKind.Min => SharedAmongTies(x, y, dy, reduce.Over),
            ReduceKind.LogSumExp => dy * On(builder.Emit(new Softmax(reduce.Operand, reduce.Over, Log: false))),
            ReduceKind.Norm => y.EqualTo(0).Select(0, dy / y) * x,
            _ => throw new NotSupportedException(reduce.Kind.ToString()),
        }).Value;
    }

    /// <summary>Maximum or minimum over axes: the winners share the adjoint evenly. A NaN, which equals nothing, reaches the whole group.</summary>
    private Expression SharedAmongTies(Expression x, Expression y, Expression dy, EquatableArray<Axis> over)
    {
        var isWinner = x.EqualTo(y);
        var winners = On(builder.Sum(builder.Map(Operator.ToReal, isWinner.Value), over));
        var nan = dy.Masked(winners.EqualTo(0).Select(On(builder.Real(double.NaN)), 0));
        return isWinner.Select(dy / winners, nan);
    }

    /// <summary>softmax: y (dy - sum(dy y)); log-softmax: dy - softmax sum(dy), and 0 where all entries are negative infinity.</summary>
    private Value SoftmaxOperand(Softmax softmax, Value target, Value adjoint)
    {
        var (y, dy) = (On(target), On(adjoint));
        if (!softmax.Log) return (y * (dy - On(builder.SumOver((dy * y).Value, softmax.Over)))).Value;
        var probability = On(builder.Emit(softmax with { Log = false }));
        var max = On(builder.Emit(new Reduce(ReduceKind.Max, softmax.Operand, softmax.Over)));
        var isEmpty = max.EqualTo(double.NegativeInfinity);
        var spread = -(On(builder.SumOver(adjoint, softmax.Over)) * probability);
        return builder.Map(Operator.Accumulate, isEmpty.Select(0, dy).Value, spread.Value);
    }

    /// <summary>One factor of a matrix product: the adjoint times the other factor, summed over what only the other has.</summary>
    private Value Factor(Value factor, Value other, Value adjoint)
    {
        var over = other.Axes.Where(a => !factor.Has(a)).ToList();
        // The operand whose free axes come first in the factor stands on the left, so that the product is written in the factor's memory order.
        bool adjointFirst = factor.Axes.FirstOrDefault(a => adjoint.Has(a) != other.Has(a)) is not { } first || adjoint.Has(first);
        return adjointFirst ? builder.SumOfProduct(adjoint, other, over, factor.Axes) : builder.SumOfProduct(other, adjoint, over, factor.Axes);
    }

    private Value Scatter(Gather gather, Value target, Value adjoint)
    {
        var keep = gather.Indices.Axes.Where(gather.Table.Has).ToEquatable();
        var scatter = new ScatterAdd(adjoint, gather.Along, gather.Indices, keep, gather.IsStrict);
        var axes = Builder.AxesOf(scatter);
        return builder.Emit(scatter, target.Type, gather.Table.Axes.Where(axes.Contains));
    }

    private Value GatherBack(ScatterAdd scatter, Value adjoint)
    {
        if (adjoint.Has(scatter.Along)) return Restrict(builder.Emit(new Gather(adjoint, scatter.Along, scatter.Indices, scatter.IsStrict)), scatter);
        var isUsed = builder.Map(Operator.GreaterOrEqual, scatter.Indices, builder.Emit(new Constant(0), ElementType.Int, []));
        return Restrict(builder.Map(Operator.Select, isUsed, adjoint, builder.Real(0)), scatter);
    }

    private Value Restrict(Value value, ScatterAdd scatter) => builder.SumOver(value, scatter.Indices.Axes.Except(scatter.Source.Axes));

    private Value SliceBack(Value adjoint, Axis from, Axis to, Extent start) =>
        adjoint.Has(from) ? builder.Emit(new Slice(adjoint, from, to, start)) : adjoint;

    private Value PadBack(Value adjoint, Slice slice)
    {
        if (adjoint.Has(slice.To)) return builder.Emit(new Pad(adjoint, slice.To, slice.From, slice.Start));
        // Invariant along the slice: a band of ones, without memory.
        var position = builder.Emit(new Ir.Index(slice.From));
        var isInside = builder.Map(Operator.And, builder.Map(Operator.GreaterOrEqual, position, Int(slice.Start)),
            builder.Map(Operator.Less, position, Int(slice.Start + slice.To.Extent)));
        return builder.Map(Operator.Select, isInside, adjoint, builder.Real(0));
    }

    private Value ConcatPart(Concat concat, int part, Value adjoint)
    {
        var start = concat.PartAxes.Take(part).Aggregate(Extent.Zero, (sum, a) => sum + a.Extent);
        var slice = SliceBack(adjoint, concat.Along, concat.PartAxes[part], start);
        var others = concat.Parts.SelectMany((p, i) => p.Axes.Where(a => a != concat.PartAxes[i])).Append(concat.PartAxes[part]).Distinct();
        return builder.SumOver(slice, others.Except(concat.Parts[part].Axes));
    }

    /// <summary>
    /// The inverse reshape. Equal axes at the front stay as they are, so that an adjoint that is invariant along the rest needs no reshape at all.
    /// </summary>
    private Value ReshapeBack(Reshape reshape, Value adjoint)
    {
        int common = 0;
        while (common < reshape.From.Count && common < reshape.To.Count && reshape.From[common] == reshape.To[common]) common++;
        if (!reshape.To.Skip(common).Any(adjoint.Has)) return adjoint;
        return builder.Emit(new Reshape(builder.Broadcast(adjoint, reshape.To), reshape.To, reshape.From));
    }

    private IEnumerable<Contribution> Bag(EmbeddingBag bag, Value target, Value adjoint)
    {
        yield return new(bag.Table, () => builder.Emit(new EmbeddingBagAdjoint(bag, builder.Broadcast(adjoint, target.Axes), WithRespectToWeights: false)));
        if (bag.Weights is { } weights)
            yield return new(weights, () => builder.Emit(new EmbeddingBagAdjoint(bag, builder.Broadcast(adjoint, target.Axes), WithRespectToWeights: true)));
    }

    private Expression On(Value value) => new(builder, value);

    private Value Int(Extent extent) => builder.Emit(new ExtentOf(extent), ElementType.Int, []);
}
