using System.Numerics;

namespace AutoDiff;

public static partial class EmbeddingBags
{
    private const int ElementsInPart = 1 << 15, TableParts = 4;

    private static bool IsPresent(int index, int paddingIndex) => index >= 0 && index != paddingIndex;

    private static int End(ReadOnlySpan<int> indices, ReadOnlySpan<int> offsets, int b) => b + 1 < offsets.Length ? offsets[b + 1] : indices.Length;

    private static Span<T> RowOf<T>(Tensor<T> matrix, int row) where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        int width = matrix.Shape[1];
        return matrix.Span.Slice(row * width, width);
    }

    // Bags whose rows make up a part of a job that is worth handing to a thread.
    private static int BagsInPart(int indices, int bags, int width) =>
        (int)Math.Clamp((long)ElementsInPart * bags / Math.Max(1, (long)indices * width), 1, Math.Max(1, bags));

    // Every part looks through all indices, so there are few parts, and one only if there is little to add.
    private static int TableRowsInPart(int indices, int rows, int width) =>
        (long)indices * width + (long)rows * width < 2 * ElementsInPart ? Math.Max(1, rows) : Math.Max(1, (rows + TableParts - 1) / TableParts);

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
