using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>Where a buffer's memory comes from.</summary>
public enum BufferKind
{
    /// <summary>A tensor (or span) that the caller passed in.</summary>
    Input,
    /// <summary>A destination that the caller passed in.</summary>
    Output,
    /// <summary>Scratch memory of the workspace.</summary>
    Scratch,
    /// <summary>Another buffer's memory under other axes.</summary>
    Alias,
}

/// <summary>Dense row-major memory over some axes.</summary>
/// <param name="Name">Unique C# identifier of the tensor variable in the generated method.</param>
/// <param name="Axes">Memory order, outermost first.</param>
public sealed record Buffer(string Name, ElementType Type, EquatableArray<Axis> Axes, BufferKind Kind, Buffer? Of = null)
{
    /// <summary>The buffer whose memory this is.</summary>
    public Buffer Root => Of?.Root ?? this;

    public Extent Length => Axes.Aggregate(Extent.One, (n, a) => n * a.Extent);
}
