using System.Numerics;

namespace AutoDiff;

public static partial class Ops
{
    /// <summary>
    /// Rows of a table [R, D], combined bag by bag: bag b is the rows numbered indices[offsets[b]] up to the next offset, the last one up to the end.
    /// </summary>
    /// <param name="table">[R, D].</param>
    /// <param name="indices">Row numbers; a negative one and <paramref name="paddingIndex"/> are left out (also of the count of a mean).</param>
    /// <param name="offsets">Where each bag starts: 0 first, never decreasing. Bags may be empty.</param>
    /// <param name="mode">How a bag is combined.</param>
    /// <param name="paddingIndex">A row that counts as absent and gets no gradient.</param>
    /// <returns>[bags, D].</returns>
    /// <exception cref="IndexOutOfRangeException">An index is R or more.</exception>
    /// <exception cref="ArgumentException">The offsets are not as described.</exception>
    public static Tensor<T> EmbeddingBag<T>(Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, BagMode mode, int paddingIndex = -1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = EmbeddingBags.Allocate(table, offsets);
        EmbeddingBags.Forward(table, indices, offsets, mode, paddingIndex, result);
        return result;
    }

    /// <summary>The sum of the rows of each bag, row i multiplied by perSampleWeights[i].</summary>
    /// <inheritdoc cref="EmbeddingBag{T}(Tensor{T}, ReadOnlySpan{int}, ReadOnlySpan{int}, BagMode, int)"/>
    /// <param name="table">[R, D].</param>
    /// <param name="indices">Row numbers.</param>
    /// <param name="offsets">Where each bag starts.</param>
    /// <param name="perSampleWeights">One number per index.</param>
    /// <param name="paddingIndex">A row that counts as absent and gets no gradient.</param>
    public static Tensor<T> EmbeddingBag<T>(Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, Tensor<T> perSampleWeights, int paddingIndex = -1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var result = EmbeddingBags.Allocate(table, offsets);
        EmbeddingBags.Forward(table, indices, offsets, perSampleWeights, paddingIndex, result);
        return result;
    }
}
