namespace AutoDiff.Generator.Tests.Emission;

/// <summary>The generated code of one method for each operation of the language. UPDATE_SNAPSHOTS=1 accepts what is generated now.</summary>
public class PrimitiveSnapshotTests
{
    private const string Primitives = """
        NegateOf: N x => -x
        ExpOf: N x => Exp(x)
        LogOf: N x => Log(x)
        Log1POf: N x => Log1P(x)
        ExpM1Of: N x => ExpM1(x)
        SqrtOf: N x => Sqrt(x)
        ReciprocalSqrtOf: N x => ReciprocalSqrt(x)
        ReciprocalOf: N x => Reciprocal(x)
        SquareOf: N x => Square(x)
        TanhOf: N x => Tanh(x)
        SigmoidOf: N x => Sigmoid(x)
        SoftplusOf: N x => Softplus(x)
        LogSigmoidOf: N x => LogSigmoid(x)
        ErfOf: N x => Erf(x)
        AbsOf: N x => Abs(x)
        SignOf: N x => Sign(x) * x
        SinOf: N x => Sin(x)
        CosOf: N x => Cos(x)
        RoundOf: N x => Round(x) * x
        FloorOf: N x => Floor(x) * x
        CeilingOf: N x => Ceiling(x) * x
        TruncateOf: N x => Truncate(x) * x
        ReluOf: N x => Relu(x)
        AddOf: N,C x; C y => x + y
        SubtractOf: N,C x; N,1 y => x - y
        MultiplyOf: N,C x; N,C y => x * y
        DivideOf: N,C x; N,C y => x / y
        PowOf: N x; N y => Pow(x, y)
        PowIntegerOf: N x => Pow(x, 7)
        MinimumOf: N x; N y => Minimum(x, y)
        MaximumOf: N x; N y => Maximum(x, y)
        Atan2Of: N y; N x => Atan2(y, x)
        ClampOf: N x => Clamp(x, T.Zero, T.One)
        WhereOf: N x; N y => Where(x > y, x, y)
        SumOf: N,C x => Sum(x, 0)
        MeanOf: N,C x => Mean(x, 1)
        ProdOf: N,C x => Prod(x, 1)
        MaxOf: N,C x => Max(x, 1)
        MinOf: N,C x => Min(x, 0)
        LogSumExpOf: N,C x => LogSumExp(x, 1)
        NormOf: N,C x => Norm(x, 1)
        VarianceOf: N,C x => Variance(x, 0)
        T SumOfAll: N,C x => Sum(x)
        SoftmaxOf: N,C x => Softmax(x, 1)
        LogSoftmaxOf: N,C x => LogSoftmax(x, 1)
        MatMulOf: N,K x; K,M y => MatMul(x, y)
        MatMulTransposedOf: N,K x; M,K y => MatMul(x, Transpose(y))
        MatMulBatchedOf: B,N,K x; B,K,M y => MatMul(x, y)
        MatrixVectorOf: N,K x; K y => MatMul(x, y)
        GatherOf: N,C x; M int k => Gather(x, k)
        GatherSparseOf: N,C sparse x; M int span k => Gather(x, k)
        PickOf: N,C x; N int k => Pick(x, k)
        SliceOf: N,C x => Slice(x, 0, 1, x.Shape[0] - 1)
        ConcatOf: N,C x; N,D y => Concat(x, y, 1)
        ReshapeOf: A,B,C x => Reshape(x, x.Shape[0], -1)
        TransposeOf: N,C x => Transpose(x)
        PermuteOf: A,B,C x => Permute(x, [2, 0, 1])
        UnsqueezeOf: N x => Unsqueeze(x, 1)
        BroadcastToOf: C x; N int k => BroadcastTo(x, k.Length, x.Length)
        EmbeddingBagOf: N,C x; M int span k; B int span o => EmbeddingBag(x, k, o, BagMode.Mean)
        StopGradientOf: N x => StopGradient(x) * x
        StraightThroughOf: N x => StraightThrough(Round(x))
        ScaleGradientOf: N x => ScaleGradient(x, 0.5)
        T NumbersOnly: a; b => a * T.Exp(b)
        """;

    public static TheoryData<string> Names => [.. Notation.Lines(Primitives).Select(Notation.NameOf)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task GeneratedCode(string name)
    {
        string method = Notation.Method(Notation.Lines(Primitives).Single(l => Notation.NameOf(l) == name));
        await Snapshots.Verify(GeneratedText.Of(TestCompilation.InClass("    " + method)), "cs.txt", test: $"{nameof(GeneratedCode)}_name={name}");
    }
}
