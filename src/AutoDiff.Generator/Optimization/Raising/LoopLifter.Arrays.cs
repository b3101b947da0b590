using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

// Elements of arrays.
internal sealed partial class LoopLifter
{
    private readonly List<LiftedArrayHistory> _histories = [];

    private LiftedArray Entered(Value carried, Value initial)
    {
        var history = new LiftedArrayHistory(initial, carried.Axes, _loops.Count - 1, NameOf(carried));
        _histories.Add(history);
        return new LiftedArray(history, default, null, default);
    }

    private Lifted ReadElement(Read read) => At(read.Array) switch
    {
        LiftedArray array => new LiftedElement(array, Forms(read.Indices), null),
        var lifted => new LiftedTensor(Elements(Resolve(lifted), read.Array.Axes, Forms(read.Indices), NameOf(read.Array), read.Indices[0])),
    };

    /// <summary>An element plus a number: what x[i] += number needs.</summary>
    private LiftedElement? ElementSum(Map sum)
    {
        var (a, b) = (At(sum.Arguments[0]), At(sum.Arguments[1]));
        if (a is not LiftedElement) (a, b) = (b, a);
        if (a is not LiftedElement element) return null;
        var term = Resolve(b);
        return element with { Term = element.Term is null ? term : builder.Map(Operator.Add, element.Term, term) };
    }

    private LiftedArray WriteElement(Write write)
    {
        if (At(write.Array) is not LiftedArray array) throw Refusal($"an element of {NameOf(write.Array)} is written outside of a loop over it");
        var (forms, element) = (Forms(write.Indices), At(write.Element));
        if (element is LiftedElement { Term: { } term } sum && sum.Array == array && sum.Form == forms) return Added(array, forms, term);
        var value = Resolve(element);
        Use(array, ElementUseKind.Assigned, forms);
        if (array.Element is not null && array.Form != forms || array.Additions.Any(a => a.Form != forms || a.Pending.Count > 0))
            throw Refusal($"{array.History.Name} is written at several positions");
        return array with { Form = forms, Element = value, Additions = default };
    }

    private LiftedArray AddToElement(AddAt add)
    {
        if (At(add.Array) is not LiftedArray array) throw Refusal($"an element of {NameOf(add.Array)} is written outside of a loop over it");
        return Added(array, Forms(add.Indices), Tensor(add.Addend));
    }

    private LiftedArray Added(LiftedArray array, EquatableArray<Extent> forms, Value term)
    {
        Use(array, ElementUseKind.Added, forms);
        var pending = _loops.Skip(array.History.Depth).Where(l => !DependsOn(forms, l)).ToEquatable();
        return WithCompleteAdditions(array with { Additions = array.Additions.Append(new ElementAddition(forms, term, pending)).ToEquatable() });
    }

    /// <summary>An addition at the indices of the element, in no loop that is still open, is part of it.</summary>
    private LiftedArray WithCompleteAdditions(LiftedArray array)
    {
        while (array.Element is not null && array.Additions.Count > 0 && array.Additions[0] is { Pending.Count: 0 } first && first.Form == array.Form)
            array = array with { Element = builder.Map(Operator.Add, array.Element, first.Term), Additions = array.Additions.Skip(1).ToEquatable() };
        return array;
    }

    private ElementAddition Summed(ElementAddition addition, RaisedLoop loop) => !addition.Pending.Contains(loop) ? addition
        : addition with { Term = Reduced(ReduceKind.Sum, addition.Term, loop.Axis, ""), Pending = addition.Pending.Where(l => l != loop).ToEquatable() };

    private Value Element(LiftedElement element)
    {
        var array = element.Array;
        Use(array, ElementUseKind.Read, element.Form);
        if (array.Element is not null && array.Form != element.Form) throw Refusal($"{array.History.Name} is read at another position than it is written at");
        var value = array.Element ?? Elements(array.History.Initial, array.History.Axes, element.Form, array.History.Name);
        foreach (var addition in array.Additions)
        {
            if (addition.Form != element.Form || addition.Pending.Count > 0) throw Refusal($"{array.History.Name} is read while it is added to");
            value = builder.Map(Operator.Add, value, addition.Term);
        }
        return element.Term is null ? value : builder.Map(Operator.Add, value, element.Term);
    }

    private LiftedArray Merge(Value condition, LiftedArray then, LiftedArray otherwise)
    {
        var (history, form) = (then.History, then.Element is null ? otherwise.Form : then.Form);
        var element = then.Element;
        if (then.Element != otherwise.Element || then.Form != otherwise.Form)
        {
            if (then.Element is not null && otherwise.Element is not null && then.Form != otherwise.Form) throw Refusal($"{history.Name} is written at several positions");
            Value Of(LiftedArray a) => Element(new LiftedElement(a, form, null));
            element = builder.Map(Operator.Select, condition, Of(then), Of(otherwise));
            return new LiftedArray(history, form, element, default);
        }
        var common = then.Additions.Where(otherwise.Additions.Contains).ToList();
        var zero = builder.Real(0);
        var masked = then.Additions.Where(a => !common.Contains(a)).Select(a => a with { Term = builder.Map(Operator.Select, condition, a.Term, zero) }).ToList();
        masked.AddRange(otherwise.Additions.Where(a => !common.Contains(a)).Select(a => a with { Term = builder.Map(Operator.Select, condition, zero, a.Term) }));
        return then with { Additions = common.Concat(masked).ToEquatable() };
    }

    private void Use(LiftedArray array, ElementUseKind kind, EquatableArray<Extent> forms)
    {
        array.History.Uses.Add(new ElementUse(kind, forms, _loops.Skip(array.History.Depth).ToEquatable(), builder.Source));
        if (kind == ElementUseKind.Read) return;
        for (int i = 0; i < forms.Count; i++)
            if (!IsLookUp(forms[i])) CheckInside(forms[i], array.History.Axes[i].Extent, array.History.Name);
    }

    private bool DependsOn(EquatableArray<Extent> forms, RaisedLoop loop) =>
        forms.SelectMany(f => f.Symbols).Any(s => s == loop.Symbol || _integers.TryGetValue(s, out var integer) && integer.Has(loop.Axis));

    /// <summary>No iteration of the loop may depend on what another one has done to an array.</summary>
    private void Close(RaisedLoop loop)
    {
        _loops.Remove(loop);
        foreach (var history in _histories)
        {
            var uses = history.Uses.Where(u => u.Loops.Contains(loop)).ToList();
            var changes = uses.Where(u => u.Kind != ElementUseKind.Read).ToList();
            if (changes.Count == 0) continue;
            bool isRead = uses.Any(u => u.Kind == ElementUseKind.Read), isAssigned = uses.Any(u => u.Kind == ElementUseKind.Assigned);
            foreach (var change in changes.Where(c => !DependsOn(c.Form, loop)))
            {
                if (change.Kind == ElementUseKind.Assigned) throw new NotRaisedException($"the same element of {history.Name} is written in each iteration", change.Source);
                if (isRead) throw new NotRaisedException($"{history.Name} is read while it is added to", change.Source);
            }
            if ((isRead || isAssigned) && uses.Select(u => u.Form).Distinct().Skip(1).Any())
                throw new NotRaisedException($"an iteration uses elements of {history.Name} that another one changes", uses[uses.Count - 1].Source);
        }
    }
}
