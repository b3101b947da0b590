using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>Mean over all elements of <see cref="BceWithLogitsEach"/>. PyTorch: <c>binary_cross_entropy_with_logits</c>.</summary>
    [Differentiable]
    public static T BceWithLogits<T>([Shape("N", "D")] Tensor<T> logits, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(BceWithLogitsEach(logits, target));

    /// <summary>Sum over all elements of <see cref="BceWithLogitsEach"/>.</summary>
    [Differentiable]
    public static T BceWithLogitsSum<T>([Shape("N", "D")] Tensor<T> logits, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(BceWithLogitsEach(logits, target));

    /// <summary>
    /// Binary cross-entropy -t log σ(z) - (1 - t) log σ(-z) of each element. Both logarithms are softplus functions of the logit, so that a sample
    /// that is classified with certainty keeps its digits: 2.06e-9 at z = 20, t = 1, in float too.
    /// </summary>
    /// <param name="logits">z, [N, D].</param>
    /// <param name="target">t in [0, 1], [N, D].</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> BceWithLogitsEach<T>([Shape("N", "D")] Tensor<T> logits, [Shape("N", "D")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        target * Softplus(-logits) + (T.One - target) * Softplus(logits);

    /// <summary>Mean over all elements of <see cref="WeightedBceWithLogitsEach"/>. PyTorch: <c>binary_cross_entropy_with_logits(weight, pos_weight)</c>.</summary>
    [Differentiable]
    public static T WeightedBceWithLogits<T>(
        [Shape("N", "D")] Tensor<T> logits, [Shape("N", "D")] Tensor<T> target,
        [NoGradient][Shape("N", "D")] Tensor<T> weight, [NoGradient][Shape("D")] Tensor<T> positiveWeight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(WeightedBceWithLogitsEach(logits, target, weight, positiveWeight));

    /// <summary>Sum over all elements of <see cref="WeightedBceWithLogitsEach"/>.</summary>
    [Differentiable]
    public static T WeightedBceWithLogitsSum<T>(
        [Shape("N", "D")] Tensor<T> logits, [Shape("N", "D")] Tensor<T> target,
        [NoGradient][Shape("N", "D")] Tensor<T> weight, [NoGradient][Shape("D")] Tensor<T> positiveWeight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(WeightedBceWithLogitsEach(logits, target, weight, positiveWeight));

    /// <summary>w (-p t log σ(z) - (1 - t) log σ(-z)) for each element.</summary>
    /// <param name="logits">z, [N, D].</param>
    /// <param name="target">t in [0, 1], [N, D].</param>
    /// <param name="weight">w, [N, D].</param>
    /// <param name="positiveWeight">p, one factor per column for the positive class, [D].</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> WeightedBceWithLogitsEach<T>(
        [Shape("N", "D")] Tensor<T> logits, [Shape("N", "D")] Tensor<T> target,
        [NoGradient][Shape("N", "D")] Tensor<T> weight, [NoGradient][Shape("D")] Tensor<T> positiveWeight)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        weight * (positiveWeight * target * Softplus(-logits) + (T.One - target) * Softplus(logits));
}
