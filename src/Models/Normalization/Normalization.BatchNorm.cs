using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

/// <summary>Normalization layers. The statistics are computed about the mean (two passes), so that an offset of the data costs no digits.</summary>
public static partial class Normalization
{
    /// <summary>
    /// Batch normalization in training (Ioffe and Szegedy, 2015): y = γ (x - mean) / √(variance + ε) + β with mean and biased variance over the batch.
    /// </summary>
    /// <param name="x">[N, C], N at least 2.</param>
    /// <param name="gamma">[C].</param>
    /// <param name="beta">[C].</param>
    /// <param name="epsilon">Added to the variance inside the root.</param>
    /// <returns>
    /// y [N, C]; the batch mean [C] and the unbiased variance [C], for <see cref="RunningStatistics"/>: statistics, which no gradient flows through.
    /// </returns>
    /// <exception cref="ArgumentException">N is 1: the unbiased variance of one value does not exist.</exception>
    /// <remarks>PyTorch: <c>nn.BatchNorm1d</c> in training mode.</remarks>
    [Differentiable]
    [return: Shape("N", "C")]
    public static (Tensor<T> Y, Tensor<T> Mean, Tensor<T> UnbiasedVariance) BatchNorm<T>(
        [Shape("N", "C")] Tensor<T> x, [Shape("C")] Tensor<T> gamma, [Shape("C")] Tensor<T> beta, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var mean = Mean(x, axis: 0);
        var centered = x - mean;
        var variance = Mean(Square(centered), axis: 0);
        var y = gamma * centered * ReciprocalSqrt(variance + epsilon) + beta;
        return (y, StopGradient(mean), Variance(StopGradient(x), axis: 0, correction: 1));
    }

    /// <summary>Batch normalization without γ and β: each column gets mean 0 and variance 1.</summary>
    /// <param name="x">[N, C].</param>
    /// <param name="epsilon">Added to the variance inside the root.</param>
    [Differentiable]
    [return: Shape("N", "C")]
    public static Tensor<T> BatchNormNoAffine<T>([Shape("N", "C")] Tensor<T> x, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var centered = x - Mean(x, axis: 0);
        var variance = Mean(Square(centered), axis: 0);
        return centered * ReciprocalSqrt(variance + epsilon);
    }

    /// <summary>Batch normalization of images in training: one mean and variance per channel, over batch, height and width.</summary>
    /// <param name="x">[N, C, H, W], at least two values per channel.</param>
    /// <param name="gamma">[C].</param>
    /// <param name="beta">[C].</param>
    /// <param name="epsilon">Added to the variance inside the root.</param>
    /// <returns>y [N, C, H, W]; the batch mean [C] and the unbiased variance [C]: statistics, which no gradient flows through.</returns>
    /// <exception cref="ArgumentException">There is only one value per channel.</exception>
    /// <remarks>PyTorch: <c>nn.BatchNorm2d</c> in training mode.</remarks>
    [Differentiable]
    [return: Shape("N", "C", "H", "W")]
    public static (Tensor<T> Y, Tensor<T> Mean, Tensor<T> UnbiasedVariance) BatchNorm2d<T>(
        [Shape("N", "C", "H", "W")] Tensor<T> x, [Shape("C")] Tensor<T> gamma, [Shape("C")] Tensor<T> beta, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var mean = Mean(x, [0, 2, 3]);
        var centered = x - Reshape(mean, -1, 1, 1);
        var variance = Mean(Square(centered), [0, 2, 3]);
        var scale = gamma * ReciprocalSqrt(variance + epsilon);
        var y = centered * Reshape(scale, -1, 1, 1) + Reshape(beta, -1, 1, 1);
        return (y, StopGradient(mean), Variance(StopGradient(x), [0, 2, 3], correction: 1));
    }
}
