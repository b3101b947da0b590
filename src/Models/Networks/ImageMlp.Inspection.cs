using System.Numerics;
using static AutoDiff.Ops;

namespace AutoDiff.Models;

public sealed partial class ImageMlp<T>
{
    /// <summary><see cref="Loss"/> with its layers laid open, for diagnostics: their outputs as results, the gradients at these places as taps.</summary>
    /// <param name="x">Images, [N, I], N at least 2.</param>
    /// <param name="targets">Class numbers, [N].</param>
    /// <returns>The loss, both hidden layers behind their rectifiers [N, H], and the logits [N, C].</returns>
    [Differentiable]
    public (T Loss, Tensor<T> Layer1, Tensor<T> Layer2, Tensor<T> Layer3) InspectedLoss(
        [NoGradient][Shape("N", "I")] Tensor<T> x, [Shape("N")] Tensor<int> targets)
    {
        T epsilon = T.CreateChecked(Epsilon);
        var (normalized1, _, _) = Normalization.BatchNorm(Layers.LinearNoBias(x, Weight1), Gamma1, Beta1, epsilon);
        var hidden1 = Tap(Relu(normalized1), "hidden1");
        var (normalized2, _, _) = Normalization.BatchNorm(Layers.LinearNoBias(hidden1, Weight2), Gamma2, Beta2, epsilon);
        var hidden2 = Tap(Relu(normalized2), "hidden2");
        var logits = Tap(Layers.Linear(hidden2, Weight3, Bias3), "logits");
        return (Losses.CrossEntropy(logits, targets), hidden1, hidden2, logits);
    }

    /// <summary><see cref="Loss"/> whose gradient stops at the first number that is not finite and says which it is; slow.</summary>
    /// <param name="x">Images, [N, I], N at least 2.</param>
    /// <param name="targets">Class numbers, [N].</param>
    [Differentiable(CheckFinite = true)]
    public T CheckedLoss([NoGradient][Shape("N", "I")] Tensor<T> x, [Shape("N")] Tensor<int> targets)
    {
        T epsilon = T.CreateChecked(Epsilon);
        var product1 = Layers.LinearNoBias(x, Weight1);
        var (normalized1, _, _) = Normalization.BatchNorm(product1, Gamma1, Beta1, epsilon);
        var product2 = Layers.LinearNoBias(Relu(normalized1), Weight2);
        var (normalized2, _, _) = Normalization.BatchNorm(product2, Gamma2, Beta2, epsilon);
        var logits = Layers.Linear(Relu(normalized2), Weight3, Bias3);
        return Losses.CrossEntropy(logits, targets);
    }
}
