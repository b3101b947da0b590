using System.Numerics;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>Exchanges the last two dimensions; a copy.</summary>
    /// <exception cref="ShapeMismatchException">The rank is below 2.</exception>
    public static Tensor<T> Transpose<T>(Tensor<T> x) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x.Rank >= 2 ? Permutation.Copy(x, Permutation.Swap(x.Rank, x.Rank - 2, x.Rank - 1))
            : throw new ShapeMismatchException($"Transpose needs two dimensions, and x is {x.Shape}.");

    /// <summary>Dimension i of the result is dimension order[i] of x; a copy.</summary>
    /// <exception cref="ArgumentException">The order does not name each dimension once.</exception>
    public static Tensor<T> Permute<T>(Tensor<T> x, ReadOnlySpan<int> order) where T : unmanaged, IBinaryFloatingPointIeee754<T> => Permutation.Copy(x, order);

    /// <summary>The same elements, in row-major order, under another shape; one extent may be -1. Shares the memory of x.</summary>
    /// <exception cref="ShapeMismatchException">The number of elements differs.</exception>
    public static Tensor<T> Reshape<T>(Tensor<T> x, params ReadOnlySpan<int> shape) where T : unmanaged, IBinaryFloatingPointIeee754<T> => x.Reshape(shape);

    /// <summary>Puts in a dimension of extent 1, so that it becomes dimension <paramref name="axis"/> of the result. Shares the memory of x.</summary>
    public static Tensor<T> Unsqueeze<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (axis < -x.Rank - 1 || axis > x.Rank)
            throw new ArgumentOutOfRangeException(nameof(axis), axis, $"{x.Shape} with one more dimension has axes from {-x.Rank - 1} to {x.Rank}.");
        return x.WithShape(Extents.Insert(x.Shape, axis < 0 ? axis + x.Rank + 1 : axis, 1));
    }

    /// <summary>Takes out a dimension of extent 1. Shares the memory of x.</summary>
    /// <exception cref="ShapeMismatchException">The extent is not 1.</exception>
    public static Tensor<T> Squeeze<T>(Tensor<T> x, int axis) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int dimension = x.Shape.Axis(axis);
        if (x.Shape[dimension] != 1) throw new ShapeMismatchException($"Squeeze needs an extent of 1 at axis {axis}, and x is {x.Shape}.");
        return x.WithShape(Extents.Without(x.Shape, dimension));
    }

    /// <summary>x repeated to a shape as NumPy broadcasts it; a copy.</summary>
    /// <exception cref="ShapeMismatchException">An extent is neither 1 nor the one asked for.</exception>
    public static Tensor<T> BroadcastTo<T>(Tensor<T> x, params ReadOnlySpan<int> shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = Tensor<T>.Uninitialized(new TensorShape(shape));
        Broadcasting.RequireTo(x.Shape, result.Shape);
        Broadcasting.Expand(x.Elements, x.Shape, result.Shape, result.Elements);
        return result;
    }
}
