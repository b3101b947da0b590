using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

// Elements as tensors, and tensors as elements of arrays.
internal sealed partial class LoopLifter
{
    /// <summary>array[indices] for all iterations.</summary>
    /// <param name="array">The array, for all iterations.</param>
    /// <param name="axes">Its axes in their order.</param>
    /// <param name="forms">The indices.</param>
    /// <param name="name">What to call it.</param>
    /// <param name="row">The first index, if it is known as a value.</param>
    private Value Elements(Value array, EquatableArray<Axis> axes, EquatableArray<Extent> forms, string name, Value? row = null)
    {
        int first = 0;
        if (forms[0].Symbols.Any(IndexRanges.IsValue) && !_loops.Any(l => DependsOn(EquatableArray.Of(forms[0]), l)))
        {
            // The row that a loop around the nest stands at.
            if (!_integers.TryGetValue(forms[0].ToString(), out var position) && row is not null && !_lifted.ContainsKey(row.Id)) position = outer(row);
            if (position is null || array.Axes[0] != axes[0]) throw Refusal($"{name} is read at a position that a loop around it computes");
            CheckInside(forms[0], axes[0].Extent, name);
            array = builder.Read(array, position);
            first = 1;
        }
        for (int i = first; i < forms.Count; i++)
        {
            if (IsLookUp(forms[i])) array = LookUp(array, axes[i], forms[i], name);
            else
            {
                var layout = LayoutOf(forms[i], axes[i], name);
                array = _views.Select(array, axes[i], layout);
            }
        }
        return array;
    }

    private ElementLayout LayoutOf(Extent form, Axis axis, string name)
    {
        CheckInside(form, axis.Extent, name);
        if (ElementLayout.Of(form, _siblings.Values.ToList(), _ranges) is not { } layout) throw Refusal($"{name} is indexed by {Text(form)}, which goes through it neither in order nor in rows");
        if (layout.Dimensions.Count > 1 && !layout.IsFull) _rows.Add((axis.Extent - layout.Start - layout.Length, Refusal($"the last row of {name} may not be complete")));
        return layout;
    }

    // Of rows that are not read to their end the last one may end early: what has to be at least 0 for it to be complete.
    private readonly List<(Extent Behind, NotRaisedException Otherwise)> _rows = [];
    private readonly List<Extent> _required = [];

    /// <summary>All indices of the nest together often show that rows are complete: x[2 * i] and x[2 * i + 1].</summary>
    private void CheckRows()
    {
        foreach (var (behind, otherwise) in _rows)
            if (!_ranges.IsNonNegative(behind, _required)) throw otherwise;
    }

    private static string Text(Extent form) => form.ToString().Replace("%:", "").Replace("%", "#");

    /// <summary>Whether the index is an integer that is looked up in each iteration.</summary>
    private bool IsLookUp(Extent form) => _integers.TryGetValue(form.ToString(), out var integer) && integer.Axes.Count > 0;

    private Value LookUp(Value table, Axis axis, Extent form, string name) =>
        builder.Emit(new Gather(table, axis, IndicesOf(form, name), IsStrict: true), table.Name);

    /// <summary>The integers of a look-up. The entry check tests them all before anything runs, so that they have to be a parameter, used as a whole.</summary>
    private Value IndicesOf(Extent form, string name)
    {
        var indices = _integers[form.ToString()];
        var root = indices;
        while (DefinitionOf(root) is Rename rename) root = rename.Operand;
        if (checks is null || _guards > 0 || !checks.IsParameter(root)) throw Refusal($"{name} is indexed by numbers that are not known to lie inside of it");
        return indices;
    }

    /// <summary>Makes sure that the index lies inside of the extent in all iterations: by what is known, or by a check before the function runs.</summary>
    private void CheckInside(Extent form, Extent extent, string name)
    {
        Extent low = form, high = form;
        var facts = _loops.Select(l => l.Axis.Extent - Extent.One).Concat(_required).ToList();
        foreach (var loop in _loops)
        {
            if (IndexRanges.Split(low, loop.Symbol) is not var (slope, _)) throw Refusal($"{name} is indexed by {Text(form)}");
            var last = loop.Axis.Extent - Extent.One;
            bool rises = _ranges.IsNonNegative(slope, facts);
            if (!rises && !_ranges.IsNonNegative(Extent.Zero - slope, facts)) throw Refusal($"{name} is indexed by {Text(form)}, which may rise or fall");
            low = IndexRanges.Substitute(low, loop.Symbol, rises ? Extent.Zero : last)!;
            high = IndexRanges.Substitute(high, loop.Symbol, rises ? last : Extent.Zero)!;
        }
        var rest = extent - high - Extent.One;
        bool startsInside = _ranges.IsNonNegative(low, facts), endsInside = _ranges.IsNonNegative(rest, facts);
        if (startsInside && endsInside) return;
        if (_guarded is not null && checks is not null)
        {
            _guarded.Add(new GuardedIndex(form, extent, name, builder.Source));
            return;
        }
        if (checks is null || low.Symbols.Concat(high.Symbols).Any(IndexRanges.IsValue))
            throw Refusal($"the index {Text(form)} is not known to lie inside of {name}; a guard at the start of the method that throws where {name} is too short lets it be vectorized");
        var trips = _loops.Select(l => l.Axis.Extent).Where(t => !_ranges.IsNonNegative(t - Extent.One)).ToList();
        if (!startsInside) checks.Require(trips, $"{low} >= 0", $"{name} is indexed from {low}, which must not be negative.");
        if (!endsInside) checks.Require(trips, $"{high} < {extent}", $"{name} is indexed up to {high} and has {extent} elements.");
        _required.Add(rest);
    }

    private sealed record GuardedIndex(Extent Index, Extent Extent, string Name, SourceLine? Source);

    // Indices of the branch at hand that have to be inside; null outside of branches.
    private List<GuardedIndex>? _guarded;

    /// <summary>What both branches of a condition index is indexed in every case. The rest is not known to be inside where it is not reached.</summary>
    private void CheckBranches(List<GuardedIndex> then, List<GuardedIndex> otherwise)
    {
        bool IsIn(GuardedIndex index, List<GuardedIndex> branch) => branch.Any(o => o.Index == index.Index && o.Extent == index.Extent);
        foreach (var index in then.Concat(otherwise))
        {
            if (!IsIn(index, then) || !IsIn(index, otherwise))
                throw new NotRaisedException($"the index {Text(index.Index)} is not known to lie inside of {index.Name}, and it is not used in every case; a guard at the start of the method that throws where {index.Name} is too short lets it be vectorized", index.Source);
            CheckInside(index.Index, index.Extent, index.Name);
        }
    }

    /// <summary>The array after the loops.</summary>
    private Value Finished(LiftedArray array, string name)
    {
        var (history, value) = (array.History, array.History.Initial);
        if (array.Element is { } element) value = Assigned(history, array.Form, element);
        foreach (var addition in array.Additions) value = builder.Emit(new Map(Operator.Add, EquatableArray.Of(value, AsArray(history, addition))), name);
        return value;
    }

    /// <summary>The array with the elements in their places: all of it, or a stretch between what stays.</summary>
    private Value Assigned(LiftedArrayHistory history, EquatableArray<Extent> forms, Value element)
    {
        Value? stretch = null;
        for (int i = 0; i < forms.Count; i++)
        {
            var axis = history.Axes[i];
            var layout = FullLayout(forms[i], axis, history);
            if (layout.Start == Extent.Zero && layout.Length == axis.Extent)
            {
                element = _views.Flatten(element, layout, axis);
                continue;
            }
            if (stretch is not null || forms.Count > 1) throw Refusal($"a part of {history.Name} is written in several directions");
            var (part, before, after) = (names.New(axis.Name, layout.Length), names.New(axis.Name, layout.Start), names.New(axis.Name, axis.Extent - layout.Start - layout.Length));
            var parts = new List<(Value Value, Axis Axis)>();
            if (layout.Start != Extent.Zero) parts.Add((_views.Cut(history.Initial, axis, before, Extent.Zero), before));
            parts.Add((_views.Flatten(element, layout, part), part));
            if (after.Extent != Extent.Zero) parts.Add((_views.Cut(history.Initial, axis, after, layout.Start + layout.Length), after));
            stretch = builder.Emit(new Concat(parts.Select(p => p.Value).ToEquatable(), parts.Select(p => p.Axis).ToEquatable(), axis), history.Name);
        }
        return stretch ?? element;
    }

    /// <summary>An array with the terms in their places and zeros elsewhere.</summary>
    private Value AsArray(LiftedArrayHistory history, ElementAddition addition)
    {
        var value = addition.Term;
        if (IsLookUp(addition.Form[0]))
        {
            var indices = IndicesOf(addition.Form[0], history.Name);
            if (addition.Form.Count > 1 || value.Has(history.Axes[0])) throw Refusal($"{history.Name} is added to at positions that it looks up");
            return builder.Emit(new ScatterAdd(Differentiation.Sums.Broadcast(builder, value, indices.Axes), history.Axes[0], indices, default, IsStrict: true), history.Name);
        }
        for (int i = 0; i < addition.Form.Count; i++)
        {
            var axis = history.Axes[i];
            var layout = FullLayout(addition.Form[i], axis, history);
            bool isWhole = layout.Start == Extent.Zero && layout.Length == axis.Extent;
            var part = isWhole ? axis : names.New(axis.Name, layout.Length);
            value = _views.Flatten(value, layout, part);
            if (!isWhole) value = builder.Emit(new Pad(value, part, axis, layout.Start), history.Name);
        }
        return value;
    }

    private ElementLayout FullLayout(Extent form, Axis axis, LiftedArrayHistory history)
    {
        if (ElementLayout.Of(form, _siblings.Values.ToList(), _ranges) is { IsFull: true } layout) return layout;
        throw Refusal($"{history.Name} is written at {Text(form)}, which goes through it neither in order nor in rows");
    }
}
