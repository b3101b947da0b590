using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>One indirect step of an address: the value of an integer times a stride. A negative integer selects nothing.</summary>
public sealed record Indirection(Value Index, Extent Stride);

/// <summary>The address of a value's elements in a buffer: an offset, a stride for each axis, and integers looked up on the way.</summary>
public sealed record Access(Buffer Buffer, EquatableArray<Axis> Axes, EquatableArray<Extent> Strides, Extent Offset, EquatableArray<Indirection> Indirections)
{
    /// <summary>All of a dense buffer.</summary>
    public static Access Dense(Buffer buffer)
    {
        var strides = new Extent[buffer.Axes.Count];
        var stride = Extent.One;
        for (int i = strides.Length - 1; i >= 0; i--)
        {
            strides[i] = stride;
            stride *= buffer.Axes[i].Extent;
        }
        return new Access(buffer, buffer.Axes, strides.ToEquatable(), Extent.Zero, default);
    }

    public Extent StrideOf(Axis axis)
    {
        for (int i = 0; i < Axes.Count; i++)
            if (Axes[i] == axis) return Strides[i];
        return Extent.Zero;
    }

    public bool Has(Axis axis) => Axes.Contains(axis);

    /// <summary>Whether the elements lie in row-major order of the given axes without gaps.</summary>
    public bool IsDenseIn(IReadOnlyList<Axis> order)
    {
        if (Offset != Extent.Zero || Indirections.Count > 0 || order.Count != Axes.Count) return false;
        var stride = Extent.One;
        for (int i = order.Count - 1; i >= 0; i--)
        {
            if (StrideOf(order[i]) != stride) return false;
            stride *= order[i].Extent;
        }
        return true;
    }

    public Access Renamed(Axis from, Axis to) => this with { Axes = Axes.Select(a => a == from ? to : a).ToEquatable() };

    public Access Sliced(Axis from, Axis to, Extent start) => Renamed(from, to) with { Offset = Offset + StrideOf(from) * start };

    /// <summary>The axis replaced by the value of an integer.</summary>
    public Access Gathered(Axis along, Value index)
    {
        var kept = Enumerable.Range(0, Axes.Count).Where(i => Axes[i] != along).ToArray();
        return this with
        {
            Axes = kept.Select(i => Axes[i]).ToEquatable(),
            Strides = kept.Select(i => Strides[i]).ToEquatable(),
            Indirections = Indirections.Append(new Indirection(index, StrideOf(along))).ToEquatable(),
        };
    }

    /// <summary>The axes the address depends on, directly or through an integer.</summary>
    public IEnumerable<Axis> AddressAxes => Axes.Concat(Indirections.SelectMany(i => i.Index.Axes)).Distinct();
}
