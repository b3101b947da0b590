using System.Numerics;
using System.Numerics.Tensors;

namespace AutoDiff;

public static partial class EmbeddingBags
{
    /// <summary>
    /// The gradient of each looked-up row: the values of a <see cref="SparseRows{T}"/> whose indices are those of the call.
    /// Sum: dResult[b]; Mean: dResult[b] / count; Max: column j goes to the first row of the bag that has the maximum (NaN counts as one), 0 to the others.
    /// </summary>
    /// <param name="table">[R, D].</param>
    /// <param name="indices">Row numbers.</param>
    /// <param name="offsets">Starts of the bags.</param>
    /// <param name="mode">How rows were combined.</param>
    /// <param name="paddingIndex">The absent index; its rows receive 0.</param>
    /// <param name="dResult">[bags, D].</param>
    /// <param name="dRows">Receives [indices, D].</param>
    public static void BackwardRows<T>(
        Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, BagMode mode, int paddingIndex, Tensor<T> dResult, Tensor<T> dRows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Validate(table, indices, offsets, dResult, nameof(dResult));
        ShapeCheck.Extents(nameof(dRows), dRows.Shape, "[indices, D]", indices.Length, table.Shape[1]);
        ToRows(table, indices, offsets, mode, default, paddingIndex, dResult, dRows);
    }

    /// <summary>The gradient of each looked-up row of a weighted sum: weights[i] * dResult[b].</summary>
    /// <inheritdoc cref="BackwardRows{T}(Tensor{T}, ReadOnlySpan{int}, ReadOnlySpan{int}, BagMode, int, Tensor{T}, Tensor{T})"/>
    public static void BackwardRows<T>(
        Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, Tensor<T> weights, int paddingIndex, Tensor<T> dResult, Tensor<T> dRows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Validate(table, indices, offsets, dResult, nameof(dResult));
        RequireWeightPerIndex(weights, indices);
        ShapeCheck.Extents(nameof(dRows), dRows.Shape, "[indices, D]", indices.Length, table.Shape[1]);
        ToRows(table, indices, offsets, BagMode.Sum, weights, paddingIndex, dResult, dRows);
    }

    /// <summary>The gradient with respect to the whole table, assigned: rows that were not looked up receive 0. Rows add up in the order of the indices.</summary>
    /// <param name="table">[R, D].</param>
    /// <param name="indices">Row numbers.</param>
    /// <param name="offsets">Starts of the bags.</param>
    /// <param name="mode">How rows were combined.</param>
    /// <param name="paddingIndex">The absent index.</param>
    /// <param name="dResult">[bags, D].</param>
    /// <param name="dTable">Receives [R, D].</param>
    public static void BackwardTable<T>(
        Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, BagMode mode, int paddingIndex, Tensor<T> dResult, Tensor<T> dTable)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Validate(table, indices, offsets, dResult, nameof(dResult));
        ShapeCheck.Equal(nameof(dTable), dTable.Shape, nameof(table), table.Shape, "[R, D]");
        ToTable(table, indices, offsets, mode, default, paddingIndex, dResult, dTable);
    }

    /// <summary>The gradient of a weighted sum with respect to the whole table, assigned.</summary>
    /// <inheritdoc cref="BackwardTable{T}(Tensor{T}, ReadOnlySpan{int}, ReadOnlySpan{int}, BagMode, int, Tensor{T}, Tensor{T})"/>
    public static void BackwardTable<T>(
        Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, Tensor<T> weights, int paddingIndex, Tensor<T> dResult, Tensor<T> dTable)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Validate(table, indices, offsets, dResult, nameof(dResult));
        RequireWeightPerIndex(weights, indices);
        ShapeCheck.Equal(nameof(dTable), dTable.Shape, nameof(table), table.Shape, "[R, D]");
        ToTable(table, indices, offsets, BagMode.Sum, weights, paddingIndex, dResult, dTable);
    }

    /// <summary>dWeights[i] = table[indices[i]] · dResult[b]; 0 for absent indices. Summed as <see cref="TensorPrimitives.Dot"/> does.</summary>
    /// <param name="table">[R, D].</param>
    /// <param name="indices">Row numbers.</param>
    /// <param name="offsets">Starts of the bags.</param>
    /// <param name="paddingIndex">The absent index.</param>
    /// <param name="dResult">[bags, D].</param>
    /// <param name="dWeights">Receives [indices].</param>
    public static void BackwardWeights<T>(Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, int paddingIndex, Tensor<T> dResult, Tensor<T> dWeights)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Validate(table, indices, offsets, dResult, nameof(dResult));
        RequireWeightPerIndex(dWeights, indices);
        for (int b = 0; b < offsets.Length; b++)
            for (int i = offsets[b]; i < End(indices, offsets, b); i++)
                dWeights.Span[i] = IsPresent(indices[i], paddingIndex) ? TensorPrimitives.Dot<T>(RowOf(table, indices[i]), RowOf(dResult, b)) : T.Zero;
    }

    private static unsafe void ToRows<T>(
        Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, BagMode mode, Tensor<T> weights, int paddingIndex, Tensor<T> dResult, Tensor<T> dRows)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (int* index = indices, offset = offsets)
        {
            var call = new BagCall<T>(table, index, indices.Length, offset, offsets.Length, mode, weights, paddingIndex);
            var kernel = new BagBackward<T> { Call = call, DResult = dResult, Destination = dRows };
            Kernels.Run<BagBackward<T>, T>(kernel, offsets.Length, BagsInPart(indices.Length, offsets.Length, table.Shape[1]));
        }
    }

    private static unsafe void ToTable<T>(
        Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, BagMode mode, Tensor<T> weights, int paddingIndex, Tensor<T> dResult, Tensor<T> dTable)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        fixed (int* index = indices, offset = offsets)
        {
            var call = new BagCall<T>(table, index, indices.Length, offset, offsets.Length, mode, weights, paddingIndex);
            var kernel = new BagBackward<T> { Call = call, DResult = dResult, Destination = dTable, IntoTable = true };
            Kernels.Run<BagBackward<T>, T>(kernel, table.Shape[0], TableRowsInPart(indices.Length, table.Shape[0], table.Shape[1]));
        }
    }
}
