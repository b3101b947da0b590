using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Normalization
{
    /// <summary>Batch normalization with given statistics: y = γ (x - mean) / √(variance + ε) + β.</summary>
    /// <param name="x">[N, C].</param>
    /// <param name="gamma">[C].</param>
    /// <param name="beta">[C].</param>
    /// <param name="runningMean">[C], constant.</param>
    /// <param name="runningVariance">[C], constant.</param>
    /// <param name="epsilon">Added to the variance inside the root.</param>
    /// <remarks>PyTorch: <c>nn.BatchNorm1d</c> in evaluation mode.</remarks>
    [Differentiable]
    [return: Shape("N", "C")]
    public static Tensor<T> BatchNormInference<T>(
        [Shape("N", "C")] Tensor<T> x, [Shape("C")] Tensor<T> gamma, [Shape("C")] Tensor<T> beta,
        [NoGradient][Shape("C")] Tensor<T> runningMean, [NoGradient][Shape("C")] Tensor<T> runningVariance, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        gamma * (x - runningMean) * ReciprocalSqrt(runningVariance + epsilon) + beta;

    /// <summary>Batch normalization of images with given statistics per channel. See <see cref="BatchNormInference"/>.</summary>
    /// <param name="x">[N, C, H, W].</param>
    /// <param name="gamma">[C].</param>
    /// <param name="beta">[C].</param>
    /// <param name="runningMean">[C], constant.</param>
    /// <param name="runningVariance">[C], constant.</param>
    /// <param name="epsilon">Added to the variance inside the root.</param>
    [Differentiable]
    [return: Shape("N", "C", "H", "W")]
    public static Tensor<T> BatchNorm2dInference<T>(
        [Shape("N", "C", "H", "W")] Tensor<T> x, [Shape("C")] Tensor<T> gamma, [Shape("C")] Tensor<T> beta,
        [NoGradient][Shape("C")] Tensor<T> runningMean, [NoGradient][Shape("C")] Tensor<T> runningVariance, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scale = gamma * ReciprocalSqrt(runningVariance + epsilon);
        return (x - Reshape(runningMean, -1, 1, 1)) * Reshape(scale, -1, 1, 1) + Reshape(beta, -1, 1, 1);
    }

    /// <summary>
    /// The linear layer that equals a linear layer followed by batch normalization with given statistics:
    /// W' = k W and b' = k (b - mean) + β with k = γ / √(variance + ε) per output.
    /// </summary>
    /// <param name="weight">[O, I].</param>
    /// <param name="bias">[O].</param>
    /// <param name="gamma">[O].</param>
    /// <param name="beta">[O].</param>
    /// <param name="mean">[O], constant.</param>
    /// <param name="variance">[O], constant.</param>
    /// <param name="epsilon">Added to the variance inside the root.</param>
    /// <returns>Weight [O, I] and bias [O] of the folded layer.</returns>
    /// <remarks>PyTorch: <c>torch.nn.utils.fusion.fuse_linear_bn_eval</c>.</remarks>
    [Differentiable]
    public static (Tensor<T> Weight, Tensor<T> Bias) FoldBatchNorm<T>(
        [Shape("O", "I")] Tensor<T> weight, [Shape("O")] Tensor<T> bias, [Shape("O")] Tensor<T> gamma, [Shape("O")] Tensor<T> beta,
        [NoGradient][Shape("O")] Tensor<T> mean, [NoGradient][Shape("O")] Tensor<T> variance, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var scale = gamma * ReciprocalSqrt(variance + epsilon);
        return (weight * Unsqueeze(scale, 1), (bias - mean) * scale + beta);
    }
}
