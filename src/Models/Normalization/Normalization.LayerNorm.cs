using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Normalization
{
    /// <summary>Layer normalization (Ba et al., 2016): y = γ (x - mean) / √(variance + ε) + β with mean and biased variance of each row.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="gamma">[D].</param>
    /// <param name="beta">[D].</param>
    /// <param name="epsilon">Added to the variance inside the root.</param>
    /// <remarks>PyTorch: <c>nn.functional.layer_norm</c>.</remarks>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> LayerNorm<T>([Shape("N", "D")] Tensor<T> x, [Shape("D")] Tensor<T> gamma, [Shape("D")] Tensor<T> beta, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        gamma * LayerNormNoAffine(x, epsilon) + beta;

    /// <summary>Layer normalization without γ and β.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="epsilon">Added to the variance inside the root.</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> LayerNormNoAffine<T>([Shape("N", "D")] Tensor<T> x, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var centered = x - Mean(x, axis: 1, keepDims: true);
        var variance = Mean(Square(centered), axis: 1, keepDims: true);
        return centered * ReciprocalSqrt(variance + epsilon);
    }

    /// <summary>Root-mean-square normalization (Zhang and Sennrich, 2019): y = γ x / √(mean(x²) + ε) over each row.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="gamma">[D].</param>
    /// <param name="epsilon">Added to the mean square inside the root.</param>
    /// <remarks>PyTorch: <c>nn.functional.rms_norm</c>.</remarks>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> RmsNorm<T>([Shape("N", "D")] Tensor<T> x, [Shape("D")] Tensor<T> gamma, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        gamma * RmsNormNoAffine(x, epsilon);

    /// <summary>Root-mean-square normalization without γ.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="epsilon">Added to the mean square inside the root.</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> RmsNormNoAffine<T>([Shape("N", "D")] Tensor<T> x, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        x * ReciprocalSqrt(Mean(Square(x), axis: 1, keepDims: true) + epsilon);
}
