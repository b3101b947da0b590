using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

// What loops carry.
internal sealed partial class LoopLifter
{
    /// <summary>What a carried value is inside of the loop.</summary>
    private Lifted Enter(Value carried, Lifted before) => (carried, before) switch
    {
        ({ Axes.Count: > 0 }, LiftedArray array) => array,
        ({ Axes.Count: > 0 }, LiftedTensor tensor) => Entered(carried, tensor.Value),
        ({ Type: ElementType.Real, Axes.Count: 0 }, _) => new LiftedTotal(carried, null, null),
        _ => throw Refusal($"{NameOf(carried)} is carried from one iteration to the next"),
    };

    /// <summary>What stands for a carried value after the loop.</summary>
    private Lifted Leave(RaisedLoop loop, Value carried, Lifted before, Lifted after, string name)
    {
        switch (after)
        {
            case LiftedTotal total when total.Carried == carried:
                if (total.Kind is not { } kind) return before;
                var reduced = Reduced(kind, total.Term!, loop.Axis, name);
                return Combined(before, kind, reduced);
            case LiftedArray array:
                array = array with { Additions = array.Additions.Select(a => Summed(a, loop)).ToEquatable() };
                array = WithCompleteAdditions(array);
                return before is LiftedArray ? array : new LiftedTensor(Finished(array, name));
            default:
                throw Refusal($"{NameOf(carried)} is carried from one iteration to the next");
        }
    }

    private static string NameOf(Value value) => value.Name.Length > 0 ? value.Name : "a number";

    private Lifted Combined(Lifted before, ReduceKind kind, Value term) => before is LiftedTotal total
        ? Extended(total, kind, term, negated: false)
        : new LiftedTensor(IsNeutral(kind, Resolve(before)) ? term : builder.Map(OperatorOf(kind), Resolve(before), term));

    private bool IsNeutral(ReduceKind kind, Value value) => NumberOf(value) == Neutral(kind);

    private double? NumberOf(Value value) =>
        DefinitionOf(value) is Constant c ? c.Number : constants.TryGetValue(value.Id, out double number) ? number : null;

    private static Operator OperatorOf(ReduceKind kind) => kind switch
    {
        ReduceKind.Sum => Operator.Add,
        ReduceKind.Product => Operator.Multiply,
        ReduceKind.Max => Operator.Maximum,
        _ => Operator.Minimum,
    };

    private static double Neutral(ReduceKind kind) => kind switch
    {
        ReduceKind.Sum => 0,
        ReduceKind.Product => 1,
        ReduceKind.Max => double.NegativeInfinity,
        _ => double.PositiveInfinity,
    };

    /// <summary>The terms of all iterations combined.</summary>
    private Value Reduced(ReduceKind kind, Value term, Axis axis, string name)
    {
        if (!term.Has(axis))
        {
            if (kind == ReduceKind.Sum) return builder.SumOver(term, [axis]);
            throw Refusal($"each iteration combines {NameOf(term)} with the same number");
        }
        if (kind == ReduceKind.Sum && MatrixProduct(term, axis) is { } product) return product;
        // A sum of sums is one sum.
        if (DefinitionOf(term) is Reduce inner && inner.Kind == kind) return builder.Emit(new Reduce(kind, inner.Operand, inner.Over.Append(axis).ToEquatable()), name);
        return builder.Emit(new Reduce(kind, term, EquatableArray.Of(axis)), name);
    }

    private Instruction? DefinitionOf(Value value) => builder.Body.FirstOrDefault(s => s.Targets.Contains(value))?.Instruction;

    /// <summary>sum(a[i,k] * b[k,j] over k) is a matrix product where each factor has an axis of its own.</summary>
    private Value? MatrixProduct(Value term, Axis axis)
    {
        if (DefinitionOf(term) is not Map { Operator: Operator.Multiply } map) return null;
        var (a, b) = (map.Arguments[0], map.Arguments[1]);
        bool fits = a.Has(axis) && b.Has(axis) && a.Axes.Any(x => !b.Has(x)) && b.Axes.Any(x => !a.Has(x));
        return fits ? builder.Emit(new Contract(a, b, EquatableArray.Of(axis))) : null;
    }

    /// <summary>A total with one more term, where the map combines a total with a number; null where no operand is a total.</summary>
    private Lifted? Total(Map map)
    {
        var arguments = map.Arguments.Select(At).ToList();
        int position = arguments.FindIndex(a => a is LiftedTotal);
        if (position < 0) return null;
        var total = (LiftedTotal)arguments[position];
        if (map.Operator == Operator.Select && position > 0) return Merge(Resolve(arguments[0]), arguments[1], arguments[2]);
        var kind = (map.Operator, position) switch
        {
            (Operator.Add, _) or (Operator.Subtract, 0) => ReduceKind.Sum,
            (Operator.Multiply, _) => ReduceKind.Product,
            (Operator.Maximum, _) => ReduceKind.Max,
            (Operator.Minimum, _) => ReduceKind.Min,
            _ => throw Refusal($"{NameOf(total.Carried)} is carried from one iteration to the next, and not only summed up"),
        };
        var other = arguments[1 - position];
        if (other is LiftedTotal second) throw Refusal($"{NameOf(total.Carried)} and {NameOf(second.Carried)} are carried from one iteration to the next, and one is combined with the other");
        return Extended(total, kind, Resolve(other), negated: map.Operator == Operator.Subtract);
    }

    private LiftedTotal Extended(LiftedTotal total, ReduceKind kind, Value term, bool negated)
    {
        if (total.Kind is { } before && before != kind) throw Refusal($"{NameOf(total.Carried)} is combined by different operations");
        if (total.Term is null) return total with { Kind = kind, Term = negated ? builder.Map(Operator.Negate, term) : term };
        return total with { Term = builder.Map(negated ? Operator.Subtract : OperatorOf(kind), total.Term, term) };
    }

    private LiftedTotal Merge(Value condition, LiftedTotal then, LiftedTotal otherwise)
    {
        if (then.Carried != otherwise.Carried || then.Kind is { } a && otherwise.Kind is { } b && a != b)
            throw Refusal($"{NameOf(then.Carried)} is combined by different operations");
        if ((then.Kind ?? otherwise.Kind) is not { } kind) return then;
        Value TermOf(LiftedTotal total) => total.Term ?? builder.Real(Neutral(kind));
        return then with { Kind = kind, Term = builder.Map(Operator.Select, condition, TermOf(then), TermOf(otherwise)) };
    }

    /// <summary>The value as a tensor.</summary>
    private Value Resolve(Lifted lifted) => lifted switch
    {
        LiftedTensor tensor => tensor.Value,
        LiftedElement element => Element(element),
        LiftedTotal total => throw Refusal($"{NameOf(total.Carried)} is used while it is summed up, or carried from one iteration to the next"),
        _ => throw Refusal("an array that it changes is used as a whole"),
    };
}
