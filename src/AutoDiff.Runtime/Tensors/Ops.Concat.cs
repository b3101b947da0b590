using System.Numerics;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>Entries [start, start + length) of an axis; a copy.</summary>
    public static Tensor<T> Slice<T>(Tensor<T> x, int axis, int start, int length) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int dimension = x.Shape.Axis(axis), extent = x.Shape[dimension];
        if (start < 0 || length < 0 || (long)start + length > extent)
            throw new ArgumentOutOfRangeException(nameof(start), $"A slice of {length} from {start} does not lie in axis {axis} of {x.Shape}.");
        var result = Tensor<T>.Uninitialized(Extents.With(x.Shape, dimension, length));
        int inner = Extents.Range(x.Shape, dimension + 1, x.Rank).Length, outer = Extents.Range(x.Shape, 0, dimension).Length;
        for (int o = 0; o < outer; o++)
            x.Elements.Slice((o * extent + start) * inner, length * inner).CopyTo(result.Elements[(o * length * inner)..]);
        return result;
    }

    /// <summary>Two tensors one after the other along an axis.</summary>
    /// <exception cref="ShapeMismatchException">Extents other than that of the axis differ.</exception>
    public static Tensor<T> Concat<T>(Tensor<T> a, Tensor<T> b, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Concat([a, b], axis);

    /// <summary>Tensors one after the other along an axis.</summary>
    /// <exception cref="ShapeMismatchException">Extents other than that of the axis differ.</exception>
    public static Tensor<T> Concat<T>(ReadOnlySpan<Tensor<T>> parts, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (parts.IsEmpty) throw new ArgumentException("There is nothing to concatenate.", nameof(parts));
        var first = parts[0].Shape;
        int dimension = first.Axis(axis), total = 0;
        foreach (var part in parts)
        {
            if (part.Rank != first.Rank || Extents.With(part.Shape, dimension, 0) != Extents.With(first, dimension, 0))
                throw new ShapeMismatchException($"{first} and {part.Shape} do not join along axis {axis}: they differ elsewhere.");
            total += part.Shape[dimension];
        }

        var result = Tensor<T>.Uninitialized(Extents.With(first, dimension, total));
        int inner = Extents.Range(first, dimension + 1, first.Rank).Length, outer = Extents.Range(first, 0, dimension).Length, start = 0;
        foreach (var part in parts)
        {
            int block = part.Shape[dimension] * inner;
            for (int o = 0; o < outer; o++) part.Elements.Slice(o * block, block).CopyTo(result.Elements[(o * total * inner + start)..]);
            start += block;
        }
        return result;
    }
}
