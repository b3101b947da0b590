using System.Numerics;

namespace AutoDiff;

public static partial class EmbeddingBags
{
    private static bool IsPresent(int index, int paddingIndex) => index >= 0 && index != paddingIndex;

    private static int End(ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, int b) => b + 1 < offsets.Length ? offsets[b + 1] : indices.Length;

    private static ReadOnlySpan<int> Bag(ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, int b) => indices[offsets[b]..End(indices, offsets, b)];

    private static Span<T> RowOf<T>(Tensor<T> matrix, int row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = matrix.Shape[1];
        return matrix.Span.Slice(row * width, width);
    }

    // The number of rows that are present, but at least 1, so that an empty bag divides its zeros by 1.
    private static T MeanDivisor<T>(ReadOnlySpan<int> bag, int paddingIndex) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int count = 0;
        foreach (int index in bag)
            if (IsPresent(index, paddingIndex)) count++;
        return T.CreateTruncating(Math.Max(1, count));
    }

    private static void Validate<T>(Tensor<T> table, ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, Tensor<T> bags, string bagsName)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ShapeCheck.Rank(nameof(table), table.Shape, "[R, D]");
        ShapeCheck.Extents(bagsName, bags.Shape, "[bags, D]", offsets.Length, table.Shape[1]);
        ValidateIndices(indices, offsets, table.Shape[0]);
    }

    private static void ValidateIndices(ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, int rows)
    {
        IndexCheck.InRange(indices, rows, nameof(indices));
        if (offsets.IsEmpty && !indices.IsEmpty) throw new ArgumentException($"There are {indices.Length} indices but no offset that starts a bag.", nameof(offsets));
        for (int b = 0; b < offsets.Length; b++)
        {
            int least = b == 0 ? 0 : offsets[b - 1];
            if (b == 0 && offsets[0] != 0) throw new ArgumentException($"offsets[0] is {offsets[0]}, but the first bag starts at 0.", nameof(offsets));
            if (offsets[b] < least) throw new ArgumentException($"offsets[{b}] is {offsets[b]}, less than offsets[{b - 1}], which is {least}.", nameof(offsets));
            if (offsets[b] > indices.Length) throw new ArgumentException($"offsets[{b}] is {offsets[b]}, but there are {indices.Length} indices.", nameof(offsets));
        }
    }

    private static void RequireWeightPerIndex<T>(Tensor<T> weights, ReadOnlySpan<int> indices) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        if (weights.Rank != 1 || weights.Length != indices.Length)
            throw new ShapeMismatchException($"perSampleWeights is {weights.Shape}, but there are {indices.Length} indices.");
    }
}
