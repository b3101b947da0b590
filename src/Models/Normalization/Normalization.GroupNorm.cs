using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Normalization
{
    /// <summary>
    /// Group normalization (Wu and He, 2018): the channels of a sample form groups, each normalized by its own mean and biased variance;
    /// y = γ (x - mean) / √(variance + ε) + β. One channel per group is instance normalization.
    /// </summary>
    /// <param name="x">[N, C, S] with the pixels of an image in S; C is a multiple of the number of groups.</param>
    /// <param name="gamma">[C].</param>
    /// <param name="beta">[C].</param>
    /// <param name="groups">Number of groups.</param>
    /// <param name="epsilon">Added to the variance inside the root.</param>
    /// <remarks>PyTorch: <c>nn.functional.group_norm</c>.</remarks>
    [Differentiable]
    [return: Shape("N", "groups*K", "S")]
    public static Tensor<T> GroupNorm<T>(
        [Shape("N", "groups*K", "S")] Tensor<T> x, [Shape("groups*K")] Tensor<T> gamma, [Shape("groups*K")] Tensor<T> beta, int groups, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var grouped = Reshape(x, x.Dimension(0), groups, -1);
        var centered = grouped - Mean(grouped, axis: 2, keepDims: true);
        var variance = Mean(Square(centered), axis: 2, keepDims: true);
        var normalized = Reshape(centered * ReciprocalSqrt(variance + epsilon), x.Dimension(0), x.Dimension(1), x.Dimension(2));
        return Unsqueeze(gamma, 1) * normalized + Unsqueeze(beta, 1);
    }

    /// <summary>Rows of length 1: y = x / max(|x|, ε) with the Euclidean norm. A zero row stays 0 and gets no gradient.</summary>
    /// <param name="x">[N, D].</param>
    /// <param name="epsilon">The smallest divisor.</param>
    /// <remarks>PyTorch: <c>nn.functional.normalize</c> (whose gradient at a zero row is 1/ε).</remarks>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> Normalize<T>([Shape("N", "D")] Tensor<T> x, [NoGradient] T epsilon)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var norm = Norm(x, axis: 1, keepDims: true);
        return Where(norm > 0, x, T.Zero) / Maximum(norm, epsilon);
    }
}
