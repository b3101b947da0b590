namespace AutoDiff.Generator.Tests.Emission;

/// <summary>The generated code of whole formulas, to be read. UPDATE_SNAPSHOTS=1 accepts what is generated now.</summary>
public class ModelSnapshotTests
{
    private const string Constraint = "where T : unmanaged, IBinaryFloatingPointIeee754<T>";

    [Fact]
    public Task BatchNorm() => VerifyMethod($$"""
            /// <summary>Normalizes each column over the batch.</summary>
            [Differentiable]
            public static Tensor<T> BatchNorm<T>([Shape("N", "C")] Tensor<T> x, [Shape("C")] Tensor<T> gamma, [Shape("C")] Tensor<T> beta, [NoGradient] T epsilon)
                {{Constraint}}
            {
                var mean = Mean(x, axis: 0);
                var centered = x - mean;
                var variance = Mean(Square(centered), axis: 0);
                return gamma * centered * ReciprocalSqrt(variance + epsilon) + beta;
            }
        """);

    [Fact]
    public Task LayerNorm() => VerifyMethod($$"""
            [Differentiable]
            public static Tensor<T> LayerNorm<T>([Shape("N", "C")] Tensor<T> x, [Shape("C")] Tensor<T> gamma, [Shape("C")] Tensor<T> beta, [NoGradient] T epsilon)
                {{Constraint}}
            {
                var mean = Mean(x, axis: 1, keepDims: true);
                var centered = x - mean;
                var variance = Mean(Square(centered), axis: 1, keepDims: true);
                return gamma * centered * ReciprocalSqrt(variance + epsilon) + beta;
            }
        """);

    [Fact]
    public Task SoftmaxCrossEntropy() => VerifyMethod($$"""
            [Differentiable]
            public static T CrossEntropy<T>([Shape("N", "C")] Tensor<T> logits, [Shape("N")] ReadOnlySpan<int> targets)
                {{Constraint}}
                => Mean(LogSumExp(logits, axis: 1) - Pick(logits, targets));
        """);

    [Fact]
    public Task FakeQuantization() => VerifyMethod($$"""
            [Differentiable]
            public static Tensor<T> FakeQuantize<T>([Shape("N", "C")] Tensor<T> x, [NoGradient] T scale, [NoGradient] T zeroPoint, [NoGradient] T low, [NoGradient] T high)
                {{Constraint}}
            {
                var code = StraightThrough(Round(x / scale)) + zeroPoint;
                return (Clamp(code, low, high) - zeroPoint) * scale;
            }
        """);

    [Fact]
    public Task MlpTrainingStep() => Snapshots.Verify(GeneratedText.Of($$"""
        [Model]
        public sealed partial class Mlp<T> {{Constraint}}
        {
            [Parameter(Init = Initialization.HeNormal), Shape("H", "I")] public partial Tensor<T> Weight1 { get; }
            [Parameter, Shape("H")] public partial Tensor<T> Bias1 { get; }
            [Parameter(Init = Initialization.GlorotUniform), Shape("C", "H")] public partial Tensor<T> Weight2 { get; }
            [Parameter, Shape("C")] public partial Tensor<T> Bias2 { get; }

            [Differentiable]
            public T Loss([NoGradient, Shape("N", "I")] Tensor<T> x, [Shape("N")] Tensor<int> targets)
            {
                var hidden = Relu(MatMul(x, Transpose(Weight1)) + Bias1);
                var logits = MatMul(hidden, Transpose(Weight2)) + Bias2;
                return -Mean(Pick(LogSoftmax(logits, axis: 1), targets));
            }
        }
        """), "cs.txt");

    private static Task VerifyMethod(string method, [System.Runtime.CompilerServices.CallerMemberName] string test = "") =>
        Snapshots.Verify(GeneratedText.Of(TestCompilation.InClass(method)), "cs.txt", test);
}
