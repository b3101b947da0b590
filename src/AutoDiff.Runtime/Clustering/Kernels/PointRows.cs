using System.Numerics;

namespace AutoDiff.Clustering;

/// <summary>Pinned rows of numbers with the offset that is subtracted whenever they are read.</summary>
internal unsafe struct PointRows<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    public T* Origin;

    /// <summary>Elements from a row to the next; the elements of a row are contiguous.</summary>
    public nint Step;
    public int Count;
    public int Dimension;

    /// <summary>One for each feature, near the mean: differences of values near it are exact.</summary>
    public T* Offset;

    /// <summary>The same numbers as doubles.</summary>
    public double* WideOffset;

    public readonly T* Row(nint row) => Origin + row * Step;
}
