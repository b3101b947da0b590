using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AutoDiff;

/// <summary>
/// A dense row-major view of numbers: an array, an offset and a shape. Copying the struct copies the view, not the numbers.
/// Rank 0 holds one number.
/// </summary>
public readonly partial struct Tensor<T>
    where T : unmanaged, INumber<T>
{
    private readonly T[]? _array;
    private readonly int _offset;

    /// <summary>A view of part of an array; no copy.</summary>
    /// <exception cref="ArgumentException">The array is too short for the shape.</exception>
    public Tensor(T[] array, int offset, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (offset < 0 || (long)offset + shape.Length > array.Length)
            throw new ArgumentException($"A tensor {shape} at offset {offset} does not fit into an array of {array.Length} elements.", nameof(array));
        _array = array;
        _offset = offset;
        Shape = shape;
    }

    public TensorShape Shape { get; }

    public int Rank => Shape.Rank;

    /// <summary>Number of elements; 0 for the default value.</summary>
    public int Length => _array is null ? 0 : Shape.Length;

    /// <summary>True for the default value, which has no memory.</summary>
    public bool IsDefault => _array is null;

    /// <summary>The elements in row-major order; empty for the default value.</summary>
    public Span<T> Span => MemoryMarshal.CreateSpan(ref Origin, Length);

    /// <summary>The elements; an error for the default value, which eager operations would otherwise take for a number.</summary>
    internal Span<T> Elements => _array is not null ? Span : throw new ArgumentException("The tensor is the default value, which has no memory.");

    /// <summary>The array behind the view.</summary>
    public T[] Array => _array ?? [];

    /// <summary>Where the view starts in <see cref="Array"/>.</summary>
    public int Offset => _offset;

    /// <summary>The first element; kernels index from here.</summary>
    public ref T Origin => ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_array ?? []), _offset);

    /// <summary>The same elements under another shape with the same number of elements; no copy.</summary>
    public Tensor<T> WithShape(TensorShape shape) =>
        shape.Length == Length ? new Tensor<T>(Array, _offset, shape)
            : throw new ArgumentException($"{Shape} has {Length} elements and {shape} has {shape.Length}.", nameof(shape));
}
