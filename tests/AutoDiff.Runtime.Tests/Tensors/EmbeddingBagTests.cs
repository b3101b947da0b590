using AutoDiff.Tests.Numerics;

namespace AutoDiff.Tests.Tensors;

public class EmbeddingBagTests
{
    private const int Padding = 2;

    // An empty bag, a repeated row, a negative index, padding, a bag of padding only, and a last bag that ends with the indices.
    private static readonly int[] Indices = [0, 1, 4, 0, 5, 1, 1, Padding, -1, Padding, 5, 3];
    private static readonly int[] Offsets = [0, 3, 3, 5, 9, 10];
    private static readonly Tensor<double> Table = Numbers.Tensor(6, 5);
    private static readonly Tensor<double> Upstream = Numbers.Tensor(6, 5) * 0.5 + 0.1;

    public static TheoryData<BagMode> Modes => new(Enum.GetValues<BagMode>());

    [Theory, MemberData(nameof(Modes))]
    public void TheResult_IsThatOfThePlainLoop(BagMode mode)
    {
        var result = Ops.EmbeddingBag(Table, Indices, Offsets, mode, Padding);
        Assert.Equal(new TensorShape(6, 5), result.Shape);
        for (int b = 0; b < Offsets.Length; b++)
            for (int j = 0; j < 5; j++)
            {
                var column = Bag(b).Select(row => Table[row, j]).ToArray();
                double expected = column.Length == 0 ? 0 : mode == BagMode.Max ? column.Max() : column.Sum() / (mode == BagMode.Mean ? column.Length : 1);
                Assert.Equal(expected, result[b, j], 1e-14);
            }
    }

    [Theory, MemberData(nameof(Modes))]
    public void TheGradientOfTheTable_IsThatOfFiniteDifferences(BagMode mode)
    {
        var gradient = Tensor<double>.Full(double.NaN, 6, 5);
        EmbeddingBags.BackwardTable(Table, Indices, Offsets, mode, Padding, Upstream, gradient);
        AssertFiniteDifferences(Table, gradient, table => Ops.Sum(Upstream * Ops.EmbeddingBag(table, Indices, Offsets, mode, Padding)));
    }

    [Theory, MemberData(nameof(Modes))]
    public void TheSparseGradient_AddsUpToTheDenseOne(BagMode mode)
    {
        Tensor<double> rows = Tensor<double>.Full(double.NaN, Indices.Length, 5), dense = Tensor<double>.Zeros(6, 5), sum = Tensor<double>.Zeros(6, 5);
        EmbeddingBags.BackwardRows(Table, Indices, Offsets, mode, Padding, Upstream, rows);
        EmbeddingBags.BackwardTable(Table, Indices, Offsets, mode, Padding, Upstream, dense);
        ScatterAdd.Rows(rows.Span, Indices, sum.Span, 5);
        AssertEqual(dense, sum);
    }

    [Fact]
    public void AWeightedSum_HasTheGradientsOfFiniteDifferences()
    {
        var weights = Numbers.Tensor(Indices.Length);
        Tensor<double> dTable = Tensor<double>.Full(double.NaN, 6, 5), dWeights = Tensor<double>.Full(double.NaN, Indices.Length);
        Tensor<double> rows = Tensor<double>.Full(double.NaN, Indices.Length, 5), sum = Tensor<double>.Zeros(6, 5);
        EmbeddingBags.BackwardTable(Table, Indices, Offsets, weights, Padding, Upstream, dTable);
        EmbeddingBags.BackwardWeights(Table, Indices, Offsets, Padding, Upstream, dWeights);
        EmbeddingBags.BackwardRows(Table, Indices, Offsets, weights, Padding, Upstream, rows);
        ScatterAdd.Rows(rows.Span, Indices, sum.Span, 5);

        double Loss(Tensor<double> table, Tensor<double> w) => Ops.Sum(Upstream * Ops.EmbeddingBag(table, Indices, Offsets, w, Padding));
        AssertFiniteDifferences(Table, dTable, table => Loss(table, weights));
        AssertFiniteDifferences(weights, dWeights, w => Loss(Table, w));
        AssertEqual(dTable, sum);
    }

    [Fact]
    public void UnitWeights_GiveThePlainSum() => Assert.Equal(
        Ops.EmbeddingBag(Table, Indices, Offsets, BagMode.Sum, Padding).ToArray(),
        Ops.EmbeddingBag(Table, Indices, Offsets, Tensor<double>.Ones(Indices.Length), Padding).ToArray());

    [Fact]
    public void InATieOfMaxima_TheFirstRowOfTheBagGetsTheGradient()
    {
        var table = Tensor<double>.From([1, 7, 7, double.NaN], 4, 1);
        Tensor<double> gradient = Tensor<double>.Zeros(4, 1), upstream = Tensor<double>.From([3, 5], 2, 1);
        EmbeddingBags.BackwardTable(table, [0, 2, 1, 1, 3, 3], [0, 3], BagMode.Max, -1, upstream, gradient);
        Assert.Equal([0, 0, 3, 5], gradient.ToArray());
        Assert.Equal([7, double.NaN], Ops.EmbeddingBag(table, [0, 2, 1, 1, 3, 3], [0, 3], BagMode.Max).ToArray());
    }

    [Theory, MemberData(nameof(Modes))]
    public void AtEveryWidth_TheResultIsThatOfEachColumnAlone(BagMode mode)
    {
        for (int width = 1; width < 70; width++)
        {
            Tensor<double> table = Numbers.Tensor(6, width), upstream = Numbers.Tensor(6, width) + 3.0;
            Tensor<double> gradient = Tensor<double>.Zeros(6, width), column = Tensor<double>.Zeros(6, 1);
            EmbeddingBags.BackwardTable(table, Indices, Offsets, mode, Padding, upstream, gradient);
            var result = Ops.EmbeddingBag(table, Indices, Offsets, mode, Padding);
            foreach (int j in (int[])[0, width / 2, width - 1])
            {
                var alone = Ops.Slice(table, 1, j, 1);
                Assert.Equal(Ops.EmbeddingBag(alone, Indices, Offsets, mode, Padding).ToArray(), Ops.Slice(result, 1, j, 1).ToArray());
                EmbeddingBags.BackwardTable(alone, Indices, Offsets, mode, Padding, Ops.Slice(upstream, 1, j, 1), column);
                Assert.Equal(column.ToArray(), Ops.Slice(gradient, 1, j, 1).ToArray());
            }
        }
    }

    [Theory, MemberData(nameof(Modes))]
    public void OfManyParts_TheResultsAreThoseOfTheBagsOneByOne(BagMode mode)
    {
        const int Rows = 500, Width = 64, Bags = 300, InBag = 9;
        var random = new Random(5);
        int[] indices = Enumerable.Range(0, Bags * InBag).Select(_ => random.Next(-1, Rows)).ToArray(), offsets = Enumerable.Range(0, Bags).Select(b => b * InBag).ToArray();
        Tensor<double> table = Numbers.Tensor(Rows, Width), upstream = Numbers.Tensor(Bags, Width);
        Tensor<double> result = Ops.EmbeddingBag(table, indices, offsets, mode), rows = Tensor<double>.Zeros(indices.Length, Width);
        Tensor<double> dense = Tensor<double>.Zeros(Rows, Width), sum = Tensor<double>.Zeros(Rows, Width), row = Tensor<double>.Zeros(InBag, Width);
        EmbeddingBags.BackwardRows(table, indices, offsets, mode, -1, upstream, rows);
        EmbeddingBags.BackwardTable(table, indices, offsets, mode, -1, upstream, dense);
        for (int b = 0; b < Bags; b++)
        {
            var bag = indices.AsSpan(b * InBag, InBag);
            Assert.Equal(Ops.EmbeddingBag(table, bag, [0], mode).ToArray(), result.Row(b).ToArray());
            EmbeddingBags.BackwardRows(table, bag, [0], mode, -1, upstream.Slice(b, 1), row);
            Assert.Equal(row.ToArray(), rows.Slice(b * InBag, InBag).ToArray());
        }
        ScatterAdd.Rows(rows.Span, indices, sum.Span, Width);
        Assert.Equal(sum.ToArray(), dense.ToArray());
    }

    [Fact]
    public void NoBags_GiveNoRows()
    {
        Assert.Equal(new TensorShape(0, 5), Ops.EmbeddingBag(Table, [], [], BagMode.Sum).Shape);
        Assert.Equal([0, 0, 0, 0, 0], Ops.EmbeddingBag(Table, [], [0], BagMode.Max).ToArray());
    }

    [Theory]
    [InlineData(new[] { 1, 2 }, "offsets[0] is 1")]
    [InlineData(new[] { 0, 2, 1 }, "offsets[2] is 1, less than offsets[1], which is 2")]
    [InlineData(new[] { 0, 4 }, "offsets[1] is 4, but there are 3 indices")]
    [InlineData(new int[0], "no offset")]
    public void BadOffsets_AreNamed(int[] offsets, string message) =>
        Assert.Contains(message, Assert.Throws<ArgumentException>(() => Ops.EmbeddingBag(Table, [0, 1, 2], offsets, BagMode.Sum)).Message);

    [Fact]
    public void BadIndicesAndShapes_AreNamed()
    {
        int[] tooLarge = [0, 6];
        Assert.Contains("indices[1] is 6", Assert.Throws<IndexOutOfRangeException>(() => Ops.EmbeddingBag(Table, tooLarge, [0], BagMode.Sum)).Message);
        Assert.Throws<ShapeMismatchException>(() => Ops.EmbeddingBag(Numbers.Tensor(3), [0], [0], BagMode.Sum));
        Assert.Contains("perSampleWeights is [2]", Assert.Throws<ShapeMismatchException>(() => Ops.EmbeddingBag(Table, [0], [0], Numbers.Tensor(2))).Message);
        Assert.Contains("result is [2, 5]", Assert.Throws<ShapeMismatchException>(() => EmbeddingBags.Forward(Table, [0], [0], BagMode.Sum, -1, Numbers.Tensor(2, 5))).Message);
    }

    private static IEnumerable<int> Bag(int b) =>
        Indices[Offsets[b]..(b + 1 < Offsets.Length ? Offsets[b + 1] : Indices.Length)].Where(row => row >= 0 && row != Padding);

    private static void AssertEqual(Tensor<double> expected, Tensor<double> actual)
    {
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected.Span[i], actual.Span[i], 1e-14);
    }

    private static void AssertFiniteDifferences(Tensor<double> x, Tensor<double> gradient, Func<Tensor<double>, double> loss)
    {
        const double Step = 1e-6;
        for (int i = 0; i < x.Length; i++)
        {
            Tensor<double> up = Tensor<double>.From(x.Span, x.Shape.ToArray()), down = Tensor<double>.From(x.Span, x.Shape.ToArray());
            up.Span[i] += Step;
            down.Span[i] -= Step;
            Assert.Equal((loss(up) - loss(down)) / (2 * Step), gradient.Span[i], 1e-8);
        }
    }
}
