namespace AutoDiff.Generator.Tests.Emission;

/// <summary>Products, views, look-ups and what moves elements, compiled and run.</summary>
[Collection(DerivativeLaw.Collection)]
public class StructureRunTests
{
    private static readonly Theme s_products = new("""
        MatMulPlain: N,K x; K,M y => MatMul(x, y)
        MatMulRightTransposed: N,K x; M,K y => MatMul(x, Transpose(y))
        MatMulLeftTransposed: K,N x; K,M y => MatMul(Transpose(x), y)
        MatMulBothTransposed: K,N x; M,K y => MatMul(Transpose(x), Transpose(y))
        MatMulBatched: B,N,K x; B,K,M y => MatMul(x, y)
        MatMulBatchedTransposed: B,N,K x; B,M,K y => MatMul(x, Transpose(y))
        MatMulBroadcastRight: B,N,K x; K,M y => MatMul(x, y)
        MatMulBroadcastLeft: N,K x; B,K,M y => MatMul(x, y)
        MatMulUnitBatch: 1,N,K x; B,K,M y => MatMul(x, y)
        MatrixVector: N,K x; K y => MatMul(x, y)
        VectorMatrix: K x; K,M y => MatMul(x, y)
        SquareSelf: N,N x => MatMul(x, x)
        SquareTransposed: N,N x => MatMul(Transpose(x), x) + x
        Gram: N,K x => MatMul(x, Transpose(x))
        GramLeft: N,K x => MatMul(Transpose(x), x)
        Chain: N,K x; K,M y; M,L z => MatMul(MatMul(x, y), z)
        Linear: N,K x; M,K w; M b => Relu(MatMul(x, Transpose(w)) + b)
        T TwoLayers: N,K x; M,K w; M b; L,M v; N int t => -Mean(Pick(LogSoftmax(MatMul(Tanh(MatMul(x, Transpose(w)) + b), Transpose(v)), 1), t))
        T Quadratic: N x; N,N y => Sum(MatMul(MatMul(Unsqueeze(x, 0), y), Unsqueeze(x, 1)))
        VectorVector: N x; N y => Unsqueeze(MatMul(Unsqueeze(x, 0), Unsqueeze(y, 1)), 0) * x
        T Dot: N x; N y => Sum(MatMul(Unsqueeze(x, 0), Unsqueeze(y, 1)))
        OuterProduct: N x; M y => MatMul(Unsqueeze(x, 1), Unsqueeze(y, 0))
        PermutedProduct: N,K x; K,M y => Permute(MatMul(x, y), [1, 0])
        PermutedBatch: B,N,K x; B,K,M y => Permute(MatMul(x, y), [1, 0, 2])
        PermutedBatchToColumns: B,N,K x; K,M y => Permute(MatMul(x, y), [1, 2, 0])
        MatMulTwoBatches: A,B,N,K x; A,B,K,M y => MatMul(x, y)
        MatMulCrossBatches: A,1,N,K x; B,K,M y => MatMul(x, y)
        MatMulHalfBatch: A,B,N,K x; B,K,M y => MatMul(x, y)
        Attention: B,N,K x; B,M,K y; B,M,D z => MatMul(Softmax(MatMul(x, Transpose(y)) * 0.5, -1), z)
        ProductOfSlices: N,6 x; M,3 y => MatMul(Slice(x, 1, 1, 3), Transpose(y))
        ProductOfScaled: N,K x; K,M y; a => MatMul(x * a, y) * a
        ProductOfStrided: A,K,B x; K,M y => MatMul(Permute(x, [0, 2, 1]), y)
        T ProductSummed: N,K x; K,M y => Sum(Square(MatMul(x, y)))
        ProductColumnSum: N,K x; K,M y => Sum(MatMul(x, y), 0)
        ProductFromBroadcast: N,K x; K b; K,M y => MatMul(x + b, y)
        ProductPlusColumn: N,K x; K,M y; N,1 c => MatMul(x, y) + c
        ProductScaledByColumns: N,K x; K,M y; K s => MatMul(x * s, y)
        """);

    private static readonly Theme s_views = new("""
        TransposeOf: N,C x => Transpose(x) * 2
        TransposeOnly: N,C x => Transpose(x)
        TransposeSquare: N,N x => x * Transpose(x)
        TransposeSquareOnly: N,N x => Transpose(x)
        PermuteOf: A,B,C x => Permute(x, [2, 0, 1])
        PermuteReverse: A,B,C x => Exp(Permute(x, [2, 1, 0]))
        PermuteMixed: A,B,C x; C,A y => Permute(x, [2, 1, 0]) * Unsqueeze(y, 1)
        PermuteFour: A,B,C,D x => Permute(x, [0, 3, 1, 2]) * 3
        SumOfPermuted: A,B,C x; C,A y => Sum(Permute(x, [2, 1, 0]), 1) * y
        ReshapeFlat: A,B,C x => Reshape(x, -1)
        ReshapeFused: A,B,C x => Square(Reshape(x, x.Shape[0] * x.Shape[1], x.Shape[2]))
        ReshapeOfPermuted: A,B,C x => Reshape(Permute(x, [1, 0, 2]), x.Shape[1], -1)
        ReshapeGroups: N,2*G x => var y = Reshape(x, x.Shape[0], 2, -1); return Reshape(y - Mean(y, 2, true), x.Shape[0], -1);
        ReshapeSoftmax: A,B,C x => Reshape(Softmax(Reshape(x, x.Shape[0], -1), 1), x.Shape[0], x.Shape[1], x.Shape[2])
        ReshapeParameter: A*B x; A,B y => Reshape(x, y.Shape[0], y.Shape[1]) * y
        SliceRows: N,C x => Slice(x, 0, 1, x.Shape[0] - 1) * 2
        SliceColumns: N,C x => Exp(Slice(x, 1, 0, 1))
        SliceMiddle: A,5,C x => Slice(x, 1, 2, 2)
        SliceDifferences: N,C x => Slice(x, 0, 1, x.Shape[0] - 1) - Slice(x, 0, 0, x.Shape[0] - 1)
        SliceSum: N,6 x => Sum(Slice(x, 1, 2, 3) * Slice(x, 1, 0, 3), 1)
        SliceTwice: N,8 x => Slice(Slice(x, 1, 1, 6), 1, 2, 3)
        SliceSoftmax: N,7 x => Softmax(Slice(x, 1, 3, 4), 1)
        T SliceMean: N,C x => Mean(Square(Slice(x, 0, 0, 1)))
        Gate: N,4 x => Sigmoid(Slice(x, 1, 0, 2)) * Tanh(Slice(x, 1, 2, 2))
        ConcatRows: N,C x; M,C y => Concat(x, y, 0)
        ConcatColumns: N,C x; N,D y => Concat(x * 2, Exp(y), 1)
        ConcatSelf: N,C x => Concat(x, x * x, 1)
        ConcatThree: N,C x; N y => Concat([x, Unsqueeze(y, 1), x], 1) * 2
        ConcatBroadcast: N,C x; C y => Concat(x + y, BroadcastTo(Unsqueeze(y, 0), 1, y.Length), 0)
        ConcatSoftmax: N,C x; N,D y => Softmax(Concat(x, y, 1), 1)
        ConcatSlice: N,C x; N,D y => Slice(Concat(x, y, 1), 1, 1, 1)
        RepeatedTrailing: C x; C,N y => BroadcastTo(Unsqueeze(Exp(x), 1), y.Shape[0], y.Shape[1])
        (Tensor<T> Z, Tensor<T> W) ExpBothWays: A,B x => return (Exp(x), Transpose(Exp(x)));
        SqueezeOf: N,1,C x => Squeeze(x, 1) * 2
        UnsqueezeOf: N,C x; N,3,C y => Unsqueeze(x, 1) + y
        BroadcastToOf: C x; N,C y => BroadcastTo(x, y.Shape[0], y.Shape[1]) * y
        SquareReduceRows: N,N x => Sum(x * x, 1) + Sum(x, 0)
        SquareDiagonalFree: N,N x; N y => x * y + Transpose(x * y)
        """);

    private static readonly Theme s_lookups = new("""
        GatherRows: N,C x; M int k => Gather(x, k)
        GatherRowsScaled: N,C x; M int k; M,C y => Gather(x, k) * y
        GatherRowsTwice: N,C x; A,B int k => Exp(Gather(x, k))
        GatherVector: N x; M int k => Gather(x, k)
        GatherOfComputed: N,C x; M int k => Gather(x * x, k)
        GatherSpan: N,C x; M int span k => Gather(x, k) * 2
        GatherSum: N,C x; M int k => Sum(Gather(x, k), 0)
        GatherMeanRows: N,C x; M int k => Mean(Gather(x, k), 1)
        GatherSquare: N,N x; M int k => Gather(x, k)
        GatherTwoTables: N,C x; L,C y; M int i; M int j => Sum(Gather(x, i) * Gather(y, j), 1)
        GatherTwice: N,C x; M int i; M int j => Gather(x, i) * Gather(x, j)
        GatherProduct: N,C x; M int k; L,C w => MatMul(Gather(x, k), Transpose(w))
        GatherSparse: N,C sparse x; M int k; M,C y => Gather(x, k) * y
        SumOfGatherSparse: N,C sparse x; M,L int k => Sum(Gather(x, k), 1)
        T GatherSparseLoss: N,C sparse x; M int i; M int j => -Mean(LogSigmoid(Sum(Gather(x, i) * Gather(x, j), 1)))
        PickRows: N,C x; N int k => Pick(x, k)
        PickFused: N,C x; N int k => Square(Pick(Exp(x), k))
        PickRankThree: A,B,C x; A,B int k => Pick(x, k)
        PickVector: N,C x; N int k; N y => Pick(x, k) * y
        PickSpan: N,C x; N int span k => Pick(x, k)
        T PickMasked: N,C x; N int k => var m = MaskIndex(k, 1); return -Sum(Pick(LogSoftmax(x, 1), m)) / (Sum(Indicator<T>(m)) + T.One);
        T PickWeighted: N,C x; C w; N int k => -Sum(Pick(LogSoftmax(x, 1), k) * Gather(w, k))
        MarginOfPick: N,C x; N int k => Maximum(x - Unsqueeze(Pick(x, k), 1) + 0.3, 0.0 * x)
        PickOfProduct: N,K x; M,K w; N int k => Pick(MatMul(x, Transpose(w)), k)
        IndicatorOf: N x; N int k => x * Indicator<T>(k)
        GatherWhere: N,C x; M int k => Gather(x, Where(GreaterOrEqual(k, 0), 0, k))
        GatherTransposed: N,C x; M int k => Gather(Transpose(x), k)
        PickTransposed: N,C x; C int k => Pick(Transpose(x), k)
        GatherPermuted: A,B,C x; M int k => Gather(Permute(x, [1, 2, 0]), k)
        GatherSlice: N,C x; M int k => Gather(Slice(x, 0, 0, x.Shape[0]), k) * 2
        TransposedGather: N,C x; M int k => Transpose(Gather(x, k))
        BagTransposed: N,C x; M int span k; B int span o => EmbeddingBag(Transpose(x), k, o, BagMode.Mean)
        TransposedBag: N,C x; M int span k; B int span o => Transpose(EmbeddingBag(x, k, o, BagMode.Sum))
        BagOfReshaped: A,B,C x; M int span k; D int span o => EmbeddingBag(Reshape(x, x.Shape[0] * x.Shape[1], -1), k, o, BagMode.Max)
        BagWeightedTransposed: N,C x; M int span k; B int span o; M w => Transpose(EmbeddingBag(Transpose(x), k, o, w * w))
        ProdPermuted: A,B,C x => Prod(Permute(x, [2, 0, 1]), [0, 2])
        ProdTransposed: N,C x => Transpose(x) * Prod(x, 1)
        GatherOfGather: N,C x; M int k; L int j => Gather(Gather(x, k), j)
        SliceOfGather: N,C x; M int k => Slice(Gather(x, k), 0, 1, k.Length - 1) * 2
        SliceOfPick: N,C x; N int k => Slice(Pick(x, k), 0, 1, k.Length - 1)
        GramOfGather: N,C x; M int k => MatMul(Gather(x, k), Transpose(Gather(x, k)))
        OuterOfPick: N,C x; N int k => Unsqueeze(Pick(x, k), 0) - Unsqueeze(Pick(x, k), 1)
        PickOfGather: N,C x; M int k; M int j => Pick(Gather(x, k), j)
        SoftmaxOfGather: N,C x; M int k => Softmax(Gather(x, k), 0)
        ConcatOfGather: N,C x; M int k => Concat(Gather(x, k), Gather(x * x, k), 0)
        ReshapeOfGather: N,C x; M int k => Reshape(Gather(x, k), -1)
        MaxOfPick: N,C x; N int k => x - Max(Pick(x, k), 0, true)
        BagSum: N,C x; M int span k; B int span o => EmbeddingBag(x, k, o, BagMode.Sum)
        BagMean: N,C x; M int span k; B int span o => EmbeddingBag(x, k, o, BagMode.Mean) * 2
        BagMax: N,C x; M int span k; B int span o => EmbeddingBag(x, k, o, BagMode.Max)
        BagWeighted: N,C x; M int span k; B int span o; M w => EmbeddingBag(x, k, o, w)
        BagSparse: N,C sparse x; M int span k; B int span o => EmbeddingBag(x, k, o, BagMode.Mean, 0)
        BagOfComputed: N,C x; M int span k; B int span o => EmbeddingBag(Exp(x), k, o, BagMode.Sum)
        """);

    public static TheoryData<string> ProductNames => s_products.Names;

    public static TheoryData<string> ViewNames => s_views.Names;

    public static TheoryData<string> LookUpNames => s_lookups.Names;

    [Theory]
    [MemberData(nameof(ProductNames))]
    public void Products(string name) => s_products.Check(name);

    [Theory]
    [MemberData(nameof(ViewNames))]
    public void ViewsAndMovedElements(string name) => s_views.Check(name);

    [Theory]
    [MemberData(nameof(LookUpNames))]
    public void LookUps(string name) => s_lookups.Check(name);

    [Theory]
    [InlineData("TransposeSquare", 300)]
    [InlineData("PermuteReverse", 300, 7, 100)]
    [InlineData("SliceDifferences", 70_000, 3)]
    [InlineData("ConcatColumns", 300, 700, 3)]
    [InlineData("ReshapeOfPermuted", 300, 7, 100)]
    public void LongViews_AreCutIntoChunksOfTheSameBits(string name, params int[] extents) => s_views.CheckLarge(name, extents);

    [Theory]
    [InlineData("PickFused", 70_000, 3)]
    [InlineData("PickFused", 300, 700)]
    [InlineData("GatherRowsScaled", 300, 70, 3000)]
    [InlineData("GatherSparse", 300, 70, 3000)]
    [InlineData("BagMean", 300, 70, 3000, 500)]
    public void LongLookUps_AreCutIntoChunksOfTheSameBits(string name, params int[] extents) => s_lookups.CheckLarge(name, extents);
}
