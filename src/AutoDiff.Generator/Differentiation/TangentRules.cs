using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Differentiation;

/// <summary>The tangent of each statement's target, given those of its operands. A missing tangent is 0; one that lacks axes is invariant along them.</summary>
internal sealed class TangentRules(Builder builder, DerivativeFlow flow, Func<Value, Instruction?> definition, Tangents tangents)
{
    /// <summary>The tangent; null where it is 0.</summary>
    public Value? Of(Statement statement)
    {
        var operands = Activity.DifferentiableOperands(statement.Instruction).Where(o => tangents.Of(o) is not null).Distinct().ToList();
        if (operands.Count == 0) return null;
        return statement.Instruction switch
        {
            Map map => Pointwise(map, statement),
            Reduce reduce => Reduction(reduce, statement.Target, tangents.Of(reduce.Operand)!),
            Softmax softmax => SoftmaxTangent(softmax, statement.Target, tangents.Of(softmax.Operand)!),
            Contract c => Sum(
                tangents.Of(c.Left) is { } left ? builder.SumOfProduct(left, c.Right, c.Over, statement.Target.Axes) : null,
                tangents.Of(c.Right) is { } right ? builder.SumOfProduct(c.Left, right, c.Over, statement.Target.Axes) : null),
            Gather or ScatterAdd or Rename or Slice or Pad or Concat or Reshape => Linear(statement),
            EmbeddingBag { Mode: not BagMode.Max } b => Sum(
                tangents.Of(b.Table) is { } table ? builder.Emit(b with { Table = builder.Broadcast(table, b.Table.Axes) }) : null,
                b.Weights is { } weights && tangents.Of(weights) is { } w ? builder.Emit(b with { Weights = builder.Broadcast(w, weights.Axes) }) : null),
            Read or Write or AddAt or Copy => ArrayElement(statement),
            Tap tap => tangents.Of(tap.Operand),
            EmbeddingBagAdjoint a when operands.All(o => o == a.Adjoint) => Linear(statement),
            _ => throw (statement.Target.IsAdjoint ? NotDifferentiableException.SecondDerivative(statement) : NotDifferentiableException.Tangent(statement)),
        };
    }

    /// <summary>The rows of the table with tangents in place of the adjoint.</summary>
    private Value? Pointwise(Map map, Statement statement)
    {
        var at = new Point(builder, statement, flow.IsVaried, definition, isTangent: true);
        var partials = DerivativeRules.Of(map.Operator);
        Value? sum = null;
        for (int i = 0; i < partials.Count; i++)
            if (partials[i] is { } partial && tangents.Of(map.Arguments[i]) is { } tangent)
                sum = Sum(sum, partial(at, On(tangent)).Value);
        return sum;
    }

    private Value Reduction(Reduce reduce, Value target, Value tangent)
    {
        var (x, y, dx) = (On(reduce.Operand), On(target), On(tangent));
        Expression Total(Expression term) => On(builder.SumOver(term.Value, reduce.Over));
        switch (reduce.Kind)
        {
            case ReduceKind.Sum: return Total(dx).Value;
            case ReduceKind.Product: return Total(dx * On(builder.Emit(new ProductOfOthers(reduce.Operand, reduce.Over)))).Value;
            case ReduceKind.LogSumExp: return Total(dx * On(builder.Emit(new Softmax(reduce.Operand, reduce.Over, Log: false)))).Value;
            case ReduceKind.Norm: return y.EqualTo(0).Select(0, Total(dx * x) / y).Value;
            default:
                // The mean tangent of the winners; 0/0 where the result is NaN.
                var isWinner = x.EqualTo(y);
                return (Total(isWinner.Select(dx, 0)) / Total(On(builder.Map(Operator.ToReal, isWinner.Value)))).Value;
        }
    }

    private Value SoftmaxTangent(Softmax softmax, Value target, Value tangent)
    {
        var (y, dx) = (On(target), On(tangent));
        if (!softmax.Log) return (y * (dx - On(builder.SumOver((y * dx).Value, softmax.Over)))).Value;
        var probability = On(builder.Emit(softmax with { Log = false }));
        var max = On(builder.Emit(new Reduce(ReduceKind.Max, softmax.Operand, softmax.Over)));
        return max.EqualTo(double.NegativeInfinity).Select(0, dx - On(builder.SumOver((probability * dx).Value, softmax.Over))).Value;
    }

    /// <summary>A linear statement applied to the tangents of its real operands.</summary>
    private Value Linear(Statement statement)
    {
        bool isBag = statement.Instruction is EmbeddingBagAdjoint;
        var instruction = statement.Instruction.WithOperands(o => o.Type != ElementType.Real || (isBag && tangents.Of(o) is null) ? o
            : builder.Broadcast(tangents.Of(o) ?? builder.Real(0), o.Axes));
        return builder.Emit(instruction, ElementType.Real, statement.Target.Axes);
    }

    /// <summary>The same element of the array of tangents.</summary>
    private Value ArrayElement(Statement statement) => statement.Instruction switch
    {
        Read r => tangents.Of(r.Array) is { Axes.Count: 0 } invariant ? invariant : builder.Emit(r with { Array = tangents.Full(r.Array) }),
        Write w => builder.Emit(new Write(tangents.Full(w.Array), w.Indices, tangents.Full(w.Element))),
        AddAt a when tangents.Of(a.Addend) is null => tangents.Full(a.Array),
        AddAt a => builder.Emit(new AddAt(tangents.Full(a.Array), a.Indices, tangents.Full(a.Addend))),
        Copy c => builder.Emit(new Copy(tangents.Full(c.Array))),
        _ => throw new NotSupportedException(statement.Instruction.GetType().Name),
    };

    private Value? Sum(Value? a, Value? b) => a is null ? b : b is null ? a : builder.Map(Operator.Accumulate, a, b);

    private Expression On(Value value) => new(builder, value);
}
