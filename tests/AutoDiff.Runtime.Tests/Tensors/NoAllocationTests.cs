using AutoDiff.Tests.Numerics;

namespace AutoDiff.Tests.Tensors;

/// <summary>What generated code calls in a training step allocates nothing.</summary>
public class NoAllocationTests
{
    private static readonly int[] Indices = [3, 1, -1, 0, 3, 2], Offsets = [0, 2, 2, 5];
    private static readonly Tensor<double> Table = Numbers.Tensor(4, 19), Result = Tensor<double>.Zeros(4, 19), Rows = Tensor<double>.Zeros(6, 19);
    private static readonly Tensor<double> Gradient = Tensor<double>.Zeros(4, 19), Weights = Numbers.Tensor(6);
    private static readonly Tensor<double> Cube = Numbers.Tensor(2, 3, 4), Others = Tensor<double>.Zeros(2, 3, 4);

    public static TheoryData<string, Action> Calls => new()
    {
        { "checks", Checks },
        { "bags", () => EmbeddingBags.Forward(Table, Indices, Offsets, BagMode.Mean, -1, Result) },
        { "largest", () => EmbeddingBags.Forward(Table, Indices, Offsets, BagMode.Max, -1, Result) },
        { "bag rows", () => EmbeddingBags.BackwardRows(Table, Indices, Offsets, BagMode.Max, -1, Result, Rows) },
        { "bag table", () => EmbeddingBags.BackwardTable(Table, Indices, Offsets, Weights, -1, Result, Gradient) },
        { "bag weights", () => EmbeddingBags.BackwardWeights(Table, Indices, Offsets, -1, Result, Weights) },
        { "scatter", () => ScatterAdd.Rows(Rows.Span, Indices, Gradient.Span, 19) },
        { "products", () => ProductsOfOthers.Compute(Cube, Others) },
        { "reductions", () => _ = Reductions.Sum<double>(Table.Span) + Reductions.Norm<double>(Table.Span) + Reductions.LogSumExp<double>(Table.Span) + Reductions.Variance<double>(Table.Span) },
        { "softmax", () => Reductions.Softmax<double>(Table.Span, Result.Span) },
    };

    [Theory, MemberData(nameof(Calls))]
    public void ACall_AllocatesNothing(string name, Action call)
    {
        long bytes = SettledAllocation.Of(call);
        Assert.True(bytes == 0, $"{name}: {bytes} bytes in 10 calls");
    }

    private static void Checks()
    {
        ShapeCheck.Rank("x", Table.Shape, "[N, C]");
        ShapeCheck.Equal("dX", Table.Shape, "x", Table.Shape, "[N, C]");
        ShapeCheck.Extents("x", Table.Shape, "[N, C]", 4, 19);
        ShapeCheck.Extent("x", Table.Shape, 1, "C", 19);
        ShapeCheck.NoOverlap("dX", Gradient, "x", Table);
        IndexCheck.InRange(Indices, 4, "indices");
    }
}
