namespace AutoDiff.Generator.Tests.Emission;

/// <summary>The generated code of one method for each operation of the language. UPDATE_SNAPSHOTS=1 accepts what is generated now.</summary>
public class PrimitiveSnapshotTests
{
    private const string Primitives = """
        Negate: N x => -x
        Exp: N x => Exp(x)
        Log: N x => Log(x)
        Log1P: N x => Log1P(x)
        ExpM1: N x => ExpM1(x)
        Sqrt: N x => Sqrt(x)
        ReciprocalSqrt: N x => ReciprocalSqrt(x)
        Reciprocal: N x => Reciprocal(x)
        Square: N x => Square(x)
        Tanh: N x => Tanh(x)
        Sigmoid: N x => Sigmoid(x)
        Softplus: N x => Softplus(x)
        LogSigmoid: N x => LogSigmoid(x)
        Erf: N x => Erf(x)
        Abs: N x => Abs(x)
        Sign: N x => Sign(x) * x
        Sin: N x => Sin(x)
        Cos: N x => Cos(x)
        Round: N x => Round(x) * x
        Floor: N x => Floor(x) * x
        Ceiling: N x => Ceiling(x) * x
        Truncate: N x => Truncate(x) * x
        Relu: N x => Relu(x)
        Add: N,C x; C y => x + y
        Subtract: N,C x; N,1 y => x - y
        Multiply: N,C x; N,C y => x * y
        Divide: N,C x; N,C y => x / y
        Pow: N x; N y => Pow(x, y)
        PowInteger: N x => Pow(x, 7)
        Minimum: N x; N y => Minimum(x, y)
        Maximum: N x; N y => Maximum(x, y)
        Atan2: N y; N x => Atan2(y, x)
        Clamp: N x => Clamp(x, T.Zero, T.One)
        Where: N x; N y => Where(x > y, x, y)
        Sum: N,C x => Sum(x, 0)
        Mean: N,C x => Mean(x, 1)
        Prod: N,C x => Prod(x, 1)
        Max: N,C x => Max(x, 1)
        Min: N,C x => Min(x, 0)
        LogSumExp: N,C x => LogSumExp(x, 1)
        Norm: N,C x => Norm(x, 1)
        Variance: N,C x => Variance(x, 0)
        T SumOfAll: N,C x => Sum(x)
        Softmax: N,C x => Softmax(x, 1)
        LogSoftmax: N,C x => LogSoftmax(x, 1)
        MatMul: N,K x; K,M y => MatMul(x, y)
        MatMulTransposed: N,K x; M,K y => MatMul(x, Transpose(y))
        MatMulBatched: B,N,K x; B,K,M y => MatMul(x, y)
        MatrixVector: N,K x; K y => MatMul(x, y)
        Gather: N,C x; M int k => Gather(x, k)
        GatherSparse: N,C sparse x; M int span k => Gather(x, k)
        Pick: N,C x; N int k => Pick(x, k)
        Slice: N,C x => Slice(x, 0, 1, x.Shape[0] - 1)
        Concat: N,C x; N,D y => Concat(x, y, 1)
        Reshape: A,B,C x => Reshape(x, x.Shape[0], -1)
        Transpose: N,C x => Transpose(x)
        Permute: A,B,C x => Permute(x, [2, 0, 1])
        Unsqueeze: N x => Unsqueeze(x, 1)
        BroadcastTo: C x; N int k => BroadcastTo(x, k.Length, x.Length)
        EmbeddingBag: N,C x; M int span k; B int span o => EmbeddingBag(x, k, o, BagMode.Mean)
        StopGradient: N x => StopGradient(x) * x
        StraightThrough: N x => StraightThrough(Round(x))
        ScaleGradient: N x => ScaleGradient(x, 0.5)
        T Numbers: a; b => a * T.Exp(b)
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
