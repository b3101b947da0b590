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
        for (int b = 0; b < offsets.Length; b++)
        {
            var bag = Bag(indices, offsets, b);
            T divisor = mode == BagMode.Mean ? MeanDivisor<T>(bag, paddingIndex) : T.One;
            for (int i = 0; i < bag.Length; i++)
            {
                var dRow = RowOf(dRows, offsets[b] + i);
                dRow.Clear();
                if (mode != BagMode.Max && IsPresent(bag[i], paddingIndex)) TensorPrimitives.Divide(RowOf(dResult, b), divisor, dRow);
            }
            if (mode != BagMode.Max) continue;
            for (int j = 0; j < table.Shape[1]; j++)
                if (FirstLargest(table, bag, paddingIndex, j) is int first and >= 0) dRows.Span[(offsets[b] + first) * table.Shape[1] + j] = dResult[b, j];
        }
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
        for (int b = 0; b < offsets.Length; b++)
        {
            for (int i = offsets[b]; i < End(indices, offsets, b); i++)
            {
                if (IsPresent(indices[i], paddingIndex)) TensorPrimitives.Multiply(RowOf(dResult, b), weights.Span[i], RowOf(dRows, i));
                else RowOf(dRows, i).Clear();
            }
        }
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
        dTable.Span.Clear();
        for (int b = 0; b < offsets.Length; b++)
        {
            var bag = Bag(indices, offsets, b);
            if (mode == BagMode.Max)
            {
                for (int j = 0; j < table.Shape[1]; j++)
                    if (FirstLargest(table, bag, paddingIndex, j) is int first and >= 0) dTable[bag[first], j] += dResult[b, j];
                continue;
            }
            T share = T.One / (mode == BagMode.Mean ? MeanDivisor<T>(bag, paddingIndex) : T.One);
            foreach (int index in bag)
                if (IsPresent(index, paddingIndex)) TensorPrimitives.MultiplyAdd(RowOf(dResult, b), share, RowOf(dTable, index), RowOf(dTable, index));
        }
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
        dTable.Span.Clear();
        for (int b = 0; b < offsets.Length; b++)
            for (int i = offsets[b]; i < End(indices, offsets, b); i++)
                if (IsPresent(indices[i], paddingIndex))
                    TensorPrimitives.MultiplyAdd(RowOf(dResult, b), weights.Span[i], RowOf(dTable, indices[i]), RowOf(dTable, indices[i]));
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

    // Position in the bag of the first row that has the maximum of a column; -1 in an empty bag. As in the forward pass, NaN wins.
    private static int FirstLargest<T>(Tensor<T> table, ReadOnlySpan<int> bag, int paddingIndex, int column) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int first = -1;
        T largest = T.Zero;
        for (int i = 0; i < bag.Length; i++)
        {
            if (!IsPresent(bag[i], paddingIndex)) continue;
            T value = table[bag[i], column];
            if (first >= 0 && !(value > largest) && !(T.IsNaN(value) && !T.IsNaN(largest))) continue;
            first = i;
            largest = value;
        }
        return first;
    }
}
