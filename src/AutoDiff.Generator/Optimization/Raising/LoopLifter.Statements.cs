using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

// Statements without blocks.
internal sealed partial class LoopLifter
{
    private Lifted Lift(Statement statement)
    {
        var target = statement.Target;
        switch (statement.Instruction)
        {
            case Map map:
                if (Total(map) is { } total) return total;
                if (map.Operator == Operator.Add && ElementSum(map) is { } sum) return sum;
                if (map.Operator is Operator.IntDivide or Operator.IntRemainder && !_ranges.IsNonZero(map.Arguments[1])) throw Refusal("a division of integers in it may fail");
                var value = builder.Emit(map.WithOperands(Tensor), target.Name);
                if (target.Type == ElementType.Int && target.Axes.Count == 0) _forms[target.Id] = Form(map) ?? Symbol(value);
                return new LiftedTensor(value);
            case Constant c:
                if (target.Type == ElementType.Int) _forms[target.Id] = Extent.Constant((long)c.Number);
                return Emitted(statement);
            case ExtentOf e:
                if (target.Type == ElementType.Int) _forms[target.Id] = e.Extent;
                return Emitted(statement);
            case Read read: return ReadElement(read);
            case Write write: return WriteElement(write);
            case AddAt add: return AddToElement(add);
            case Zeros: return new LiftedTensor(builder.Emit(new Map(Operator.Select, Always(target)), target.Type, target.Axes, target.Name));
            case Ir.Index: return Emitted(statement);
            case Reshape r:
                var operand = Tensor(r.Operand);
                var added = operand.Axes.Where(a => !r.Operand.Has(a)).ToList();
                return new LiftedTensor(builder.Emit(new Reshape(operand, added.Concat(r.From).ToEquatable(), added.Concat(r.To).ToEquatable()), target.Name));
            case Reduce or Softmax or Contract or Gather or Rename or Slice or Pad or Concat or ProductOfOthers:
                return new LiftedTensor(builder.Emit(statement.Instruction.WithOperands(Tensor), target.Name));
            default: throw Refusal(Effect(statement.Instruction));
        }
    }

    /// <summary>A tensor of zeros as a map: a condition that holds at each position gives it the axes.</summary>
    private EquatableArray<Value> Always(Value like)
    {
        Value? always = null;
        foreach (var axis in like.Axes)
        {
            var inside = builder.Map(Operator.GreaterOrEqual, builder.Emit(new Ir.Index(axis)), builder.Int(0));
            always = always is null ? inside : builder.Map(Operator.And, always, inside);
        }
        Value Zero() => builder.Emit(new Constant(0), like.Type, []);
        return EquatableArray.Of(always!, Zero(), Zero());
    }

    private LiftedTensor Emitted(Statement statement) => new(builder.Emit(statement.Instruction, statement.Target.Type, statement.Target.Axes, statement.Target.Name));

    private Extent? Form(Map map) => map.Operator switch
    {
        Operator.IntAdd => FormOf(map.Arguments[0]) + FormOf(map.Arguments[1]),
        Operator.IntSubtract => FormOf(map.Arguments[0]) - FormOf(map.Arguments[1]),
        Operator.IntMultiply => FormOf(map.Arguments[0]) * FormOf(map.Arguments[1]),
        _ => null,
    };

    private EquatableArray<Extent> Forms(EquatableArray<Value> indices) => indices.Select(FormOf).ToEquatable();

    /// <summary>Both branches for all iterations, and a selection of what they yield. A branch that is not taken must not fail.</summary>
    private IReadOnlyList<Lifted> Branches(If branches)
    {
        var condition = Tensor(branches.Condition);
        var outside = _guarded;
        _guards++;
        var first = _guarded = [];
        Visit(branches.Then.Body);
        var then = branches.Then.Yields.Select(At).ToList();
        var second = _guarded = [];
        Visit(branches.Else.Body);
        var otherwise = branches.Else.Yields.Select(At).ToList();
        _guards--;
        _guarded = outside;
        CheckBranches(first, second);
        return then.Select((t, i) => Merge(condition, t, otherwise[i])).ToList();
    }

    private Lifted Merge(Value condition, Lifted then, Lifted otherwise) => (then, otherwise) switch
    {
        _ when ReferenceEquals(then, otherwise) || then.Equals(otherwise) => then,
        (LiftedTotal a, LiftedTotal b) => Merge(condition, a, b),
        (LiftedArray a, LiftedArray b) => Merge(condition, a, b),
        _ => new LiftedTensor(Select(condition, Resolve(then), Resolve(otherwise))),
    };

    private Value Select(Value condition, Value then, Value otherwise)
    {
        if (then.Type != ElementType.Bool) return builder.Map(Operator.Select, condition, then, otherwise);
        return builder.Map(Operator.Or, builder.Map(Operator.And, condition, then), builder.Map(Operator.And, builder.Map(Operator.Not, condition), otherwise));
    }

    /// <summary>The value with the axes of the target in their order.</summary>
    private Value WithAxes(Value value, Value target)
    {
        value = Differentiation.Sums.Broadcast(builder, value, target.Axes);
        if (value.Axes == target.Axes) return value;
        if (value.Axes.Count != target.Axes.Count || !builder.Body.Any(s => s.Targets.Contains(value))) throw Refusal($"it leaves {target.Name} in another layout");
        var ordered = value with { Axes = target.Axes };
        builder.Replace(0, value, ordered);
        return ordered;
    }
}
