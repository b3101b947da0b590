using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public static partial class Losses
{
    /// <summary>
    /// Softmax cross-entropy, -log softmax(logits)[target], averaged over the samples that have a target (a negative target is ignored; 0 if all are).
    /// PyTorch: <c>cross_entropy</c>.
    /// </summary>
    /// <param name="logits">[N, C].</param>
    /// <param name="targets">Class numbers, [N].</param>
    /// <exception cref="IndexOutOfRangeException">A target is not below C.</exception>
    [Differentiable]
    public static T CrossEntropy<T>([Shape("N", "C")] Tensor<T> logits, [Shape("N")] Tensor<int> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        CrossEntropySum(logits, targets) / Maximum(Sum(Indicator<T>(targets)), T.One);

    /// <summary>Sum over the samples of <see cref="CrossEntropyEach"/>.</summary>
    [Differentiable]
    public static T CrossEntropySum<T>([Shape("N", "C")] Tensor<T> logits, [Shape("N")] Tensor<int> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        -Sum(Pick(LogSoftmax(logits, axis: 1), targets));

    /// <summary>-log softmax(logits)[target] of each sample, 0 where the target is negative.</summary>
    /// <param name="logits">[N, C].</param>
    /// <param name="targets">Class numbers, [N].</param>
    /// <returns>[N].</returns>
    [Differentiable]
    [return: Shape("N")]
    public static Tensor<T> CrossEntropyEach<T>([Shape("N", "C")] Tensor<T> logits, [Shape("N")] Tensor<int> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        -Pick(LogSoftmax(logits, axis: 1), targets);

    /// <summary>Softmax cross-entropy of each pixel, averaged over the pixels that have a target.</summary>
    /// <param name="logits">[N, C, S] with the pixels of an image in S.</param>
    /// <param name="targets">Class numbers, [N, S]; negative ones are ignored.</param>
    [Differentiable]
    public static T CrossEntropyImages<T>([Shape("N", "C", "S")] Tensor<T> logits, [Shape("N", "S")] Tensor<int> targets)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var logProbabilities = Permute(LogSoftmax(logits, axis: 1), [0, 2, 1]);
        return -Sum(Pick(logProbabilities, targets)) / Maximum(Sum(Indicator<T>(targets)), T.One);
    }
}
