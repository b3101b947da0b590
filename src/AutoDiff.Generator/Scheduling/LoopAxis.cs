using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>One loop of a nest: an axis, or adjacent axes that every access of the nest walks as one.</summary>
public sealed record LoopAxis(EquatableArray<Axis> Parts)
{
    /// <summary>The innermost part; its stride is the stride of the loop.</summary>
    public Axis Last => Parts[Parts.Count - 1];

    public Extent Extent => Parts.Aggregate(Extent.One, (n, a) => n * a.Extent);

    public bool Covers(Axis axis) => Parts.Contains(axis);

    public override string ToString() => string.Concat(Parts.Select(p => p.Name));
}
