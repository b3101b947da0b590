using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>Mean over all elements of <see cref="FocalEach"/>. torchvision: <c>sigmoid_focal_loss(reduction="mean")</c>.</summary>
    [Differentiable]
    public static T Focal<T>([Shape("N", "D")] Tensor<T> logits, [NoGradient][Shape("N", "D")] Tensor<T> target, [NoGradient] T alpha, [NoGradient] T gamma)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Mean(FocalEach(logits, target, alpha, gamma));

    /// <summary>Sum over all elements of <see cref="FocalEach"/>.</summary>
    [Differentiable]
    public static T FocalSum<T>([Shape("N", "D")] Tensor<T> logits, [NoGradient][Shape("N", "D")] Tensor<T> target, [NoGradient] T alpha, [NoGradient] T gamma)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(FocalEach(logits, target, alpha, gamma));

    /// <summary>
    /// Focal loss (Lin et al., 2017) of each element: a (1 - p)^γ (-log p), where p is the probability of the true class, σ(z) for t = 1 and
    /// σ(-z) for t = 0, and a = α for t = 1 and 1 - α for t = 0.
    /// </summary>
    /// <param name="logits">z, [N, D].</param>
    /// <param name="target">t, 0 or 1, [N, D].</param>
    /// <param name="alpha">Weight of the positive class.</param>
    /// <param name="gamma">How strongly samples that are classified well are discounted, at least 0.</param>
    [Differentiable]
    [return: Shape("N", "D")]
    public static Tensor<T> FocalEach<T>(
        [Shape("N", "D")] Tensor<T> logits, [NoGradient][Shape("N", "D")] Tensor<T> target, [NoGradient] T alpha, [NoGradient] T gamma)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // With m = z for t = 1 and -z for t = 0: -log p = softplus(-m), and (1 - p)^γ = exp(-γ softplus(m)), which has a finite derivative for any γ.
        var margin = logits * (target * 2 - 1);
        var weight = target * alpha + (T.One - target) * (T.One - alpha);
        return weight * Exp(-gamma * Softplus(margin)) * Softplus(-margin);
    }

    /// <summary>Focal loss over classes: mean of (1 - p)^γ (-log p) with p = softmax(logits)[target].</summary>
    /// <param name="logits">[N, C].</param>
    /// <param name="targets">Class numbers, [N]; a negative one adds 0.</param>
    /// <param name="gamma">How strongly samples that are classified well are discounted, at least 0.</param>
    [Differentiable]
    public static T FocalCrossEntropy<T>([Shape("N", "C")] Tensor<T> logits, [Shape("N")] Tensor<int> targets, [NoGradient] T gamma)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var logProbability = Pick(LogSoftmax(logits, axis: 1), targets);
        return -Mean(Pow(-ExpM1(logProbability), gamma) * logProbability);
    }
}
