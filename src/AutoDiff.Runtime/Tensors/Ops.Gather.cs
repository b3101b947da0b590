using System.Numerics;

namespace AutoDiff;

/// <remarks>A negative index selects nothing: the value is 0 and there is no gradient.</remarks>
public static partial class Ops
{
    /// <summary>Rows of a table [R, ..] along its leading axis: result [n, ..].</summary>
    /// <exception cref="IndexOutOfRangeException">An index is R or more.</exception>
    public static Tensor<T> Gather<T>(Tensor<T> table, ReadOnlySpan<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        GatherRows(table, indices, new TensorShape(indices.Length));

    /// <summary>Rows of a table [R, ..] along its leading axis: result [indices.., ..].</summary>
    /// <exception cref="IndexOutOfRangeException">An index is R or more.</exception>
    public static Tensor<T> Gather<T>(Tensor<T> table, Tensor<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        GatherRows(table, indices.Span, indices.Shape);

    /// <summary>One element of each row of a matrix [N, C]: result[n] = x[n, indices[n]].</summary>
    /// <exception cref="IndexOutOfRangeException">An index is C or more.</exception>
    /// <exception cref="ShapeMismatchException">There is not one index per row.</exception>
    public static Tensor<T> Pick<T>(Tensor<T> x, ReadOnlySpan<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PickLast(x, indices, new TensorShape(indices.Length));

    /// <summary>One element of each row along the last axis: result[..] = x[.., indices[..]].</summary>
    /// <exception cref="IndexOutOfRangeException">An index is the last extent or more.</exception>
    /// <exception cref="ShapeMismatchException">The indices do not have the leading shape of x.</exception>
    public static Tensor<T> Pick<T>(Tensor<T> x, Tensor<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        PickLast(x, indices.Span, indices.Shape);

    /// <summary>The indices, with -1, which selects nothing, where they equal <paramref name="ignored"/>.</summary>
    public static Tensor<int> MaskIndex(Tensor<int> indices, int ignored)
    {
        var result = Tensor<int>.Uninitialized(indices.Shape);
        for (int i = 0; i < result.Length; i++) result.Span[i] = indices.Span[i] == ignored ? -1 : indices.Span[i];
        return result;
    }

    /// <inheritdoc cref="MaskIndex(Tensor{int}, int)"/>
    public static Tensor<int> MaskIndex(ReadOnlySpan<int> indices, int ignored) => MaskIndex(Tensor<int>.From(indices, indices.Length), ignored);

    /// <summary>1 where an index selects something (is not negative), 0 elsewhere.</summary>
    public static Tensor<T> Indicator<T>(Tensor<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = Tensor<T>.Uninitialized(indices.Shape);
        for (int i = 0; i < result.Length; i++) result.Span[i] = indices.Span[i] >= 0 ? T.One : T.Zero;
        return result;
    }

    /// <inheritdoc cref="Indicator{T}(Tensor{int})"/>
    public static Tensor<T> Indicator<T>(ReadOnlySpan<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Indicator<T>(Tensor<int>.From(indices, indices.Length));

    private static Tensor<T> GatherRows<T>(Tensor<T> table, ReadOnlySpan<int> indices, TensorShape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (table.Rank == 0) throw new ShapeMismatchException("Gather needs a table of rows, and it is a single number.");
        IndexCheck.InRange(indices, table.Shape[0], nameof(indices));
        var row = Extents.Without(table.Shape, 0);
        var result = Tensor<T>.Zeros(Extents.Join(shape, row));
        for (int i = 0; i < indices.Length; i++)
            if (indices[i] >= 0) table.Span.Slice(indices[i] * row.Length, row.Length).CopyTo(result.Span[(i * row.Length)..]);
        return result;
    }

    private static Tensor<T> PickLast<T>(Tensor<T> x, ReadOnlySpan<int> indices, TensorShape shape) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (x.Rank == 0 || Extents.Range(x.Shape, 0, x.Rank - 1) != shape)
            throw new ShapeMismatchException($"Pick needs one index per row, and x is {x.Shape} but the indices are {shape}.");
        int extent = x.Dimension(-1);
        IndexCheck.InRange(indices, extent, nameof(indices));
        var result = Tensor<T>.Zeros(shape);
        for (int i = 0; i < indices.Length; i++)
            if (indices[i] >= 0) result.Span[i] = x.Span[i * extent + indices[i]];
        return result;
    }
}
