using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Layers
{
    /// <summary>Rows of a table, y[b, l, :] = table[indices[b, l], :].</summary>
    /// <param name="table">[V, D]; its gradient holds only the rows that were looked up.</param>
    /// <param name="indices">[B, L]; a negative index gives a row of zeros without gradient.</param>
    /// <returns>[B, L, D].</returns>
    /// <exception cref="IndexOutOfRangeException">An index is not below V.</exception>
    /// <remarks>PyTorch: <c>nn.functional.embedding</c>.</remarks>
    [Differentiable]
    [return: Shape("B", "L", "D")]
    public static Tensor<T> Embedding<T>([SparseGradient][Shape("V", "D")] Tensor<T> table, [Shape("B", "L")] Tensor<int> indices)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Gather(table, indices);

    /// <summary>Sums of table rows: bag b adds the rows indices[offsets[b]] .. indices[offsets[b + 1] - 1]; an empty bag is 0.</summary>
    /// <param name="table">[V, D].</param>
    /// <param name="indices">Row numbers of all bags, one after the other.</param>
    /// <param name="offsets">Where each bag starts, ascending; B of them.</param>
    /// <param name="paddingIndex">A row that counts as absent, or -1.</param>
    /// <returns>[B, D].</returns>
    /// <remarks>PyTorch: <c>nn.functional.embedding_bag(mode="sum")</c>.</remarks>
    [Differentiable]
    public static Tensor<T> EmbeddingBagSum<T>(
        [SparseGradient][Shape("V", "D")] Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, int paddingIndex = -1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        EmbeddingBag(table, indices, offsets, BagMode.Sum, paddingIndex);

    /// <summary>Means of table rows; the padding row does not count. See <see cref="EmbeddingBagSum"/> for the arguments.</summary>
    [Differentiable]
    public static Tensor<T> EmbeddingBagMean<T>(
        [SparseGradient][Shape("V", "D")] Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, int paddingIndex = -1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        EmbeddingBag(table, indices, offsets, BagMode.Mean, paddingIndex);

    /// <summary>Componentwise maxima of table rows; the first row that holds the maximum gets the gradient. See <see cref="EmbeddingBagSum"/>.</summary>
    [Differentiable]
    public static Tensor<T> EmbeddingBagMax<T>(
        [SparseGradient][Shape("V", "D")] Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, int paddingIndex = -1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        EmbeddingBag(table, indices, offsets, BagMode.Max, paddingIndex);

    /// <summary>Weighted sums of table rows: row i of the list enters with factor perSampleWeights[i]. See <see cref="EmbeddingBagSum"/>.</summary>
    /// <param name="table">[V, D].</param>
    /// <param name="indices">Row numbers of all bags, one after the other.</param>
    /// <param name="offsets">Where each bag starts, ascending; B of them.</param>
    /// <param name="perSampleWeights">One factor per index, [I].</param>
    /// <param name="paddingIndex">A row that counts as absent, or -1.</param>
    [Differentiable]
    public static Tensor<T> EmbeddingBagWeighted<T>(
        [SparseGradient][Shape("V", "D")] Tensor<T> table, [Shape("I")] ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets,
        [Shape("I")] Tensor<T> perSampleWeights, int paddingIndex = -1)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        EmbeddingBag(table, indices, offsets, perSampleWeights, paddingIndex);
}
