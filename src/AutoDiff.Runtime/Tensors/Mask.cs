namespace AutoDiff;

/// <summary>
/// A dense row-major view of truth values: the result of comparing tensors, to be combined with <c>&amp;</c>, <c>|</c>, <c>!</c> and
/// used in <see cref="Ops.Where{T}(Mask, Tensor{T}, Tensor{T})"/>. Operators broadcast as NumPy does.
/// </summary>
public readonly struct Mask
{
    private readonly bool[]? _array;
    private readonly int _offset;

    /// <summary>A view of part of an array; no copy.</summary>
    /// <exception cref="ArgumentException">The array is too short for the shape.</exception>
    public Mask(bool[] array, int offset, TensorShape shape)
    {
        ArgumentNullException.ThrowIfNull(array);
        if (offset < 0 || (long)offset + shape.Length > array.Length)
            throw new ArgumentException($"A mask {shape} at offset {offset} does not fit into an array of {array.Length} elements.", nameof(array));
        _array = array;
        _offset = offset;
        Shape = shape;
    }

    internal Mask(TensorShape shape) : this(new bool[shape.Length], 0, shape)
    {
    }

    public TensorShape Shape { get; }

    public int Rank => Shape.Rank;

    /// <summary>Number of elements; 0 for the default value.</summary>
    public int Length => _array is null ? 0 : Shape.Length;

    /// <summary>The elements in row-major order.</summary>
    public Span<bool> Span => _array.AsSpan(_offset, Length);

    /// <summary>A copy of the elements in row-major order.</summary>
    public bool[] ToArray() => Span.ToArray();

    public static Mask operator &(Mask x, Mask y) => Combine(x, y, static (a, b, to) =>
    {
        for (int i = 0; i < to.Length; i++) to[i] = a[i] & b[i];
    });

    public static Mask operator |(Mask x, Mask y) => Combine(x, y, static (a, b, to) =>
    {
        for (int i = 0; i < to.Length; i++) to[i] = a[i] | b[i];
    });

    public static Mask operator !(Mask x)
    {
        var result = new Mask(x.Shape);
        var from = x.Span;
        var to = result.Span;
        for (int i = 0; i < from.Length; i++) to[i] = !from[i];
        return result;
    }

    public override string ToString() => $"Mask {Shape}";

    private static Mask Combine(Mask x, Mask y, BinaryKernel<bool, bool> kernel)
    {
        var result = new Mask(Broadcasting.Shape(x.Shape, y.Shape));
        Pointwise.Zip(x.Span, x.Shape, y.Span, y.Shape, result.Span, result.Shape, kernel);
        return result;
    }
}
