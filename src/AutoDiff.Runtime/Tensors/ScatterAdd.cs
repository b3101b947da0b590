using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

/// <summary>The adjoint of a gather.</summary>
public static class ScatterAdd
{
    /// <summary>
    /// destination row indices[i] += source row i, in the order of i: same input, same bits. A negative index adds nothing. The destination is not cleared.
    /// </summary>
    /// <param name="source">indices.Length rows.</param>
    /// <param name="indices">The row of the destination for each row of the source.</param>
    /// <param name="destination">Whole rows; not the memory of the source.</param>
    /// <param name="width">Elements in a row.</param>
    /// <exception cref="IndexOutOfRangeException">An index is beyond the rows of the destination; nothing has been added then.</exception>
    /// <exception cref="ShapeMismatchException">The lengths are not those of rows of the width.</exception>
    public static void Rows<T>(ReadOnlySpan<T> source, ReadOnlySpan<int> indices, Span<T> destination, int width) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfNegative(width);
        if (source.Length != (long)indices.Length * width) throw new ShapeMismatchException($"source has {source.Length} elements, but {indices.Length} rows of {width} have {(long)indices.Length * width}");
        if (width == 0) return;
        if (destination.Length % width != 0) throw new ShapeMismatchException($"destination has {destination.Length} elements, which are not rows of {width}");
        IndexCheck.InRange(indices, destination.Length / width, nameof(indices));
        if (width == 1)
        {
            for (int i = 0; i < indices.Length; i++)
                if (indices[i] >= 0) destination[indices[i]] += source[i];
            return;
        }
        for (int i = 0; i < indices.Length; i++)
        {
            if (indices[i] < 0) continue;
            var row = destination.Slice(indices[i] * width, width);
            TensorPrimitives.Add(row, source.Slice(i * width, width), row);
        }
    }
}
