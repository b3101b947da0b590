namespace AutoDiff.Generator.Tests.Emission;

/// <summary>Pointwise functions and broadcasting, compiled and run.</summary>
[Collection(DerivativeLaw.Collection)]
public class ElementwiseRunTests
{
    private static readonly Theme s_theme = new("""
        NegateOf: N,C x => -x
        ExpOf: N,C x => Exp(x)
        LogOf: N,C p => Log(p)
        Log1POf: N,C p => Log1P(p)
        ExpM1Of: N,C x => ExpM1(x)
        SqrtOf: N,C p => Sqrt(p)
        ReciprocalSqrtOf: N,C p => ReciprocalSqrt(p)
        ReciprocalOf: N,C p => Reciprocal(p)
        SquareOf: N,C x => Square(x)
        TanhOf: N,C x => Tanh(x)
        SigmoidOf: N,C x => Sigmoid(x)
        SoftplusOf: N,C x => Softplus(x)
        LogSigmoidOf: N,C x => LogSigmoid(x)
        ErfOf: N,C x => Erf(x)
        AbsOf: N,C x => Abs(x)
        SignTimes: N,C x => Sign(x) * x
        SinOf: N,C x => Sin(x)
        CosOf: N,C x => Cos(x)
        RoundTimes: N,C x => Round(x * 4) * x
        FloorTimes: N,C x => Floor(x) * x
        CeilingTimes: N,C x => Ceiling(x) * x
        TruncateTimes: N,C x => Truncate(x) * x
        ReluOf: N,C x => Relu(x)
        Polynomial: N,C x => 2 * x * x * x - x / 3 + 1 - 0.25 * x
        PowerInteger: N,C x => Pow(x, 7) + Pow(x, 2) - Pow(x, -3)
        PowerScalar: N,C p; a => Pow(p, a)
        PowerTensor: N,C p; N,C y => Pow(p, y)
        MinimumOf: N,C x; N,C y => Minimum(x, y)
        MaximumOf: N,C x; C y => Maximum(x, y)
        Atan2Of: N,C x; N,C y => Atan2(x, y)
        ClampNumbers: N,C x; p; q => Clamp(x, -p, q)
        ClampTensors: N,C x; C p; N,1 q => Clamp(x, -p, q)
        WhereComparison: N,C x; N,C y => Where(x > y, Exp(x), y * y)
        WhereMasks: N,C x; C y => Where((x > y & x < 1) | !(y >= 0), x * y, 3 * x)
        WhereEqual: N,C x; N int k; a; b => x * Unsqueeze(Where(EqualTo(k, 1), a, b), 1)
        StopGradientOf: N,C x => StopGradient(x) * x ~ x * x * 0.5
        StraightThroughOf: N,C x => StraightThrough(Round(x)) ~ x
        ScaleGradientOf: N,C x => ScaleGradient(Sin(x), 0.25) ~ Sin(x) * 0.25
        ScaleGradientNumber: N,C x => ScaleGradient(Sin(x), 2) ~ Sin(x) * 2
        RowBroadcast: N,C x; C y => x * y + y
        ColumnBroadcast: N,C x; N,1 y => x * y - y / 2
        UnitBroadcast: N,C x; 1,C y; 1,1 z; 1 w => x * y + z * w
        ScalarBroadcast: N,C x; a; b => a * x + b
        Outer: N,1 x; 1,C y => x * y + Sin(x)
        OuterDifference: N x => Square(Unsqueeze(x, 1) - Unsqueeze(x, 0))
        Rank3Middle: A,B,C x; B,1 y => x * y
        Rank3Ends: A,B,C x; A,1,C y => x / (2 + y * y)
        Rank4Mixed: A,B,C,D x; B,1,D y; C,1 z => Tanh(x * y) + z
        Flat: N x => x * Sigmoid(x)
        Gelu: N,C x => 0.5 * x * (1 + Erf(x * 0.70710678118654752))
        InvariantResult: N,C x; C y => BroadcastTo(y * y, x.Shape[0], x.Shape[1])
        PassThrough: N,C x => x
        Zero: N,C x; N,C y => (x - x) * y
        T Number: a; b => T.Exp(a) * b + T.Sin(b) / (a * a + T.One)
        T NumberMathematics: a; p => T.Sqrt(p) * T.Max(a, p) + T.Pow(p, a) + T.Abs(a) + T.Tanh(a) + T.Log(p) + Atan2(a, p) + Sigmoid(a)
        T NumberOfTensor: N,C x; a => a * Sum(x * a) + a * a
        T NumbersAndWhere: a; b => Where(a > b, a * b, a - b)
        (Tensor<T> Y, Tensor<T> Total) TensorPair: N,C x; C w => (x * w, Sum(x * x, 0))
        (Tensor<T> Y, T Total) TensorAndNumber: N,C x; C w => (x * w, Sum(Exp(w)))
        (T Total, Tensor<T> Y) NumberAndTensor: N,C x; C w => (Sum(x * w), Exp(w))
        (T A, T B) TwoNumbers: N,C x => (Sum(x * x), Mean(x))
        (Tensor<T> X2, Tensor<T> X3) SameTwice: N,C x => (x, x)
        """);

    public static TheoryData<string> Names => s_theme.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivative_IsThatOfTheMethod(string name) => s_theme.Check(name);

    [Theory]
    [InlineData("Gelu", 70_000, 3)]
    [InlineData("RowBroadcast", 300, 700)]
    [InlineData("ColumnBroadcast", 300, 700)]
    [InlineData("TensorPair", 70_000, 3)]
    [InlineData("NumberOfTensor", 3, 70_000)]
    public void LongLoops_AreCutIntoChunksOfTheSameBits(string name, int n, int c) => s_theme.CheckLarge(name, n, c);
}
