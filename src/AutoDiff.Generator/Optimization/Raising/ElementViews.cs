using AutoDiff.Generator.Differentiation;
using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Optimization;

/// <summary>Elements that loops go through as axes of a tensor, and back: slices, new shapes and names of the array's axis.</summary>
internal sealed class ElementViews(Builder builder, AxisNames names)
{
    /// <summary>The value with the axis replaced by those of the layout's loops.</summary>
    /// <exception cref="NotRaisedException">The value already depends on one of the loops: a diagonal.</exception>
    public Value Select(Value value, Axis axis, ElementLayout layout)
    {
        var loops = layout.Dimensions.Select(d => d.Loop?.Axis).OfType<Axis>().ToList();
        if (loops.Any(a => a != axis && value.Has(a))) throw new NotRaisedException($"it walks along a diagonal of {value.Name}", builder.Source);
        if (layout.Dimensions is { Count: 1 } single)
        {
            var only = single[0].Loop?.Axis ?? names.New(axis.Name, Extent.One);
            value = Cut(value, axis, only, layout.Start);
            return single[0].Loop is null ? WithoutUnit(value, only) : value;
        }
        if (layout.Start != Extent.Zero || layout.Length != axis.Extent) value = Cut(value, axis, axis = names.New(axis.Name, layout.Length), layout.Start);
        // The operand must not have the axes that it is about to get.
        if (loops.Contains(axis)) value = Cut(value, axis, axis = names.New(axis.Name, axis.Extent), Extent.Zero);
        var box = layout.Dimensions.Select(d => d.IsWhole ? d.Loop!.Axis : names.New(d.Loop?.Axis.Name ?? axis.Name, d.Size)).ToList();
        value = Reshaped(value, EquatableArray.Of(axis), box.ToEquatable());
        for (int i = 0; i < box.Count; i++)
        {
            var dimension = layout.Dimensions[i];
            if (dimension.IsWhole) continue;
            var to = dimension.Loop?.Axis ?? names.New(box[i].Name, Extent.One);
            value = Cut(value, box[i], to, dimension.Offset);
            if (dimension.Loop is null) value = WithoutUnit(value, to);
        }
        return value;
    }

    /// <summary>The reverse of <see cref="Select"/> for a full layout: the value along an axis with the box's length.</summary>
    public Value Flatten(Value value, ElementLayout layout, Axis axis)
    {
        if (layout.Dimensions.Count == 1 && layout.Dimensions[0].Loop is null)
        {
            // One element. A number gets the axis from a condition that always holds.
            return value.Axes.Count == 0 ? builder.Broadcast(value, [axis]) : builder.Emit(new Reshape(value, value.Axes, value.Axes.Append(axis).ToEquatable()), value.Name);
        }
        var box = layout.Dimensions.Select(d => d.Loop!.Axis).ToEquatable();
        value = builder.Broadcast(value, box);
        return box.Count == 1 ? Cut(value, box[0], axis, Extent.Zero) : Reshaped(value, box, EquatableArray.Of(axis));
    }

    /// <summary>The part of the axis that begins at the start; the same value under another name where that is all of it.</summary>
    public Value Cut(Value value, Axis from, Axis to, Extent start) =>
        from == to ? value
        : value.Has(to) ? throw new NotRaisedException($"it walks along a diagonal of {value.Name}", builder.Source)
        : start == Extent.Zero && from.Extent == to.Extent ? builder.Emit(new Rename(value, from, to), value.Name)
        : builder.Emit(new Slice(value, from, to, start), value.Name);

    /// <summary>Some axes, side by side, replaced by others.</summary>
    private Value Reshaped(Value value, EquatableArray<Axis> from, EquatableArray<Axis> to)
    {
        var others = value.Axes.Where(a => !from.Contains(a)).ToList();
        int position = others.Count;
        for (int i = 0; i < value.Axes.Count; i++)
        {
            if (!from.Contains(value.Axes[i])) continue;
            position = value.Axes.Take(i).Count(others.Contains);
            break;
        }
        var (before, after) = (others.Take(position).ToList(), others.Skip(position).ToList());
        return builder.Emit(new Reshape(value, before.Concat(from).Concat(after).ToEquatable(), before.Concat(to).Concat(after).ToEquatable()), value.Name);
    }

    // A number does not lie in memory: it is the sum of its one element.
    private Value WithoutUnit(Value value, Axis unit) => value.Axes.Count == 1 ? builder.Sum(value, [unit])
        : builder.Emit(new Reshape(value, value.Axes, value.Axes.Where(a => a != unit).ToEquatable()), value.Name);
}
