namespace AutoDiff;

public readonly partial struct Tensor<T>
{
    /// <summary>The same elements under another shape; one extent may be -1 and is then deduced. No copy.</summary>
    /// <exception cref="ShapeMismatchException">The number of elements differs.</exception>
    public Tensor<T> Reshape(params ReadOnlySpan<int> shape) => WithShape(Extents.Deduce(Shape, shape));

    /// <summary>Entry <paramref name="index"/> of the leading axis: a tensor of one rank less. No copy.</summary>
    public Tensor<T> Row(int index)
    {
        int extent = LeadingExtent();
        if ((uint)index >= (uint)extent) ThrowIndex(index, 0);
        var row = Extents.Without(Shape, 0);
        return new Tensor<T>(Array, _offset + index * row.Length, row);
    }

    /// <summary>Entries [start, start + length) of the leading axis. No copy.</summary>
    public Tensor<T> Slice(int start, int length)
    {
        int extent = LeadingExtent();
        if (start < 0 || length < 0 || (long)start + length > extent)
            throw new ArgumentOutOfRangeException(nameof(start), $"A slice of {length} from {start} does not lie in the leading axis of {Shape}.");
        int row = Extents.Without(Shape, 0).Length;
        return new Tensor<T>(Array, _offset + start * row, Extents.With(Shape, 0, length));
    }

    private int LeadingExtent() => Rank > 0 ? Shape[0] : throw new ShapeMismatchException("A tensor of rank 0 has no leading axis.");
}
