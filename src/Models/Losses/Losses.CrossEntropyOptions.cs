using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>
    /// Cross-entropy with all options of PyTorch's <c>cross_entropy</c>: the sum of <see cref="WeightedCrossEntropyEach"/> divided by the sum of the
    /// weights of the target classes; 0 if that sum is 0 (every target ignored or of weight 0).
    /// </summary>
    [Differentiable]
    public static T WeightedCrossEntropy<T>(
        [Shape("N", "C")] Tensor<T> logits, [Shape("N")] Tensor<int> targets, [NoGradient][Shape("C")] Tensor<T> classWeights,
        [NoGradient] T labelSmoothing, int ignoreIndex = -100)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T weight = Sum(Gather(classWeights, MaskIndex(targets, ignoreIndex)));
        T sum = WeightedCrossEntropySum(logits, targets, classWeights, labelSmoothing, ignoreIndex);
        var weighed = weight > T.Zero;
        return Where(weighed, sum, T.Zero) / Where(weighed, weight, T.One);
    }

    /// <summary>Sum over the samples of <see cref="WeightedCrossEntropyEach"/>.</summary>
    [Differentiable]
    public static T WeightedCrossEntropySum<T>(
        [Shape("N", "C")] Tensor<T> logits, [Shape("N")] Tensor<int> targets, [NoGradient][Shape("C")] Tensor<T> classWeights,
        [NoGradient] T labelSmoothing, int ignoreIndex = -100)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        Sum(WeightedCrossEntropyEach(logits, targets, classWeights, labelSmoothing, ignoreIndex));

    /// <summary>
    /// For each sample, -(1 - s) w[t] log p[t] - s/C Σ w[c] log p[c] with p = softmax(logits), class weights w and label smoothing s; 0 where the
    /// target is ignored.
    /// </summary>
    /// <param name="logits">[N, C].</param>
    /// <param name="targets">Class numbers, [N].</param>
    /// <param name="classWeights">[C].</param>
    /// <param name="labelSmoothing">Probability that is spread over all classes, in [0, 1).</param>
    /// <param name="ignoreIndex">The target that means: no target.</param>
    /// <returns>[N].</returns>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> WeightedCrossEntropyEach<T>(
        [Shape("N", "C")] Tensor<T> logits, [Shape("N")] Tensor<int> targets, [NoGradient][Shape("C")] Tensor<T> classWeights,
        [NoGradient] T labelSmoothing, int ignoreIndex = -100)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var index = MaskIndex(targets, ignoreIndex);
        var logProbabilities = LogSoftmax(logits, axis: 1);
        var hard = Gather(classWeights, index) * Pick(logProbabilities, index);
        var spread = Indicator<T>(index) * Sum(classWeights * logProbabilities, axis: 1);
        T share = labelSmoothing / T.CreateChecked(logits.Dimension(1));
        return -((T.One - labelSmoothing) * hard + share * spread);
    }

    /// <summary>
    /// Cross-entropy against probabilities, -Σ q[c] log softmax(logits)[c], averaged over the samples; q = (1 - s) target + s/C.
    /// PyTorch: <c>cross_entropy</c> with a floating-point target.
    /// </summary>
    /// <param name="logits">[N, C].</param>
    /// <param name="targets">Probabilities, [N, C].</param>
    /// <param name="labelSmoothing">Probability that is spread over all classes, in [0, 1).</param>
    [Differentiable]
    public static T SoftCrossEntropy<T>([Shape("N", "C")] Tensor<T> logits, [Shape("N", "C")] Tensor<T> targets, [NoGradient] T labelSmoothing)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T share = labelSmoothing / T.CreateChecked(logits.Dimension(1));
        var smoothed = targets * (T.One - labelSmoothing) + share;
        return -Sum(smoothed * LogSoftmax(logits, axis: 1)) / T.CreateChecked(logits.Dimension(0));
    }
}
