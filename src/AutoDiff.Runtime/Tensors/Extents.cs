namespace AutoDiff;

/// <summary>Arithmetic on shapes.</summary>
internal static class Extents
{
    /// <summary>The shape with one extent replaced.</summary>
    public static TensorShape With(TensorShape shape, int dimension, int extent)
    {
        var extents = shape.ToArray();
        extents[dimension] = extent;
        return new TensorShape(extents);
    }

    /// <summary>The shape without one dimension.</summary>
    public static TensorShape Without(TensorShape shape, int dimension)
    {
        var extents = new List<int>(shape.ToArray());
        extents.RemoveAt(dimension);
        return new TensorShape(extents.ToArray());
    }

    /// <summary>The shape with a dimension of the given extent put in.</summary>
    public static TensorShape Insert(TensorShape shape, int dimension, int extent)
    {
        var extents = new List<int>(shape.ToArray());
        extents.Insert(dimension, extent);
        return new TensorShape(extents.ToArray());
    }

    /// <summary>Dimensions [start, end) of a shape.</summary>
    public static TensorShape Range(TensorShape shape, int start, int end) => new(shape.ToArray().AsSpan(start, end - start));

    /// <summary>The dimensions of one shape followed by those of the other.</summary>
    public static TensorShape Join(TensorShape first, TensorShape second) => new([.. first.ToArray(), .. second.ToArray()]);

    /// <summary>The shape that was asked for, its one -1 replaced so that the number of elements stays.</summary>
    public static TensorShape Deduce(TensorShape shape, ReadOnlySpan<int> wanted)
    {
        var extents = wanted.ToArray();
        int unknown = System.Array.IndexOf(extents, -1);
        if (unknown >= 0)
        {
            extents[unknown] = 1;
            if (System.Array.IndexOf(extents, -1) >= 0) throw new ArgumentException($"At most one extent is -1: [{string.Join(", ", wanted.ToArray())}].", nameof(wanted));
            int known = new TensorShape(extents).Length;
            // With a zero among the known extents any number would do; like NumPy, refuse to guess.
            if (known == 0 || shape.Length % known != 0) throw Mismatch(shape, wanted);
            extents[unknown] = shape.Length / known;
        }
        var result = new TensorShape(extents);
        return result.Length == shape.Length ? result : throw Mismatch(shape, wanted);
    }

    /// <summary>Distance in elements between neighbours along each dimension of a row-major tensor.</summary>
    public static int[] Strides(TensorShape shape)
    {
        var strides = new int[shape.Rank];
        for (int d = shape.Rank - 1, stride = 1; d >= 0; stride *= shape[d--]) strides[d] = stride;
        return strides;
    }

    private static ShapeMismatchException Mismatch(TensorShape shape, ReadOnlySpan<int> wanted) =>
        new($"A tensor {shape} of {shape.Length} elements cannot take the shape [{string.Join(", ", wanted.ToArray())}].");
}
