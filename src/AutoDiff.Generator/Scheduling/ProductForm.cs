using AutoDiff.Generator.Ir;

namespace AutoDiff.Generator.Scheduling;

/// <summary>The axes of a contraction sorted into batch, rows, columns and the summed ones.</summary>
public sealed class ProductForm
{
    public ProductForm(Contract contract, Value target)
    {
        Rows = LastRun(target, a => contract.Left.Has(a) && !contract.Right.Has(a));
        Columns = LastRun(target, a => contract.Right.Has(a) && !contract.Left.Has(a));
        Batch = target.Axes.Where(a => !Rows.Contains(a) && !Columns.Contains(a)).ToList();
        Summed = contract.Over.ToList();
    }

    /// <summary>The last of these axes that lie side by side; those before a gap repeat the product as a batch does.</summary>
    private static List<Axis> LastRun(Value target, Func<Axis, bool> isPart)
    {
        var axes = target.Axes.ToList();
        int end = axes.FindLastIndex(a => isPart(a)) + 1, start = end;
        while (start > 0 && isPart(axes[start - 1])) start--;
        return axes.GetRange(start, end - start);
    }

    public IReadOnlyList<Axis> Batch { get; }

    public IReadOnlyList<Axis> Rows { get; }

    public IReadOnlyList<Axis> Columns { get; }

    public IReadOnlyList<Axis> Summed { get; }

    public static Extent ExtentOf(IReadOnlyList<Axis> axes) => axes.Aggregate(Extent.One, (n, a) => n * a.Extent);

    /// <summary>The stride of several axes walked as one, or null where their memory has gaps; 0 for none.</summary>
    public static Extent? StrideOf(Access access, IReadOnlyList<Axis> axes)
    {
        if (axes.Count == 0) return Extent.Zero;
        for (int i = 0; i + 1 < axes.Count; i++)
            if (access.StrideOf(axes[i]) != access.StrideOf(axes[i + 1]) * axes[i + 1].Extent) return null;
        return access.StrideOf(axes[axes.Count - 1]);
    }

    /// <summary>Whether an operand is a matrix in memory: every axis group has one stride, and one of the two strides is 1.</summary>
    public bool IsMatrix(Access access, bool left)
    {
        if (access.Indirections.Count > 0) return false;
        var first = left ? Rows : Summed;
        var second = left ? Summed : Columns;
        if (StrideOf(access, Batch) is null || StrideOf(access, first) is not { } a || StrideOf(access, second) is not { } b) return false;
        return a.IsOne || b.IsOne || first.Count == 0 || second.Count == 0;
    }

    /// <summary>Whether the product itself can be written there.</summary>
    public bool IsMatrix(Access target) => target.Indirections.Count == 0 && StrideOf(target, Batch) is not null
        && StrideOf(target, Rows) is { } a && StrideOf(target, Columns) is { } b && (a.IsOne || b.IsOne || Rows.Count == 0 || Columns.Count == 0);

    public EquatableArray<Axis> PackedOrder(bool left) => Batch.Concat(left ? Rows.Concat(Summed) : Summed.Concat(Columns)).ToEquatable();
}
