using System.Numerics;

namespace AutoDiff;

/// <summary>Reordering of the dimensions of a tensor.</summary>
internal static class Permutation
{
    /// <summary>A copy whose dimension i is dimension order[i] of x.</summary>
    /// <exception cref="ArgumentException">The order does not name each dimension once.</exception>
    public static Tensor<T> Copy<T>(Tensor<T> x, ReadOnlySpan<int> order) where T : unmanaged, INumber<T>
    {
        var source = Dimensions(x.Shape, order);
        var strides = Extents.Strides(x.Shape);
        var extents = System.Array.ConvertAll(source, d => x.Shape[d]);
        var result = Tensor<T>.Uninitialized(new TensorShape(extents));
        if (result.Length == 0) return result;
        if (x.Rank == 0)
        {
            x.Elements.CopyTo(result.Elements);
            return result;
        }

        int row = extents[^1], step = strides[source[^1]];
        ReadOnlySpan<T> from = x.Elements;
        var to = result.Elements;
        for (int start = 0; start < to.Length; start += row)
        {
            int position = 0;
            for (int d = extents.Length - 2, rest = start / row; d >= 0; d--)
            {
                (rest, int index) = Math.DivRem(rest, extents[d]);
                position += index * strides[source[d]];
            }
            for (int i = 0; i < row; i++, position += step) to[start + i] = from[position];
        }
        return result;
    }

    public static bool IsIdentity(List<int> order)
    {
        for (int i = 0; i < order.Count; i++)
            if (order[i] != i) return false;
        return true;
    }

    /// <summary>The order that exchanges two dimensions.</summary>
    public static int[] Swap(int rank, int a, int b)
    {
        var order = new int[rank];
        for (int d = 0; d < rank; d++) order[d] = d == a ? b : d == b ? a : d;
        return order;
    }

    // The order with negative axes resolved.
    private static int[] Dimensions(TensorShape shape, ReadOnlySpan<int> order)
    {
        var dimensions = new int[order.Length];
        var seen = new bool[shape.Rank];
        bool valid = order.Length == shape.Rank;
        for (int i = 0; valid && i < order.Length; i++)
        {
            int d = dimensions[i] = shape.Axis(order[i]);
            valid = !seen[d];
            seen[d] = true;
        }
        if (!valid) throw new ArgumentException($"[{string.Join(", ", order.ToArray())}] is not an order of the {shape.Rank} dimensions of {shape}.", nameof(order));
        return dimensions;
    }
}
