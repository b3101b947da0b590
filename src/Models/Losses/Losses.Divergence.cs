using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>Kullback-Leibler divergence per sample: <see cref="KlDivergenceSum"/> / N. PyTorch: <c>kl_div(reduction="batchmean")</c>.</summary>
    [Differentiable]
    public static T KlDivergence<T>([Shape("N", "C")] Tensor<T> logProbabilities, [Shape("N", "C")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        KlDivergenceSum(logProbabilities, target) / T.CreateChecked(target.Dimension(0));

    /// <summary>Sum over all elements of <see cref="KlDivergenceEach"/>.</summary>
    [Differentiable]
    public static T KlDivergenceSum<T>([Shape("N", "C")] Tensor<T> logProbabilities, [Shape("N", "C")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(KlDivergenceEach(logProbabilities, target));

    /// <summary>t (log t - x) for each element, 0 with derivative 0 where t = 0.</summary>
    /// <param name="logProbabilities">x, logarithms of the model's probabilities, [N, C].</param>
    /// <param name="target">t, probabilities, [N, C].</param>
    [Differentiable]
    [return: Shape("N", "C")]
    public static Tensor<T> KlDivergenceEach<T>([Shape("N", "C")] Tensor<T> logProbabilities, [Shape("N", "C")] Tensor<T> target)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        // Where t = 0 neither its logarithm nor an infinite x enters.
        var absent = target <= 0;
        return target * (Log(Where(absent, T.One, target)) - Where(absent, T.Zero, logProbabilities));
    }

    /// <summary>Kullback-Leibler divergence per sample with the target as logarithms. PyTorch: <c>kl_div(reduction="batchmean", log_target=True)</c>.</summary>
    [Differentiable]
    public static T KlDivergenceLog<T>([Shape("N", "C")] Tensor<T> logProbabilities, [Shape("N", "C")] Tensor<T> logTarget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        KlDivergenceLogSum(logProbabilities, logTarget) / T.CreateChecked(logTarget.Dimension(0));

    /// <summary>Sum over all elements of <see cref="KlDivergenceLogEach"/>.</summary>
    [Differentiable]
    public static T KlDivergenceLogSum<T>([Shape("N", "C")] Tensor<T> logProbabilities, [Shape("N", "C")] Tensor<T> logTarget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(KlDivergenceLogEach(logProbabilities, logTarget));

    /// <summary>eᵗ (t - x) for each element.</summary>
    /// <param name="logProbabilities">x, [N, C].</param>
    /// <param name="logTarget">t, logarithms of probabilities, [N, C].</param>
    [Differentiable]
    [return: Shape("N", "C")]
    public static Tensor<T> KlDivergenceLogEach<T>([Shape("N", "C")] Tensor<T> logProbabilities, [Shape("N", "C")] Tensor<T> logTarget)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Exp(logTarget) * (logTarget - logProbabilities);

    /// <summary>
    /// Divergence of two softmax distributions per sample, Σ q (log q - log p) / N with p = softmax(logits) and q = softmax(targetLogits): the loss of
    /// distillation (Hinton et al., 2015). Differentiates both sides.
    /// </summary>
    /// <param name="logits">[N, C].</param>
    /// <param name="targetLogits">[N, C].</param>
    [Differentiable]
    public static T Distillation<T>([Shape("N", "C")] Tensor<T> logits, [Shape("N", "C")] Tensor<T> targetLogits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        KlDivergenceLog(LogSoftmax(logits, axis: 1), LogSoftmax(targetLogits, axis: 1));
}
