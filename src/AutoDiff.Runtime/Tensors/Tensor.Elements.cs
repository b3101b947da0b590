using System.Runtime.CompilerServices;

namespace AutoDiff;

public readonly partial struct Tensor<T>
{
    /// <summary>The extent of a dimension; negative dimensions count from the end.</summary>
    public int Dimension(int dimension) => Shape[Shape.Axis(dimension)];

    /// <summary>The only element of a tensor with one element.</summary>
    /// <exception cref="ShapeMismatchException">There is not exactly one element.</exception>
    public T Item => Length == 1 ? Origin : throw new ShapeMismatchException($"Item needs a tensor of one element, and this one is {Shape}.");

    /// <summary>An element of a vector, by reference.</summary>
    [IndexerName("Element")]
    public ref T this[int i] => ref At(Step(Start(1), i, 0));

    /// <summary>An element of a matrix, by reference.</summary>
    [IndexerName("Element")]
    public ref T this[int i, int j] => ref At(Step(Step(Start(2), i, 0), j, 1));

    /// <summary>An element of a tensor of rank 3, by reference.</summary>
    [IndexerName("Element")]
    public ref T this[int i, int j, int k] => ref At(Step(Step(Step(Start(3), i, 0), j, 1), k, 2));

    /// <summary>An element of a tensor of rank 4, by reference.</summary>
    [IndexerName("Element")]
    public ref T this[int i, int j, int k, int l] => ref At(Step(Step(Step(Step(Start(4), i, 0), j, 1), k, 2), l, 3));

    /// <summary>A copy of the elements in row-major order.</summary>
    public T[] ToArray() => Span.ToArray();

    /// <summary>Sets every element.</summary>
    public void Fill(T value) => Span.Fill(value);

    /// <summary>Copies the elements to a tensor of the same shape; memory may overlap.</summary>
    /// <exception cref="ShapeMismatchException">The shapes differ.</exception>
    public void CopyTo(Tensor<T> destination)
    {
        if (destination.Shape != Shape) throw new ShapeMismatchException($"A tensor {Shape} does not copy to a tensor {destination.Shape}.");
        Span.CopyTo(destination.Span);
    }

    /// <summary>The elements in row-major order.</summary>
    public static implicit operator ReadOnlySpan<T>(Tensor<T> tensor) => tensor.Span;

    private ref T At(int position) => ref Unsafe.Add(ref Origin, position);

    // Checks the rank once: the accessor of rank r starts from here.
    private int Start(int rank) =>
        Rank == rank && _array is not null ? 0
            : throw new ShapeMismatchException($"{rank} {(rank == 1 ? "index addresses" : "indices address")} an element of a tensor of rank {rank}, and this one is {Shape}.");

    // Horner step of the row-major position.
    private int Step(int position, int index, int dimension)
    {
        int extent = Shape[dimension];
        if ((uint)index >= (uint)extent) ThrowIndex(index, dimension);
        return position * extent + index;
    }

    private void ThrowIndex(int index, int dimension) =>
        throw new ArgumentOutOfRangeException(nameof(index), index, $"Dimension {dimension} of a tensor {Shape} has no index {index}.");
}
