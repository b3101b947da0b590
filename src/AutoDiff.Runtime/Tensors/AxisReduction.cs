using System.Numerics;

namespace AutoDiff;

internal delegate T RowReduction<T>(ReadOnlySpan<T> row);

internal delegate void RowMap<T>(ReadOnlySpan<T> row, Span<T> destination);

/// <summary>Functions of one-dimensional rows, applied along axes of a tensor.</summary>
internal static class AxisReduction
{
    /// <summary>Reduces the elements that differ only in <paramref name="axes"/> to one number each.</summary>
    public static Tensor<T> Run<T>(Tensor<T> x, ReadOnlySpan<int> axes, bool keepDims, RowReduction<T> reduce) where T : unmanaged, INumber<T>
    {
        var reduced = Reduced(x.Shape, axes);
        List<int> order = [], result = [];
        int length = 1;
        for (int d = 0; d < x.Rank; d++)
        {
            if (!reduced[d]) order.Add(d);
            if (!reduced[d]) result.Add(x.Shape[d]);
            else if (keepDims) result.Add(1);
        }
        for (int d = 0; d < x.Rank; d++)
        {
            if (!reduced[d]) continue;
            order.Add(d);
            length *= x.Shape[d];
        }
        // With the reduced axes last, every reduction is over consecutive elements.
        var rows = Permutation.IsIdentity(order) ? x : Permutation.Copy(x, order.ToArray());
        var destination = Tensor<T>.Uninitialized(new TensorShape(result.ToArray()));
        ReadOnlySpan<T> source = rows.Elements;
        var to = destination.Elements;
        for (int r = 0; r < to.Length; r++) to[r] = reduce(source.Slice(r * length, length));
        return destination;
    }

    /// <summary>Maps each row along an axis to a row of the same length.</summary>
    public static Tensor<T> Map<T>(Tensor<T> x, int axis, RowMap<T> map) where T : unmanaged, INumber<T>
    {
        axis = x.Shape.Axis(axis);
        var swap = Permutation.Swap(x.Rank, axis, x.Rank - 1);
        var rows = axis == x.Rank - 1 ? x : Permutation.Copy(x, swap);
        var result = Tensor<T>.Uninitialized(rows.Shape);
        int length = x.Shape[axis];
        for (int start = 0; start < x.Length; start += length) map(rows.Elements.Slice(start, length), result.Elements.Slice(start, length));
        return axis == x.Rank - 1 ? result : Permutation.Copy(result, swap);
    }

    private static bool[] Reduced(TensorShape shape, ReadOnlySpan<int> axes)
    {
        var reduced = new bool[shape.Rank];
        foreach (int axis in axes)
        {
            int d = shape.Axis(axis);
            if (reduced[d]) throw new ArgumentException($"Axis {axis} of {shape} is reduced twice.", nameof(axes));
            reduced[d] = true;
        }
        return reduced;
    }
}
