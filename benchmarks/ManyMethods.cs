using System.Globalization;
using System.Text;

namespace AutoDiff.Benchmarks;

/// <summary>A source file of many differentiable methods of the kinds that a model zoo has.</summary>
internal static class ManyMethods
{
    // {0} is the number of the method.
    private static readonly string[] s_kinds =
    [
        """
            [Differentiable]
            public static Tensor<float> Normalize{0}([Shape("N", "C")] Tensor<float> x, [Shape("C")] Tensor<float> gamma, [Shape("C")] Tensor<float> beta)
            {{
                var centered = x - Mean(x, axis: 0);
                var variance = Mean(Square(centered), axis: 0);
                return gamma * centered * ReciprocalSqrt(variance + {0}.5e-5) + beta;
            }}
        """,
        """
            [Differentiable]
            public static Tensor<float> Layer{0}([Shape("N", "I")] Tensor<float> x, [Shape("O", "I")] Tensor<float> weight, [Shape("O")] Tensor<float> bias) =>
                Relu(MatMul(x, Transpose(weight)) + bias) * {0}.5;
        """,
        """
            [Differentiable]
            public static float CrossEntropy{0}([Shape("N", "C")] Tensor<float> logits, [Shape("N")] Tensor<int> targets) =>
                Mean(LogSumExp(logits, axis: 1) - Pick(logits, targets)) * {0}.5f;
        """,
        """
            [Differentiable]
            public static Tensor<float> Activation{0}([Shape("N", "D")] Tensor<float> x, float slope) =>
                x * Sigmoid(slope * x) + {0}.5 * Tanh(x);
        """,
        """
            [Differentiable]
            public static double Formula{0}(double x, double y)
            {{
                double r = Math.Sqrt(x * x + y * y + {0}.5);
                return Math.Exp(-r) * Math.Sin(x) + Math.Log(r);
            }}
        """,
    ];

    public static string Source(int methods)
    {
        var text = new StringBuilder("using System;\nusing AutoDiff;\nusing static AutoDiff.Ops;\n\npublic static partial class Many\n{\n");
        for (int i = 0; i < methods; i++) text.AppendFormat(CultureInfo.InvariantCulture, s_kinds[i % s_kinds.Length], i).Append("\n\n");
        return text.Append("}\n").ToString();
    }
}
