using System.Numerics;

namespace AutoDiff;

/// <summary>
/// Sums, means and maxima of rows of a table [R, D], bag by bag. Bag b is the positions offsets[b] up to offsets[b + 1], the last one up to the
/// end of the indices. A negative index and the padding index are absent: they add nothing, do not count in a mean and get no gradient.
/// </summary>
public static partial class EmbeddingBags
{
    /// <summary>result[b] = sum, mean or maximum of the rows of bag b; 0 for an empty bag.</summary>
    /// <param name="table">[R, D].</param>
    /// <param name="indices">Row numbers.</param>
    /// <param name="offsets">Starts of the bags: 0 first, never decreasing, at most the number of indices.</param>
    /// <param name="mode">How rows are combined. In a maximum NaN wins.</param>
    /// <param name="paddingIndex">An index that counts as absent; negative for none.</param>
    /// <param name="result">Receives [bags, D].</param>
    /// <exception cref="IndexOutOfRangeException">An index is R or more.</exception>
    /// <exception cref="ArgumentException">Bad offsets, or shapes that do not agree.</exception>
    public static void Forward<T>(Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, BagMode mode, int paddingIndex, Tensor<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Validate(table, indices, offsets, result, nameof(result));
        Combine(table, indices, offsets, mode, default, paddingIndex, result);
    }

    /// <summary>result[b] = sum over the positions i of bag b of weights[i] * table[indices[i]]; 0 for an empty bag.</summary>
    /// <param name="table">[R, D].</param>
    /// <param name="indices">Row numbers.</param>
    /// <param name="offsets">Starts of the bags.</param>
    /// <param name="weights">One number per index.</param>
    /// <param name="paddingIndex">An index that counts as absent; negative for none.</param>
    /// <param name="result">Receives [bags, D].</param>
    /// <inheritdoc cref="Forward{T}(Tensor{T}, ReadOnlySpan{int}, ReadOnlySpan{int}, BagMode, int, Tensor{T})" path="/exception"/>
    public static void Forward<T>(Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, Tensor<T> weights, int paddingIndex, Tensor<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Validate(table, indices, offsets, result, nameof(result));
        RequireWeightPerIndex(weights, indices);
        Combine(table, indices, offsets, BagMode.Sum, weights, paddingIndex, result);
    }

    /// <summary>An uninitialised result [bags, D].</summary>
    internal static Tensor<T> Allocate<T>(Tensor<T> table, ReadOnlySpan<int> offsets) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ShapeCheck.Rank(nameof(table), table.Shape, "[R, D]");
        return Tensor<T>.Uninitialized(new TensorShape(offsets.Length, table.Shape[1]));
    }

    private static unsafe void Combine<T>(
        Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, BagMode mode, Tensor<T> weights, int paddingIndex, Tensor<T> result)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (int* index = indices, offset = offsets)
        {
            var call = new BagCall<T>(table, index, indices.Length, offset, offsets.Length, mode, weights, paddingIndex);
            Kernels.Run<BagForward<T>, T>(new BagForward<T> { Call = call, Result = result }, offsets.Length, BagsInPart(indices.Length, offsets.Length, table.Shape[1]));
        }
    }
}
